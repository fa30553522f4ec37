"""The sentences for facts of numbers: what speaks for and against, how they are written, masks. Data only."""

from __future__ import annotations

NUMBERS: dict[str, tuple[str, str]] = {
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
    "fits-now": ("合起来看只剩 {fitting}", "with it only {fitting} are left"),
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
    # codes
    "code-form": ("写法与这类号码相符", "it is written like such a number"),
    "shape-wrong": ("写法与这类号码不符，可能是录入错误", "not written like such a number, perhaps a slip"),
    "no-identity-inside": ("里面没有完整的身份证号码", "there is no complete identity number in it"),
}
