"""Names that only the words around them tell: …十一年的单生，, 农民工向宏志在…, 陪巴桑次仁去县医院."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.name_words import NO_NAME
from scanner.search.attributes.named import Named
from scanner.search.persons import SHAPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DESCRIBED = compiled(
    rf"(?:[的”』」]|农民工|工人|司机|店主|老板娘?|业主|师傅|员工|职工|[儿弟]媳|徒弟|邻居|同桌|保安|保姆|商户|摊主|网友|粉丝|战友|女工|养殖户|大学生|青年|小伙|姑娘|大爷|大妈|大娘|大叔|老汉|汉子)(?P<name>{SHAPE})(?=[，（(、：:]|每天|如今|在|和|因|说|的)"
)
# 陪巴桑次仁去县医院
_LED = compiled(
    rf"[陪帮替接送扶](?P<name>(?:(?![老人他她我你大孩村的了一两着病家长同助给到][^\W\d_]?){HAN}){{3,5}}?)(?=去|来|到[县市镇省])"
)
# 看张三（11岁）, 与李四（男，1980年生）: nothing before the name tells where it begins but a word of one character
_AGED = compiled(
    rf"(?:^|(?<=[看找访见是叫为由给对和与跟陪、，。；： ]))(?P<name>{SHAPE})(?=[（(](?:[0-9]{{1,3}}[周]?岁|[男女][，,、)）]))"
)


def described(text: str, start: int, end: int, low: int) -> Iterator[Named]:
    """What has the shape of a name behind words that describe somebody; from `low` on where an age or a sex follows it."""
    for match in _AGED.finditer(text, low, end):
        if not NO_NAME.search(match["name"]):
            yield Named(match.start("name"), match.end("name"), "shape", False)
    for pattern in (_DESCRIBED, _LED):
        for match in pattern.finditer(text, start, end):
            if not NO_NAME.search(match["name"]):
                yield Named(match.start("name"), match.end("name"), "shape", False)
