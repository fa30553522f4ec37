"""How a sentence speaks: of many, of a case that is supposed, of what somebody tells about others."""

from __future__ import annotations

from scanner.regexes import compiled

_BEFORE = 24  # characters before words that go on about somebody
AROUND = 16  # characters around words that tell whether many are meant
_MANY = compiled(
    r"[0-9]{1,9}[ ]?(?:余|多)?(?:户|人次|人|名|例|万人|对)|群众(?!反映|来电|问)|(?<!受助)人员|对象|患者(?!家属)|各[村镇乡县]|全[县镇乡市]|政策|(?<![符不]合)(?<!不够)(?<!不符)条件|应当|可以申请|人群|病人|同胞|老百姓|村民们|(?<![断停离舍动])不得|严禁"
)
# 符某介绍，一级至十级伤残…
_TELLS = compiled("(?:介绍|表示|指出|强调|提醒|通报|解释|宣讲|讲解)(?:说|称|道|了)?[，,：:“]")
_CASE = compiled(r"[^，。；、（()）\s]{0,8}的(?:、|[（(]如|，(?:不用|可|应|须|请|优先|按|一律|及时|由))")
_CASES = compiled(r"的、[^，。；、\s]{0,8}$")
_MINE = compiled(r"我|俺|他|她|其|该")
# What goes on about somebody, and no rule: 本人有高血压, 家中欠款
_ABOUT = compiled(
    "(?:本人|其(?![他中余实次])|[他她](?!们)|该(?:户|人|生|员|村民)|户主|家中|家里|一家|全家|申请人|借款人|当事人|求助人|老伴|妻子|丈夫|儿子|女儿|母亲|父亲|孩子)"
)
# A sentence that goes on about somebody of the sentences before
GOES_ON = compiled(
    r"[ 　]*(?:该生|该户|该家庭|该同学|该村民|其|他|她|我|家中|家里|家庭|户主|本人|因|现|目前|老人|不幸|去年|今年|近年|两人|夫妻|夫妇|此人|孩子|儿子|女儿|儿媳|丈夫|妻子|老伴|父亲|母亲|父母|爸爸|妈妈|男人|大伯|叔叔|外婆|外公|奶奶|爷爷|姥姥|姥爷|祖父|祖母|舅舅|姑姑|公公|婆婆|岳父|岳母|哥哥|弟弟|姐姐|妹妹|经查)"
)
THIS = compiled(
    r"[ 　]*(?:该|此)(?:人|男子|女子|员|犯|男|女)(?![们员均])"
)  # somebody in particular, whatever the text is


def is_about_one(text: str, first: int, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` in a sentence from `first`, or what stands right before, goes on about somebody."""
    return _ABOUT.search(text, max(first, start - _BEFORE), end) is not None


def speaks_of_many(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` counts people, or speaks of a kind of them: 对象, 群众, 12户."""
    return _MANY.search(text, start, end) is not None


def is_supposed(text: str, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Whether the clause of ``text[start:end]`` names a case and no person: 家里有大病的、有重残的, 户主亡故要更名的（如…）."""
    first, last = sentence
    return (
        _CASE.match(text, end, last) is not None
        or _CASES.search(text, max(first, start - AROUND), start) is not None
    )


def tells_of_others(text: str, named: int, end: int) -> bool:
    """Whether who is named up to a place only tells what follows, up to `end`, and says nothing of himself."""
    return _TELLS.match(text, named) is not None and not _MINE.search(text, named, end)
