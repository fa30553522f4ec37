"""One rule of the kind `attribute`, ready to search with."""

from __future__ import annotations

from scanner.characters import HAN, plain
from scanner.needs import Tried
from scanner.regexes import any_of, compiled
from scanner.search.attributes.cells import bare
from scanner.search.attributes.gates import standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence, Set

    from scanner.model import Level, Profile, Rule

_JOINT = compiled(r"[，、,\s；和及并又且均都现的在，]{0,2}[^\n\t。；！？（()）]{0,6}?")
NEAR = 8  # characters between two finds that are one


class Spec:
    """The words and patterns of one rule."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        told: dict[str, object] = dict(rule.parameters)
        self.gate = _words(told, "gate")
        self.group = str(told["group"])
        self.columns = frozenset(_words(told, "columns"))
        self.weak_columns = frozenset(_words(told, "weak_columns"))
        self.labels = frozenset((*_words(told, "labels"), *_words(told, "alone")))
        self.alone = frozenset(_words(told, "alone"))
        words = ["[ 　]*".join(label) for label in sorted(self.labels, key=lambda word: (-len(word), word))]
        self._label = compiled(_LABEL.replace("WORDS", "|".join(words) or "(?!)"))
        self.titles = _words(told, "titles")
        self.is_name = told.get("of") == "name"
        self.learned = str(told.get("learned", ""))
        self.of_officials = bool(told.get("officials"))
        self.by = frozenset(_words(told, "by"))
        self.unless_head = _words(told, "unless_head")
        self.not_in = frozenset(_words(told, "not_in"))
        self.beside = compiled(plain(str(told.get("beside", ""))))
        self.is_named = bool(told.get("named"))
        self.is_of_names = self.is_name or self.is_named
        levels = told.get("levels")
        self._levels: dict[str, Level] = dict(levels) if isinstance(levels, dict) else {}
        self._compile(told)

    def _compile(self, told: dict[str, object]) -> None:
        """The patterns of the rule."""
        self._sure, self._patterns, self._told = (
            Tried([plain(pattern) for pattern in _words(told, key)]) for key in ("sure", "patterns", "told")
        )
        self._cells = [compiled(plain(pattern)) for pattern in _words(told, "cells")]
        self._nothing, self._generic, self._heads, self._not_heads = (
            compiled(plain("|".join(_words(told, key)) or "(?!)"))
            for key in ("nothing", "generic", "heads", "not_heads")
        )
        self._must, self._whole = (compiled(plain(str(told.get(key, "")))) for key in ("must", "whole"))
        self._grounds, self._ground_heads = (
            compiled(plain("|".join(_words(told, key)) or "(?!)")) for key in ("grounds", "ground_heads")
        )
        self.ground_words = _words(told, "ground_words")
        self.counts_grounds = bool(_words(told, "grounds"))
        self.is_joined = bool(told.get("joined"))
        self.head_decides = bool(told.get("head_decides"))
        given = told.get("given")
        self._given = {
            name: compiled(plain(str(pattern)))
            for name, pattern in (given.items() if isinstance(given, dict) else ())
        }
        unless = _words(told, "unless")
        self._unless = compiled(
            f"{any_of([word for word in unless if word != _MUST_NOT]) or '(?!)'}"
            + (f"|{_FORBIDDEN}" if _MUST_NOT in unless else "")
        )
        self._behind = _one_of(_words(told, "behind"))
        self._near = _one_of(_words(told, "near"))
        self._before = compiled(f"(?:{any_of(_words(told, 'before')) or '(?!)'})$")

    def labelled(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """(label, begin, end) of what stands behind a label of this rule."""
        for match in self._label.finditer(text, start, end):
            stop = _VALUE_END.search(text, match.end(), end)
            last = stop.start() if stop else end
            if match.end() < last:
                yield "".join(match["label"].split()), match.end(), last
        for match in _ANY_LABEL.finditer(text, start, end) if not self.is_of_names else ():
            label = match["label"]
            if label not in self.labels and self.is_head(label):
                stop = _VALUE_END.search(text, match.end(), end)
                yield label, match.end(), stop.start() if stop else end

    def sure(self, text: str, start: int, end: int, signs: Set[str]) -> Iterator[tuple[int, int]]:
        """Where a pattern matches that says by itself that a person is meant; `signs` are those of the sentence."""
        if self._sure and not self._must.search(text, start, end):
            return
        for pattern in self._sure.worth(signs):
            for match in pattern.finditer(text, start, end):
                yield match.span("mark") if "mark" in pattern.groupindex else match.span()

    def found(self, text: str, start: int, end: int, signs: Set[str]) -> Iterator[tuple[int, int, bool]]:
        """Where the patterns match in a sentence, neighbours drawn together, in order; `signs` are those of the sentence.

        The third is whether the wording speaks of somebody in particular (`told`).
        """
        worth = [(self._patterns.worth(signs), False), (self._told.worth(signs), True)]
        if not any(patterns for patterns, _ in worth):
            return
        if not self._must.search(text, start, end) or self.is_turned(text, start, end):
            return
        hits = sorted(
            (*span, is_told)
            for patterns, is_told in worth
            for pattern in patterns
            for span in self._spans(pattern, text, start, end)
        )
        low = high = -1
        is_one_told = False
        for first, last, is_told in hits:
            is_near = first - high <= NEAR and not self.is_of_names and _JOINT.fullmatch(text, high, first)
            if low >= 0 and (first <= high or is_near):
                high, is_one_told = max(high, last), is_one_told or is_told
                continue
            if low >= 0 and not self._generic.fullmatch(text, low, high):
                yield low, high, is_one_told
            low, high, is_one_told = first, last, is_told
        if low >= 0 and not self._generic.fullmatch(text, low, high):
            yield low, high, is_one_told

    def says_nothing(self, words: str) -> bool:
        """Whether the words are a ground and no more (因病, 缺劳力), or none."""
        return any(pattern.fullmatch(words) for pattern in (self._nothing, self._generic, _GROUND))

    def is_ground(self, words: str) -> bool:
        """Whether the words are a cause of poverty that the rule is about, below a head of causes."""
        return self._grounds.fullmatch(words) is not None

    def is_ground_head(self, label: str) -> bool:
        """Whether below this head a cause is said of the person of its row."""
        return self._ground_heads.fullmatch(label) is not None

    def is_turned(self, text: str, start: int, end: int) -> bool:
        """Whether a word of the sentence turns it into something else (不得公开…), or makes it a rule for many."""
        return self._unless.search(text, start, end) is not None or is_of_many(text, start, end)

    def is_head(self, label: str) -> bool:
        """Whether the head of a column has the form of those that the rule is about."""
        return self._heads.fullmatch(label) is not None and self._not_heads.fullmatch(label) is None

    def is_other_head(self, label: str) -> bool:
        """Whether the head of a column is one of those that say something else."""
        return self._not_heads.fullmatch(label) is not None

    def _spans(self, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text, start, end):
            first, last = match.span("mark") if "mark" in pattern.groupindex else match.span()
            if first < last and not self._is_other(text, start, first, last, end):
                yield first, last

    def _is_other(self, text: str, low: int, first: int, last: int, high: int) -> bool:
        """Whether what stands right around makes a body, a fund, a kind or a count of it."""
        if (
            self._behind.match(text, last, high)
            or _COUNT.match(text, last, high)
            or _BARE_COUNT.match(text, last, high)
            or _SICK.match(text, last, high)
            or _KIND.match(text, last, high)
            or _KINDS.match(text, last, high)
            or _OF_ANIMAL.match(text, last, high)
        ):
            return True
        if text.rfind("《", low, first) > text.rfind("》", low, first) or _TAUGHT.search(text, low, first):
            return True
        if self._near.search(text[slice(*_clause(text, low, first, last, high))]):
            return True
        further, before = text[max(low, first - 16) : first], text[max(low, first - 8) : first]
        if any(one.search(further) is not None for one in (_NONE_OF, _ANIMAL, _MEANT_FOR)):
            return True
        return self._before.search(before) is not None or _COUNTED.search(before) is not None

    def is_given(self, profile: Profile | None, words: str) -> bool:
        """Whether the words are what every person of such a notice is: an orphan in a notice on orphans."""
        pattern = self._given.get(profile.id) if profile is not None else None
        return pattern is not None and pattern.fullmatch(words) is not None

    def is_cell(self, word: str) -> bool:
        """Whether a whole cell or line says it."""
        return self._generic.fullmatch(word) is None and any(
            pattern.fullmatch(word) for pattern in self._cells
        )

    def is_value(self, word: str) -> bool:
        """Whether the cell of a column, or what stands behind a label, says anything."""
        return (
            bool(word)
            and "□" not in word
            and not all(map(self._nothing.fullmatch, _pieces(word)))
            and self._whole.search(word) is not None
        )

    def softened(self, label: str, words: str) -> str:
        """The word by which the rule gives a find a level of its own: below a weaker head, a cause and no more."""
        if bare(label) in self.weak_columns:
            return "weak"
        return "ground" if self.is_ground(words) and self.is_ground_head(label) else ""

    def level(self, profile: Profile | None, *, is_masked: bool, own: str = "") -> Level | None:
        """The level in this type of notice; None where it may show such data. `own`: the word by which `levels` softens it."""
        if profile is not None and self.group in profile.permits and not self.is_name:
            return None
        if own in self._levels:
            return self._levels[own]
        if is_masked and "masked" in self._levels:
            return self._levels["masked"]
        if profile is not None and self.group in profile.forbids:
            return self._levels.get("forbidden", "error")
        return self.rule.level


_MOST_KEPT = 4  # sets of rules: of the rule books of one process
_kept: list[tuple[tuple[Rule, ...], tuple[Spec, ...]]] = []  # of rules, never of texts


def specs_of(rules: Sequence[Rule]) -> tuple[Spec, ...]:
    """The specs of these rules, made once a rule book."""
    for own, specs in _kept:
        if len(own) == len(rules) and all(one is other for one, other in zip(own, rules, strict=True)):
            return specs
    made = tuple([Spec(rule) for rule in rules])
    _kept[:] = [(tuple(rules), made), *_kept[: _MOST_KEPT - 1]]
    return made


def opened(specs: tuple[Spec, ...], text: str) -> list[tuple[int, Spec]]:
    """Where gate words stand in a text and what each opens, in order of place; a word may begin inside another."""
    return [(at, specs[number]) for at, number in standing([spec.gate for spec in specs], text)]


_LABEL = r"(?:(?<=[\s　，；;（(])|^)[●▪•*·\-—]*(?P<label>WORDS)(?:[（(][^（()）]{0,10}[)）])?[ 　]*(?:[:：\t]|[ 　]+)[ 　]*"
_ANY_LABEL = compiled(rf"(?:(?<=[\s　，；;（(])|^)(?P<label>{HAN}{{2,12}})[:：][ 　]*(?=[^\s　])")
_VALUE_END = compiled(r"[\n\t　。；;]|  ")
# 无传染病、精神病: what follows in the list is not there either
_NONE_OF = compiled(r"(?<![有毫])(?:无|没有|未患|不得有|未发现)[^，。；,;\s]{1,12}[、和或及]$")
# 用于救助患白血病的学生: nobody in particular
_KIND = compiled(
    r"的?(?:困难|贫困|农村|在校|特困)?(?:学生|儿童|孩子|群众|居民|村民|老年人|家庭|职工|同学|妇女|困难户|人士|朋友|母亲|邻居)(?:们|及|或|和|等|可|均|应|都|每|给予|优先|实行)?(?=[，。；、）)]|$|救助|助学|康复|关爱|[0-9一二三四五六七八九十]+(?:多|余)?年)"
)
# 独居老人每餐5元; 单亲、残疾、重病家庭优先; 二级残疾人每人每月
_KINDS = compiled(
    r"(?:、[^，。；、\s]{1,4}){0,3}人?(?:(?:老人|老年人|户|家庭|人员|职工|学生|儿童|残疾人)(?:们)?(?:每|可|均|应|须|优先|至少|提供|等|[0-9]|由(?:各|社区|村委|网格员|志愿者|民政))|每[人户名])"
)
# 家里的母羊流产, 瘸腿的那只
_ANIMAL = compiled(r"(?:[的母]|那[只头条]|[0-9一二三两几][只头条])[牛羊猪狗驴猫鸡][^，。；]{0,12}$")
_OF_ANIMAL = compiled(r"的[那这][只头条]")
# 轮椅50辆，用于肢体残疾人
_MEANT_FOR = compiled(
    "(?:用于|资助|捐给|捐赠给|赠予)(?:[0-9]+(?:余|多)?[名个户位][^，。；]{0,6}|[^，。；、]{0,4})$"
)
_SICK = compiled(r"[、和及或][^，。；\s]{1,8}?(?:患者|病人)")
_COUNT = compiled(
    r"(?:纠纷|案件|家庭|案|(?:疑似|可疑|确诊)?(?:患者|病例|病人)|疑似|可疑)?[ ]?(?:共|合计|计)?[0-9][0-9,]*(?:\.[0-9]+)?[ ]?(?:余|多)?[户人名例件个次%％家起]"
)
# 留守24、残疾儿童2
_BARE_COUNT = compiled("[0-9]{1,3}(?=[、，,；;。）)]|$)")
_COUNTED = compiled(
    r"(?:[0-9]|[一二三四五六七八九十两百]{1,3})(?:余|多)?[名个户位例](?:农村|贫困|困难|重度)?$"
)


# 有重度残疾的，应当主动申报; 发现父母服刑的及时报告; 因病、因残造成支出增加; 报名条件：…
_OF_MANY = compiled(
    r"^[ 　]*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])?[ 　]*(?:(?:[^\s：:，。；]{0,6})(?:条件|资格|标准)|(?:报名|任职|岗位|应聘|基本|招聘|申报|工作)?要求|须知)[：:]"
    r"|(?:的|者)[，,][^，。；]{0,4}?(?:应当|可以|可向|可凭|可申请|不予|均可|优先)"
    r"|应当?(?:主动|每[月季年周日]|定期|按月)|发现[^。；]{0,24}(?:情况|问题)(?:要|应|的)?(?:及时|立即)"
    r"|有的[^。；，、]{1,14}[，、]有的"
    r"|因[病残灾学意][^，、。；]{0,3}[、，和或]因[病残灾学意][^，、。；]{0,3}[、，等和或造导]"
    r"|等[0-9一二三四五六七八九十]+(?:个|种|类)(?:病种|疾病)|家庭(?:成员)?优先|等[^，。；、]{0,6}优先"
)
# 讲授假释对象的管理、讲解对精神障碍矫正对象的危机干预
_TAUGHT = compiled(r"(?:讲解|讲授|主讲|讲座|宣讲|培训|演练|科普)[^，。；]{0,24}$")
_PIECES = compiled(r"[，、,；;]")


def is_of_many(text: str, start: int, end: int) -> bool:
    """Whether a sentence states a rule for many, or a lesson: nobody in particular is said to be so."""
    return _OF_MANY.search(text[start:end]) is not None


def _clause(text: str, low: int, first: int, last: int, high: int) -> tuple[int, int]:
    """Begin and end of the clause around ``text[first:last]``, between `low` and `high`."""
    breaks = [match.end() for match in _PIECES.finditer(text, low, first)]
    stop = _PIECES.search(text, last, high)
    return breaks[-1] if breaks else low, stop.start() if stop else high


def _pieces(word: str) -> list[str]:
    """The parts of a list: 健康，无残疾."""
    return [piece for piece in _PIECES.split(word) if piece] or [word]


_GROUND = compiled("因(?:大病|重病|病|残|学|灾|伤|婚|丧|老|工|意外|突发)(?:致贫|返贫|致困)?")
_MUST_NOT = "不得"
_FORBIDDEN = f"(?<![断停离舍来下由顾动使记怪巴恨免少])(?<!受){_MUST_NOT}(?![不已劲病了])"  # not 离不得药, 不得不, 舍不得


def _words(told: dict[str, object], key: str) -> tuple[str, ...]:
    words = told.get(key, [])
    return tuple(map(str, words)) if isinstance(words, list) else ()


def _one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(any_of(words) or "(?!)")
