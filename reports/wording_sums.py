"""The sentences for facts of kind consistency: sums, sides, shares, names that disagree. Data only."""

from __future__ import annotations

SUMS: dict[str, tuple[str, str]] = {
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
        "“{label}” says {stated}, the rows give {sum}: ten thousand times apart, so yuan and ten thousand yuan may be mixed up",
    ),
    "unit-slip-row": (
        "第{row}行写 {stated}，改为 {sum} 后合计正好相符，元与万元可能混用",
        "row {row} says {stated}; with {sum} the total holds, so yuan and ten thousand yuan may be mixed up",
    ),
    "unit-slip-places": (
        "一处写 {one}，另一处 {other}，正好相差一万倍，元与万元可能混用",
        "{one} in one place, {other} in the other: ten thousand times apart, so yuan and ten thousand yuan may be mixed up",
    ),
    "unit-slip-odd": (
        "这一列多数是 {usual}，这一格写 {stated}，正好相差一万倍",
        "most of the column is {usual}, this cell says {stated}: ten thousand times apart",
    ),
    "capital-differs": (
        "大写“{capital}”是 {read}，小写写的是 {figure}；按小写应为“{wanted}”",
        "the amount in words, “{capital}”, is {read}; the figure says {figure}, in words “{wanted}”",
    ),
    "shares-exceed": ("{terms}＝{sum}，超过 100%", "{terms} = {sum}, more than 100%"),
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
    "count-of-names": (
        "写的是“{stated}”，后面列了 {listed} 个",
        "“{stated}” is announced; {listed} are named",
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
    "document-number-ordinal": ("序号前面多了“第”", "an ordinal sign stands before the number"),
    "document-number-zero": ("序号前面多了“0”", "the number begins with 0"),
    "document-number-space": ("发文字号中间有空格", "there are spaces inside the number"),
    "document-number-form": ("通常写作 {form}", "usually written {form}"),
    "issuer-names": ("同一个单位写成了：{names}", "one body is called: {names}"),
    "issuer-regions": ("标题是“{one}”，落款是“{other}”", "the title says “{one}”, the signature “{other}”"),
    # end of consistency
}
