"""The sentences for facts, gaps, layers and statuses, in both languages. Data only.

Every `Fact(name, …)` of the scanner and every gap's `what` and `reason` has its line here; {fields} are
the fact's values. A test holds that.
"""

from __future__ import annotations

from reports.wording_times import TIMES

FACTS: dict[str, tuple[str, str]] = {
    # name: (zh, en)
    # the verdict
    "because-errors": (
        "有 {count} 处错误，改正后才能发布。",
        "Errors that must be put right first: {count}.",
    ),
    "because-warnings": ("有 {count} 处警告，请逐处核对。", "Warnings to be looked at one by one: {count}."),
    "because-gaps": (
        "有 {count} 处没有检查到，不能算通过。",
        "Parts that were not looked at, so that it cannot pass: {count}.",
    ),
    "because-unknown-profile": (
        "没有认出是哪一类公示，要素没有核对。可用 --profile 指定。",
        "The type of notice was not recognised, so elements were not judged; --profile states it.",
    ),
    "because-nothing": (
        "全文都检查了，没有必须改的问题。",
        "Everything was looked at; nothing must be put right.",
    ),
    # the type of notice
    "profile-stated": ("由您指定", "stated by you"),
    "no-clear-profile": ("没有足够明确的特征", "no clear enough signs"),
    "cue-title": ("标题有“{word}”", "the title has “{word}”"),
    "cue-head": ("开头有“{word}”", "the beginning has “{word}”"),
    "cue-body": ("正文有“{word}”", "the text has “{word}”"),
    "cue-header": ("表头有“{word}”", "a table head has “{word}”"),
    "cue-publisher": ("发布单位有“{word}”", "the publisher has “{word}”"),
    "cue-tail": ("文末有“{word}”", "the end has “{word}”"),
    # elements
    "element-missing": ("全文没有找到", "not found anywhere"),
    "element-incomplete": ("有，但不完整", "there, but incomplete"),
    "element-placeholder": ("只有占位符，没有填写", "only a placeholder, not filled in"),
    "element-conflicting": ("前后写法不一致", "stated in different ways"),
    "asked-by": ("要求见：{law}", "asked for by: {law}"),
    "called-for-must": ("这类公示必须写", "required in a notice of this type"),
    "called-for-should": ("这类公示一般要写", "expected in a notice of this type"),
    "row-lacks": ("第{row}行没有填", "row {row} lacks it"),
    "row-placeholder": ("第{row}行只是占位，没有填写", "row {row} has a placeholder only"),
    "value-does-not-fit": ("写的内容不像这一项", "what stands there does not look like it"),
    "label-without-value": ("有“{label}”，后面没有内容", "“{label}” is there with nothing after it"),
    "values-differ": ("“{label}”在文中有不同的写法", "“{label}” is stated differently in places"),
    # sums, sides, shares and names that disagree
    "sum-of-rows": (
        "第{rows}行相加 {sum}，“{label}”写 {stated}，差 {difference}",
        "rows {rows} add up to {sum}; “{label}” says {stated}, {difference} apart",
    ),
    "sum-of-subtotals": (
        "第{rows}行的小计相加 {sum}，“{label}”写 {stated}，差 {difference}",
        "the subtotals in rows {rows} add up to {sum}; “{label}” says {stated}, {difference} apart",
    ),
    "sum-column": ("看的是“{head}”一列", "column “{head}”"),
    "sum-row-missed": (
        "差额正好等于第{row}行的数，可能漏加了这一行",
        "the difference is the figure of row {row}, which may have been left out",
    ),
    "sum-row-twice": (
        "差额正好等于第{row}行的数，可能多加了一次，或者漏列了一行",
        "the difference is the figure of row {row}, which may have been added twice",
    ),
    "sum-digits-swapped": (
        "相邻两个数字对调后正好相符，可能写颠倒了",
        "two neighbouring digits may have changed places",
    ),
    "sum-structure-unsure": (
        "表里有分级、其中项或者多个合计，请人工核对哪些行该加",
        "there are levels, parts or several totals: check by hand which rows are to be added",
    ),
    "sum-of-amounts": (
        "{terms}＝{sum}，文中写 {stated}，差 {difference}",
        "{terms} = {sum}; the text says {stated}, {difference} apart",
    ),
    "sum-parts-unsure": ("请人工核对哪几项该相加", "check by hand which of them are to be added"),
    "differ-sides": (
        "资金来源一侧 {one}，分配使用一侧 {other}，差 {difference}",
        "sources {one}, uses {other}, {difference} apart",
    ),
    "differ-headline": (
        "标题或开头写 {one}，正文的来源与分配合计 {other}，差 {difference}",
        "title or lead say {one}, sources and uses give {other}, {difference} apart",
    ),
    "differ-table": (
        "正文写 {one}，表里的合计 {other}，差 {difference}",
        "the text says {one}, the total of the table is {other}, {difference} apart",
    ),
    "differ-added-up": (
        "其中一侧没有写合计，是逐项相加得出的",
        "one side states no total; it was added up item by item",
    ),
    "unit-slip-total": (
        "“{label}”写 {stated}，各行相加 {sum}，正好相差一万倍，元与万元可能混用",
        "“{label}” says {stated}, the rows give {sum}: ten thousand times apart, so 元 and 万元 may be mixed up",
    ),
    "unit-slip-row": (
        "第{row}行写 {stated}，改为 {sum} 后合计正好相符，元与万元可能混用",
        "row {row} says {stated}; with {sum} the total holds, so 元 and 万元 may be mixed up",
    ),
    "unit-slip-places": (
        "一处写 {one}，另一处 {other}，正好相差一万倍，元与万元可能混用",
        "{one} in one place, {other} in the other: ten thousand times apart, so 元 and 万元 may be mixed up",
    ),
    "unit-slip-odd": (
        "这一列多数是 {usual}，这一格写 {stated}，正好相差一万倍",
        "most of the column is {usual}, this cell says {stated}: ten thousand times apart",
    ),
    "capital-differs": (
        "大写“{capital}”是 {read}，小写写的是 {figure}；按小写应为“{wanted}”",
        "the amount in words is {read}, the figure says {figure}",
    ),
    "share-differs": (
        "{part}÷{whole}＝{share}，写的是 {stated}",
        "{part} ÷ {whole} = {share}; stated: {stated}",
    ),
    "product-gives": (
        "{terms}＝{result}，文中写 {stated}，差 {difference}",
        "{terms} = {result}; the text says {stated}, {difference} apart",
    ),
    "row-gives": (
        "第{row}行：{terms}＝{result}，写的是 {stated}，差 {difference}；其他行都相符",
        "row {row}: {terms} = {result}; stated {stated}, {difference} apart, while the other rows agree",
    ),
    "count-of-rows": (
        "写的是“{stated}”，名单第{rows}行共列出 {listed} 个",
        "“{stated}” is announced; rows {rows} list {listed}",
    ),
    "count-of-lines": (
        "写的是“{stated}”，后面只编到第 {listed} 项",
        "“{stated}” is announced; the numbered items end at {listed}",
    ),
    "attachment-others-there": (
        "文件里有 {count} 个附件，没有找到附件{number}",
        "{count} attachments are in the file, number {number} was not found",
    ),
    "attachment-not-here": (
        "正文列了附件{number}，这个文件里没有；如果另有文件，请一并发布",
        "attachment {number} is listed but not in this file; publish it with the notice if it is a file of its own",
    ),
    "document-number-lost-bracket": ("年份后面少了括号", "the bracket behind the year is lost"),
    "document-number-brackets": ("年份用的不是六角括号〔〕", "the year does not stand in 〔〕"),
    "document-number-ordinal": ("序号前面多了“第”", "第 stands before the number"),
    "document-number-zero": ("序号前面多了“0”", "the number begins with 0"),
    "document-number-space": ("发文字号中间有空格", "there are spaces inside the number"),
    "document-number-form": ("通常写作 {form}", "usually written {form}"),
    "issuer-names": ("同一个单位写成了：{names}", "one body is called: {names}"),
    "issuer-regions": ("标题是“{one}”，落款是“{other}”", "the title says “{one}”, the signature “{other}”"),
    # end of consistency
    # numbers
    "check-digit-holds": ("校验码相符", "the check digit holds"),
    "check-digit-fails": ("校验码不符，可能是录入错误", "the check digit fails, perhaps a typing error"),
    "birth-date-real": ("出生日期成立", "the birth date is a real one"),
    "born-in": ("出生日期成立，{year}年出生", "the birth date is a real one, born in {year}"),
    "birth-date-impossible": ("出生日期不成立", "the birth date is impossible"),
    "length-wrong": ("有 {length} 位，应为 18 位", "{length} places instead of 18"),
    "region-unknown": ("前六位不是行政区划代码", "the first six digits are no region"),
    "joined-over-break": ("号码中间断行，已连起来看", "read on over a line break"),
    # how a number is written
    "inner-spaces": ("号码中间有空格", "there are spaces inside the number"),
    "inner-strokes": ("号码中间有短横等符号", "there are strokes inside the number"),
    "inner-points": ("号码中间有点号或逗号", "there are points or commas inside the number"),
    "full-width": ("用全角数字书写", "written in full-width digits"),
    "invisible-inside": ("号码中间有看不见的字符", "there are invisible characters inside the number"),
    "chinese-numerals": ("用汉字数字书写", "written in Chinese numerals"),
    "glued-numbers": ("两个号码连在一起", "two numbers written without a gap"),
    "rounded-by-spreadsheet": (
        "末尾几位像是被表格软件变成了 0",
        "its last digits look like zeros put there by a spreadsheet",
    ),
    "with-exponent": (
        "表格软件把长号码显示成了科学计数法（E+17 之类）",
        "a spreadsheet shows the long number with an exponent",
    ),
    "written-as-float": ("末尾多了“.0”，是按小数导出的", "exported as a decimal, with “.0” behind it"),
    "look-alike-letters": (
        "有 {count} 个字母像是数字认错或打错的（如 O 与 0、l 与 1）",
        "letters that look like digits, such as O for 0 and l for 1: {count}",
    ),
    "cross-for-check": ("最后一位的 X 写成了叉号", "a cross stands for the X at its end"),
    "inside-certificate": ("号码在证件编号里面", "it is part of a certificate's number"),
    "old-form": ("15 位旧号码", "the old form with 15 digits"),
    "luhn-holds": ("卡号校验相符", "the card's check digit holds"),
    "luhn-fails": ("卡号校验不符", "the card's check digit fails"),
    "account-digits": (
        "{length} 位账号，没有校验位可以核对",
        "an account of {length} digits, without a check digit",
    ),
    "card-prefix": ("开头是银行卡的号段", "it begins like a bank card"),
    "mobile-segment": ("开头是手机号段", "it begins like a mobile number"),
    "person-list": ("在个人名单里", "it stands in a list of persons"),
    "beside-person": ("旁边是个人姓名", "it stands beside a person's name"),
    "contact-label": (
        "前面有“{label}”，像是单位的联系方式",
        "“{label}” before it: seems the office's contact",
    ),
    "contact-list": ("在联系人名单里", "it stands in a list of contacts"),
    "contact-sentence": ("句子里说的是联系方式", "the sentence gives a contact"),
    "no-context": ("前后没有说明是谁的", "nothing says whose it is"),
    "label": ("旁边写着“{label}”", "“{label}” stands beside it"),
    "column-label": ("列名是“{label}”", "the column is headed “{label}”"),
    "row-label": ("行名是“{label}”", "the row is headed “{label}”"),
    "qq-number": ("QQ 号邮箱", "an address made of a QQ number"),
    "public-provider": ("公共邮箱，不是单位域名", "a public provider, not an office's domain"),
    # why a number is nobody's
    "length-of-none": (
        "{length} 位数字，不像任何一种个人号码",
        "{length} digits, like no number of a person",
    ),
    "no-label": ("旁边没有写明是谁的什么号码", "nothing beside it says what it is"),
    "credit-code": (
        "统一社会信用代码，校验相符，属于单位",
        "a credit code whose check holds: an organisation's",
    ),
    "office-owner": ("是单位的账户", "the account is an organisation's"),
    "amount-unit": ("是金额、面积一类的数量", "an amount: money, area and the like"),
    "number-of-thing": (
        "“{label}”的编号，不是个人的号码",
        "the number of a thing, “{label}”, not a person's",
    ),
    "web-address": ("是网址或者文件名的一部分", "part of a web address or a file name"),
    "landline": ("带区号的座机", "a landline with its area code"),
    "masked": ("已经遮盖", "it is masked"),
    "mask-candidates": ("仍可对应 {count} 个号码", "{count} numbers still fit"),
    "mask-uncounted": ("没有编码规则可以推算", "no code to work it out by"),
    "mask-weak": ("遮得太少", "too little is hidden"),
    "mask-customary": ("按惯例遮盖", "masked as is customary"),
    "mask-strong": ("遮得够多", "enough is hidden"),
    # masks that do not hold
    "places-hidden": ("遮住了 {count} 位", "{count} places are hidden"),
    "birth-date-shown": ("出生年月日露在外面", "the whole birth date is shown"),
    "birth-year-shown": ("出生年份露在外面", "the year of birth is shown"),
    "sex-shown": ("第 17 位露在外面，能看出性别", "the 17th digit is shown and tells the sex"),
    "check-digit-shown": (
        "校验码露在外面，能排除大部分号码",
        "the check digit is shown and rules most numbers out",
    ),
    "luhn-narrows": ("卡号有校验位，能少猜一位", "the card's check digit saves guessing one place"),
    "beside-column": ("同一行有“{label}”", "the row has “{label}”"),
    "beside-words": ("同一句写了{label}", "the sentence gives the {label}"),
    "place-named": (
        "标题或落款写明了地方，前六位等于公开",
        "title or signature name the place, which gives the first six digits",
    ),
    "place-named-alone": (
        "仅凭标题或落款写明的地方，前六位等于公开（户籍不在本地的除外）",
        "the place in title or signature alone gives the first six digits (save for people registered elsewhere)",
    ),
    "fits-alone": ("单看这一处可对应 {fitting}", "by itself this mask fits {fitting}"),
    "fits-alone-other": ("单看另一处可对应 {fitting}", "by itself the other mask fits {fitting}"),
    "places-together": (
        "两处露出的数字合起来有 {known} 位（共 {length} 位）",
        "together they show {known} of {length} places",
    ),
    "same-name": ("两处姓名相同", "the name is the same"),
    "same-masked-name": ("两处姓名的写法对得上", "the masked names agree"),
    "same-position": (
        "两份名单的姓名和次序相同，同一行是同一人",
        "both lists have the same names in the same order, so a row is a person",
    ),
    "mask-form": (
        "{count} 行露出前 {first} 位、后 {last} 位",
        "{count} rows show the first {first} and the last {last}",
    ),
    "mask-form-other": ("{count} 行是别的遮法", "{count} rows are masked in another way"),
    # columns of a list of persons (kind column)
    "alarm-identity": ("证件号码能直接对应到本人", "such a number leads straight to its holder"),
    "alarm-account": ("账号、卡号属于金融账户信息", "accounts and cards are financial data"),
    "alarm-disability-certificate": (
        "残疾证号里有身份证号，还有残疾类别和等级",
        "the number of a disability certificate holds the identity number, kind and grade",
    ),
    "alarm-health": ("健康状况属于敏感个人信息", "the state of health is sensitive"),
    "alarm-disability-grade": ("残疾等级属于健康信息", "the grade of a disability is health data"),
    "alarm-phone": ("个人电话公开后会招来骚扰和诈骗", "private phones invite nuisance calls and fraud"),
    "alarm-birth-date": (
        "出生日期能用来推算身份证号",
        "with a birth date an identity number can be worked out",
    ),
    "alarm-address": ("住址一般只写到乡镇、街道", "addresses stop at the township or street office"),
    "alarm-income": ("收入、财产是家庭隐私", "income and property are private"),
    "alarm-guardian": (
        "监护人说明本人是未成年人或者不能自理",
        "a guardian tells that the person is a minor or cannot act alone",
    ),
    "alarm-circumstances": (
        "致贫原因、婚姻、文化程度等是个人情况，与公示无关",
        "causes of poverty, marriage, schooling and the like are beside the point",
    ),
    "column-open": ("{rows} 行有值，没有全部遮盖", "{rows} rows hold a value, not all masked"),
    "column-masked": (
        "{rows} 行的值都已遮盖，但遮盖不能代替删除",
        "{rows} rows, all masked; masking does not stand in for deleting",
    ),
    "column-empty": ("{rows} 行都空着，只有列名", "{rows} rows, all empty: a head only"),
    **TIMES,
    # codes
    "code-form": ("写法与这类号码相符", "it is written like such a number"),
    "shape-wrong": ("写法与这类号码不符，可能是录入错误", "not written like such a number, perhaps a slip"),
    "no-identity-inside": ("里面没有完整的身份证号码", "there is no complete identity number in it"),
    # marks (kind lexicon)
    "mark-words": ("写有“{mark}”", "it says “{mark}”"),
    "mark-in-head": ("位于文件开头", "it stands at the head of the document"),
    "mark-in-title": ("位于标题", "it stands in the title"),
    "mark-in-foot": ("位于文件末尾", "it stands at the foot of the document"),
}

GAP_WHAT: dict[str, tuple[str, str]] = {
    "file": ("整个文件", "the whole file"),
    "page": ("一页", "a page"),
    "file-type": ("文件类型", "the file's type"),
    "sheet": ("一张工作表", "a sheet"),
    "part": ("文件的一部分", "a part of the file"),
    "picture": ("一幅图片", "a picture"),
    "rule": ("一条规则", "a rule"),
}

GAP_REASONS: dict[str, tuple[str, str]] = {
    # reason: (what happened and what to do, zh; en)
    "encrypted": (
        "文件有密码，未能打开。请去掉密码后再检查。",
        "The file has a password. Remove it and check again.",
    ),
    "damaged": (
        "文件已损坏，读不出来。请用 WPS 或 Word 重新保存后再检查。",
        "The file is damaged. Save it again and check again.",
    ),
    "empty": ("文件是空的（0 字节或没有任何内容）。", "The file is empty."),
    "unknown-format": ("不认识这种文件格式，没有检查。", "Unknown file format, not checked."),
    "too-large": (
        "文件太大，没有检查。请拆成几个文件后再检查。",
        "The file is too large and was not checked. Split it and check the pieces.",
    ),
    "not-yet-read": (
        "目前还读不了这种文件，没有检查。"
        "文档请另存为 docx，表格请另存为 xlsx，演示文稿和 OFD 请转成 PDF，压缩包请先解压。",
        "This kind of file cannot be read yet and was not checked. "
        "Save documents as docx, tables as xlsx, turn slides and OFD into PDF, unpack archives first.",
    ),
    "picture-file": (
        "这是图片，图上的文字没有检查。请检查图片的原始文档，或者人工核对。",
        "This is a picture; the text on it was not checked. Check the document it was made from.",
    ),
    "misnamed": (
        "扩展名与实际内容不符，已按实际内容检查。请核对是不是拿错了文件，并用正确的格式另存。",
        "The extension does not fit the content, by which it was checked. "
        "Make sure it is the right file and save it in the right format.",
    ),
    "undecodable": (
        "有些字符无法识别（乱码），可能漏查。请用记事本打开，另存为 UTF-8 编码后再检查。",
        "Some characters could not be decoded; something may be missed. Save the file as UTF-8.",
    ),
    "not-read": (
        "这一部分的内容（嵌入的文件、图片、图形或缓存数据）没有检查。请打开文件人工核对，不需要的请删除。",
        "This part (an embedded file, picture, drawing or cached data) was not checked. "
        "Open the file and look at it, or delete it.",
    ),
    "too-many-cells": (
        "表格太大，后面的单元格没有检查。请拆成几个文件后再检查。",
        "The table is too large; the cells that follow were not checked. Split the file.",
    ),
    "no-text-layer": (
        "这一页只有图片（多为扫描件），没有可以读取的文字，没有检查。请检查扫描前的原始文档，或者人工核对。",
        "This page is only a picture (a scan, mostly) without text that can be read; it was not checked. "
        "Check the document it was made from, or look at it.",
    ),
    "untrusted-text": (
        "这一页的文字编码有问题，读出来的多是乱码，可能漏查。请用原始文档重新导出 PDF 后再检查。",
        "The text of this page is mostly garbled, so something may be missed. "
        "Export the PDF again from the document it was made from.",
    ),
    "no-ocr": (
        "这一页有较大的图片，图上的文字没有检查。请看一看图上有没有表格、证件或者签名。",
        "This page has a large picture; the text on it was not checked. "
        "See whether it shows a table, a card or a signature.",
    ),
    "picture-text": (
        "图上的文字没有检查。请看一看图上有没有表格、证件或者签名。",
        "The text on it was not checked. See whether it shows a table, a card or a signature.",
    ),
    "too-deep": (
        "内容嵌套得太深（超过 256 层），没有检查。请用 WPS 或 Word 重新保存后再检查。",
        "Its content is nested too deeply (more than 256 levels) and was not checked. Save it again.",
    ),
    "entities": (
        "内容里用了办公软件不会写的实体定义，没有检查。请用 WPS 或 Word 重新保存后再检查。",
        "It declares entities, which office programs do not write; it was not checked. Save it again.",
    ),
    "ragged-table": (
        "表格各行的列对不齐，各格的文字都检查了，但没有按列检查。请人工核对。",
        "The rows of this table do not line up; every cell was checked, but not by column. Look at it.",
    ),
    "font-missing": (
        "这一页用的字体没有嵌入文件，这台电脑也没有相应的中文字体，有些文字读不出来。请安装中文字体后再检查。",
        "This page uses a font that is neither in the file nor on this computer; some text was not read. "
        "Install Chinese fonts (Noto CJK) and check again.",
    ),
    "too-many-pages": (
        "页数太多，后面的页没有检查。请拆成几个文件后再检查。",
        "There are too many pages; those that follow were not checked. Split the file.",
    ),
    "no-permission": (
        "没有权限打开，没有检查。请换有权限的账号，或者另存一份再检查。",
        "There is no permission to open it; it was not checked.",
    ),
    "cannot-open": ("打不开，没有检查。", "It could not be opened and was not checked."),
    "not-a-file": (
        "这不是普通文件（是管道、设备之类），没有检查。",
        "This is no ordinary file (a pipe, a device …) and was not checked.",
    ),
    "broken-link": (
        "这个链接指向的文件不存在，没有检查。",
        "The link leads to no file; nothing was checked.",
    ),
    "crashed": (
        "检查这个文件时程序异常退出，没有检查完。请人工核对，或者另存后再检查。",
        "The process died at this file, which was not checked. Check it by hand or save it again.",
    ),
    "pattern-timeout": (
        "这条规则的模式太慢，没有查完。请改写规则文件里的 pattern。",
        "The pattern of this rule is too slow and was stopped. Rewrite the pattern in its file.",
    ),
    "timeout": (
        "检查这个文件超过了规定时间，已中止。可用 --timeout 放宽，或者拆成几个文件。",
        "Checking this file took too long and was stopped. Allow more with --timeout, or split it.",
    ),
    "out-of-memory": (
        "检查这个文件超过了规定内存，已中止。可用 --max-memory 放宽，或者拆成几个文件。",
        "Checking this file took too much memory. Allow more with --max-memory, or split it.",
    ),
    "internal-error": (
        "程序出错，这个文件没有检查完。请单独检查它，并把错误信息报告给开发者。",
        "A bug: this file was not checked. Check it alone and report the error.",
    ),
}
