"""The fixed words of a report, as (zh, en). Data only; sentences about facts and gaps are in `wording`."""

from __future__ import annotations

from scanner.model import Lang

Words = tuple[str, str]


def word(table: dict[str, Words], key: str, lang: Lang) -> str:
    """The word for a key in a language; a key that the table lacks stands for itself."""
    known = table.get(key)
    return key if known is None else known[0 if lang == "zh" else 1]


VERDICTS: dict[str, Words] = {
    "pass": ("可以发布", "Fit to publish"),
    "review": ("需要人工复核", "Needs review by a person"),
    "block": ("不能发布", "Must not be published"),
    "unread": ("未能检查", "Could not be checked"),
}

LEVELS: dict[str, Words] = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "info": ("提示", "note"),
}

CERTAINTIES: dict[str, Words] = {
    "certain": ("确定", "certain"),
    "likely": ("很可能", "likely"),
    "suspect": ("存疑", "suspected"),
    "unknown": ("不确定", "not certain"),
}

STATUSES: dict[str, Words] = {
    "present": ("有", "present"),
    "missing": ("缺失", "missing"),
    "incomplete": ("不完整", "incomplete"),
    "placeholder": ("只是占位，没有填写", "a placeholder, not filled in"),
    "conflicting": ("前后矛盾", "contradictory"),
}

FOUND_BY: dict[str, Words] = {
    "label": ("标签", "label"),
    "column": ("表格列", "table column"),
    "heading": ("小标题", "heading"),
    "prose": ("正文", "running text"),
    "sentence": ("按措辞推断", "inferred from the wording"),
    "signature": ("落款", "signature"),
    "head": ("文件头", "head of the document"),
}

CALLED_FOR: dict[str, Words] = {
    "must": ("必备", "required"),
    "should": ("应有", "expected"),
    "no": ("不要求", "not called for"),
}

CONFIDENCES: dict[str, Words] = {
    "sourced": ("依据", "law"),
    "secondary": ("据报道的做法", "reported practice"),
    "derived": ("本工具的建议", "this tool's advice"),
    "unconfirmed": ("未经核实", "unconfirmed"),
}

CIRCUMSTANCES: dict[str, Words] = {
    "level": ("公开层级", "level"),
    "channel": ("公开渠道", "channel"),
    "audience": ("公开对象", "audience"),
    "stage": ("阶段", "stage"),
    "publish_date": ("发布日期", "publication date"),
    "standard": ("适用标准", "standard"),
}

SOURCES: dict[str, Words] = {
    "stated": ("指定", "stated"),
    "inferred": ("推断", "inferred"),
    "default": ("默认", "default"),
}

# What a circumstance was inferred from; a profile stands for itself.
REASONS: dict[str, Words] = {
    "publisher": ("看发布单位", "from the publisher"),
    "title": ("看标题", "from the title"),
    "signature": ("看落款", "from the signature"),
}

# The families of rules, in the order they are listed.
FAMILIES: dict[str, Words] = {
    "personal": ("个人信息", "Personal data"),
    "mask": ("遮盖", "Masks"),
    "column": ("表格的列", "Columns"),
    "combination": ("凑在一起能认出人", "Combinations that tell who it is"),
    "hidden": ("看不见的内容", "What is not seen in print"),
    "secrecy": ("保密和未定稿", "Secrecy and working papers"),
    "element": ("要素", "Elements"),
    "value": ("名不副实的内容", "Values that are not what they claim"),
    "consistency": ("前后一致", "Consistency"),
    "timing": ("时间", "Time"),
    "audience": ("公开范围", "Audience"),
    "archive": ("文件之间", "Across files"),
}

# How a requirement can be checked.
HOW: dict[str, Words] = {
    "E": ("要素", "element"),
    "M": ("类型和情形", "type and setting"),
    "T": ("时间", "time"),
    "N": ("数字", "figures"),
    "X": ("前后对照", "comparison"),
    "P": ("个人信息和保密", "personal data and secrecy"),
    "W": ("文件之外的流程", "procedure outside the file"),
}

# What a limit counts from, by the words of its source.
EVENTS: dict[str, Words] = {
    "信息形成或者变更": ("信息形成或者变更", "the information coming about or changing"),
    "形成或者变更": ("形成或者变更", "its coming about or changing"),
    "制定或者获取": ("制定或者获取", "its being made or received"),
    "分配结果下达": ("分配结果下达", "the allocation being handed down"),
    "分配下达": ("分配下达", "the allocation being handed down"),
    "分配结果确定": ("分配结果确定", "the allocation being settled"),
    "报批或者批复": ("报批或者批复", "its being sent up or approved"),
    "处罚决定": ("处罚决定", "the decision on the penalty"),
    "审签": ("审签", "its being signed off"),
}

# What a notice may show of persons, or must not.
SHOWN: dict[str, Words] = {
    "names": ("当事人姓名", "names of those concerned"),
    "official-names": ("工作人员姓名、职务", "names and posts of officials"),
    "id": ("证件号码", "numbers of identity papers"),
    "account": ("银行账号、卡号", "bank accounts and cards"),
    "phone": ("个人电话", "private telephones"),
    "birth-date": ("出生日期", "dates of birth"),
    "address": ("家庭住址", "home addresses"),
    "health": ("健康状况、病情", "health and illness"),
    "disability": ("残疾情况", "disability"),
    "circumstances": ("家庭困难情况", "hardships of the family"),
    "guardian": ("监护人", "guardians"),
    "income": ("收入、财产", "income and property"),
    "minor": ("未成年受助学生的姓名", "names of the students aided, minors too"),
    "school": ("学校、院系", "school and department"),
    "grade": ("年级", "grade"),
    "class": ("班级", "class"),
    "major": ("专业", "subject"),
}

FORMATS: dict[str, Words] = {
    "docx": ("Word 文档", "Word document"),
    "xlsx": ("Excel 工作簿", "Excel workbook"),
    "xls": ("Excel 97–2003 工作簿", "Excel 97–2003 workbook"),
    "xlsb": ("Excel 二进制工作簿", "Excel binary workbook"),
    "pptx": ("PowerPoint 演示文稿", "PowerPoint presentation"),
    "odt": ("ODF 文档", "ODF text"),
    "ods": ("ODF 表格", "ODF spreadsheet"),
    "odp": ("ODF 演示文稿", "ODF presentation"),
    "ofd": ("OFD 版式文件", "OFD document"),
    "pdf": ("PDF", "PDF"),
    "html": ("网页", "web page"),
    "md": ("Markdown", "Markdown"),
    "csv": ("CSV 表格", "CSV table"),
    "txt": ("纯文本", "plain text"),
    "doc": ("Word 97–2003 文档", "Word 97–2003 document"),
    "ppt": ("PowerPoint 97–2003 演示文稿", "PowerPoint 97–2003 slides"),
    "rtf": ("RTF 文档", "RTF document"),
    "eml": ("电子邮件", "message"),
    "mht": ("单一文件网页", "web archive"),
    "picture": ("图片", "picture"),
    "msg": ("Outlook 邮件", "Outlook message"),
    "zip": ("ZIP 压缩包", "ZIP archive"),
    "tar": ("TAR 归档", "tar archive"),
    "gz": ("GZ 压缩文件", "gzip file"),
    "bz2": ("BZ2 压缩文件", "bzip2 file"),
    "xz": ("XZ 压缩文件", "xz file"),
    "7z": ("7z 压缩包", "7z archive"),
    "rar": ("RAR 压缩包", "RAR archive"),
}

# Profiles that are not in the rule book.
PROFILES: dict[str, Words] = {"unknown": ("没有认出是哪一类公示", "type not recognised")}

HEADINGS: dict[str, Words] = {
    "profile": ("类型", "Type"),
    "guesses": ("最像", "Most like"),
    "circumstances": ("情形", "Setting"),
    "because": ("理由", "Because"),
    "findings": ("要改的地方（按文中先后）", "What to fix, in document order"),
    "checklist": ("要素核对", "Required elements"),
    "gaps": ("没有检查到的部分", "What was not looked at"),
    "why": ("为什么", "Why"),
    "law": ("依据", "Law"),
    "note": ("参考", "Note"),
    "fix": ("怎么改", "Fix"),
    "evidence": ("证据", "Evidence"),
    "examples": ("例子", "Examples"),
    "bad": ("有问题", "bad"),
    "good": ("没问题", "fine"),
    "called-for-by": ("哪些公示要写", "Called for by"),
    "called-for-under": ("哪些标准另有要求（--standard）", "Called for by standards (--standard)"),
    "elements-must": ("必备要素", "Required elements"),
    "elements-should": ("应有要素（不是必备）", "Expected elements"),
    "rules": ("规则", "Rules"),
    "profiles": ("公示类型（--profile）", "Types of notice (--profile)"),
    "standards": ("标准（--standard）", "Standards (--standard)"),
    "limits": ("时限", "Time limits"),
    "where-shown": ("在哪里公开", "Where it may be shown"),
    "permits": ("可以出现", "May be shown"),
    "forbids": ("不应出现", "Must not be shown"),
    "standard-elements": ("这一标准要求写明", "What this standard asks for"),
    "requirements": ("逐条要求和核对办法", "Requirements, and what answers them"),
    "matters": ("公开事项和对应的公示类型", "Matters, and the notices that answer them"),
    "worst": ("最多的问题", "Most frequent"),
}

# Sentences of the report's frame; {fields} are filled by the renderers.
FRAME: dict[str, Words] = {
    "whole-document": ("全文", "whole document"),
    "see-above": ("为什么、怎么改：见第 {number} 条", "why and how to fix: see {number}"),
    "more-places": (
        "……另有 {count} 处，用 -f json 可以列出全部",
        "… and {count} more; -f json lists them all",
    ),
    "more-findings": ("……另有 {count} 类问题", "… and {count} more kinds of problem"),
    "places": ("　共 {count} 处", "  {count} in all"),
    "and-more": (" 等 {count} 处", " and so on, {count} in all"),
    "should-elements": ("以下不是必备，建议写上：", "Not required, but expected:"),
    "nothing-called-for": (
        "这一类文件没有要核对的要素。",
        "Nothing is called for in a document of this type.",
    ),
    "by-default": ("没有说明的按默认：{circumstances}", "by default: {circumstances}"),
    "nothing-to-fix": ("没有发现要改的地方。", "Nothing to fix was found."),
    "checklist-must": ("必备 {total} 项，齐 {good} 项", "{good} of {total} required"),
    "checklist-should": ("应有 {total} 项，有 {good} 项", "{good} of {total} expected"),
    "invisible": ("打印出来看不见：{layer}", "not seen in print: {layer}"),
    "counts": (
        "错误 {error} 处，警告 {warning} 处，提示 {info} 处",
        "errors: {error}, warnings: {warning}, notes: {info}",
    ),
    "counts-known": (
        "（另有已登记 {known} 处、已豁免 {waived} 处）",
        " ({known} known, {waived} waived besides)",
    ),
    "gaps-count": ("未检 {count} 处", "not looked at: {count}"),
    "certainty": ("把握：{certainty}", "{certainty}"),
    "guess": ("{title}（--profile {id}）", "{title} (--profile {id})"),
    "inferred": ("按措辞推断，请核对", "inferred from the wording, please check"),
    "because-of": ("根据：{reasons}", "from: {reasons}"),
    "stated-profile": ("由您指定", "stated by you"),
    "not-judged": ("没有认出类型，要素没有核对。", "The type is not known, so elements were not judged."),
    "details": ("看某个文件的详细报告：scan 文件名", "For the full report of one file: scan FILE"),
    "files": ("共 {count} 个文件", "{count} files"),
    "verdict-count": ("{verdict} {count} 个", "{verdict}: {count}"),
    "times": ("{count} 处，{files} 个文件", "{count} times in {files} files"),
    "skipped": (
        "跳过 {count} 个文件（扩展名不在检查之列：{extensions}），未作检查",
        "Skipped {count} files (extension not checked: {extensions})",
    ),
    "skipped-links": ("跳过 {count} 个链接的文件夹，未作检查", "Skipped {count} linked folders"),
    "no-extension": ("无扩展名", "no extension"),
    "limit-display-calendar": ("公示不少于 {count} 天", "displayed for at least {count} days"),
    "limit-display-working": (
        "公示不少于 {count} 个工作日",
        "displayed for at least {count} working days",
    ),
    "limit-publish-calendar": ("{count} 天内公开", "published within {count} days"),
    "limit-publish-working": ("{count} 个工作日内公开", "published within {count} working days"),
    "limit-publish-monthly": ("次月 {count} 日前公开", "published by day {count} of the following month"),
    "counted-from": ("从{event}起算", "counted from: {event}"),
    "when-title": ("标题有：{words}", "title with: {words}"),
    "when-text": ("文中有：{words}", "text with: {words}"),
    "extends": ("没有另行规定的，按：{standard}", "where it has no figure of its own: {standard}"),
    "not-in-a-file": ("文件里看不出：{why}", "not to be seen in a file: {why}"),
    "answer-note": ("说明：{why}", "note: {why}"),
    "matters": (
        "{standard}：{count} 项公开事项，有公示的 {answered} 项",
        "{standard}: {answered} of {count} matters have a notice",
    ),
    "matter-none": ("没有见到公示", "no notice seen"),
    "matter-unknown": ("没有对应的公示类型，不作核对", "no type of notice for it; not judged"),
    "each-row": ("表中每一行都要有", "in every row of the table"),
    "mask-limits": (
        "遮盖后还剩 {error} 个可能号码以内算错误，{warning} 个以内算警告",
        "a mask that leaves {error} numbers or fewer is an error, {warning} or fewer a warning",
    ),
    "explain-hint": (
        "看某一条的依据、改法和例子：scan explain 编号",
        "Law, fix and examples of one: scan explain ID",
    ),
    "considered": (
        "像号码的内容 {count} 处：报告了 {reported} 处，没有报告 {silent} 处",
        "number-like pieces: {count}; reported: {reported}, not reported: {silent}",
    ),
    "considered-elsewhere": (
        "这个位置没有找到像号码的内容；文件里别处有 {count} 处。去掉 --at 可以看到全部和它们的位置写法。",
        "Nothing like a number at this place; {count} elsewhere in the file. Without --at all are listed with their places.",
    ),
    "considered-none": (
        "没有像号码的内容（七位以上的数字、遮盖的号码等）。",
        "Nothing looks like a number (seven digits or more, masked numbers and the like).",
    ),
    "look-reported": ("{title}（{rule}），报告为{level}", "{title} ({rule}), reported: {level}"),
    "look-silent": ("{title}，没有报告", "{title}, not reported"),
    "look-nobody": ("不是个人信息", "not personal data"),
    "look-no-reason": ("不符合任何一种号码的编码规则", "it follows the rules of no number"),
    "more-reported": (
        "……报告了的还有 {count} 处，用 -f json 列出全部",
        "… {count} more that were reported; -f json lists them all",
    ),
    "more-silent": (
        "……没有报告的还有 {count} 处，用 -f json 列出全部",
        "… {count} more that were not reported; -f json lists them all",
    ),
    "doctor-formats": ("能读的格式", "Formats that can be read"),
    "doctor-packages": ("程序用到的包", "Packages"),
    "doctor-extras": ("可以另装的", "Extras"),
    "doctor-surroundings": ("运行环境和可选程序", "Surroundings and optional programs"),
    "doctor-encoding": ("屏幕编码", "encoding of the screen"),
    "doctor-missing": ("缺少 {name}，请运行 pip install {name}", "{name} is missing: pip install {name}"),
    "doctor-absent": ("（没有安装，可不装）", " (not installed, optional)"),
    "doctor-no-memory-limit": (
        "这个系统上 --max-memory 不起作用，请运行 pip install psutil",
        "--max-memory has no effect on this system without psutil: pip install psutil",
    ),
    "unconfirmed-law": ("未经核实，仅供参考：{law}", "unconfirmed, for information only: {law}"),
    "secondary-law": ("据报道的做法：{law}", "reported practice: {law}"),
    "derived-law": ("本工具的建议，由此推出：{law}", "this tool's advice, derived from: {law}"),
    "element-rule": ("缺少或不全：{title}", "missing or incomplete: {title}"),
}

# What a mask still fits; -1 is a single one.
FITTING: dict[str, Words] = {
    "people": ("{count} 人", "{count} people"),
    "people-1": ("{count} 人", "{count} person"),
    "numbers": ("{count} 个号码", "{count} numbers"),
    "numbers-1": ("{count} 个号码", "{count} number"),
}
