"""What the checks share: the tables as sheets, the running lines with their amounts, the way to a finding."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal

from scanner.model import Finding, Grid
from scanner.money import UNITS, Amount, amounts
from scanner.noun import noun, replace
from scanner.regexes import compiled
from scanner.search.consistency.sheets import Sheet, joined, sheets_of
from scanner.search.kinds.layers import layer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scanner.anatomy import Line
    from scanner.model import Certainty, Fact, Rule, Span
    from scanner.search.consistency.disagreements import Disagreement
    from scanner.search.consistency.relations import RowWrong
    from scanner.search.consistency.spoken_products import SpokenProduct
    from scanner.search.consistency.spoken_shares import SpokenShare
    from scanner.search.consistency.spoken_sums import SpokenSum
    from scanner.search.consistency.stretches import Stretch
    from scanner.search.consistency.table_sums import Wrong
    from scanner.search.subject import Subject

    Places = Sequence[tuple[int, int]]  # in the searched text

# How a line is numbered, outermost first.
_STYLES = (
    compiled(r"\s*(?:第[一二三四五六七八九十]{1,3}[章条部]|[一二三四五六七八九十]{1,3}\s?[、.．])"),
    compiled(r"\s*[（(]\s?[一二三四五六七八九十]{1,3}\s?[)）]"),
    compiled(r"\s*[0-9]{1,3}\s?(?:[、．)）]|[.](?![0-9]))"),
    compiled(r"\s*(?:[（(]\s?[0-9]{1,3}\s?[)）]|[0-9]{1,2}[.][0-9]{1,2}(?![0-9万元]))"),
    compiled(r"\s*[①-⑳]"),
)
_NUMBERED = compiled(r"\s*[第一二三四五六七八九十（(0-9①-⑳]")  # how a line of any of these styles begins
LONGEST_LINE = 3000  # characters of a line whose amounts are read
_MONEY = compiled(r"[0-9](?:万元|元)")  # what a page says round a notice names no sums
LEAST_RUNNING = 12  # characters of a row that is a sentence
_CAPITAL = compiled(r"[壹贰叁肆伍陆柒捌玖拾佰仟][^。\n]{0,16}元")
_DIGITS_BEFORE = compiled(r"[0-9][0-9,]{0,24}(?:\.[0-9]{0,9})?$")
_PLAIN_NUMBER = compiled(r"[0-9]+(?:\.[0-9]+)?")
PLAIN = len(_STYLES)  # level of a line without a number


class Spoken(metaclass=noun):
    """A line of running text: where it begins in the searched text, its level, its amounts (lazily none)."""

    text: str
    start: int
    level: int
    amounts: tuple[Amount, ...]  # positions in the searched text


class Reading:
    """One text as the checks look at it; everything is read once, when first asked for."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.text = subject.text.text
        self._sheets: list[Sheet] | None = None
        self._plain_sheets: list[Sheet] | None = None
        self._lines: list[Spoken] | None = None
        self._starts: list[int] | None = None
        self._wrong: list[Wrong] | None = None
        self._wrong_rows: list[RowWrong] | None = None
        self._wrong_spoken: list[SpokenSum] | None = None
        self._wrong_products: list[SpokenProduct] | None = None
        self._stretches: list[Stretch] | None = None
        self._has_figures: bool | None = None
        self._share_lists: list[tuple[int, int, list[SpokenShare]]] | None = None
        self._totals: list[tuple[Spoken, Amount]] | None = None
        self._disagreements: list[Disagreement] | None = None

    @property
    def sheets(self) -> list[Sheet]:
        """The tables, those that go on over pages joined, and those that only look like tables."""
        if self._sheets is None:
            from scanner.search.consistency.loose_tables import loose_sheets

            loose, taken = loose_sheets(self)
            self._sheets = [sheet for sheet in self.plain_sheets if sheet.start not in taken]
            self._sheets = joined(sorted([*self._sheets, *loose], key=lambda sheet: sheet.start), self.text)
        return self._sheets

    @property
    def plain_sheets(self) -> list[Sheet]:
        """The tables that the file holds as such."""
        if self._plain_sheets is None:
            self._plain_sheets = sheets_of(self.subject.text)
        return self._plain_sheets

    @property
    def wrong(self) -> list[Wrong]:
        """The sums in tables that do not hold."""
        if self._wrong is None:
            self._wrong = []
            summed = [sheet for sheet in self.sheets if sheet.sums]
            if summed:
                from scanner.search.consistency.table_sums import wrong_sums

                self._wrong = [
                    wrong for sheet in summed for wrong in wrong_sums(sheet) if sheet.is_believed(wrong)
                ]
        return self._wrong

    @property
    def wrong_rows(self) -> list[RowWrong]:
        """The rows that other columns of their table contradict."""
        if self._wrong_rows is None:
            from scanner.search.consistency.relations import wrong_rows

            self._wrong_rows = []
            rates = []
            if self.sheets and self.has_figures:
                from scanner.search.consistency.spoken_products import stated_rates

                rates = stated_rates(self)
            for sheet in self.sheets:
                known = {(wrong.sum.row, wrong.column) for wrong in self.wrong if wrong.sheet is sheet}
                self._wrong_rows.extend(wrong_rows(sheet, known, rates if sheet.rows else ()))
        return self._wrong_rows

    @property
    def wrong_spoken(self) -> list[SpokenSum]:
        """The sums in running text that do not hold."""
        if self._wrong_spoken is None:
            from scanner.search.consistency.said import wrong_said

            self._wrong_spoken = wrong_said(self)
        return self._wrong_spoken

    @property
    def wrong_products(self) -> list[SpokenProduct]:
        """The products in running text that do not hold."""
        if self._wrong_products is None:
            self._wrong_products = self._products() if self.has_figures else []
        return self._wrong_products

    def _products(self) -> list[SpokenProduct]:
        from scanner.search.consistency.clause_products import wrong_clauses
        from scanner.search.consistency.spoken_products import wrong_products

        said = list(wrong_clauses(self))
        if any(stretch.money and not stretch.is_table for stretch in self.stretches):
            from scanner.search.consistency.item_products import wrong_items

            said += wrong_items(self)
        said += wrong_products(self)
        return list({one.stated.start: one for one in said}.values())

    @property
    def stretches(self) -> list[Stretch]:
        """The running text on end, and the label tables."""
        if self._stretches is None:
            from scanner.search.consistency.stretches import stretches_of

            self._stretches = list(stretches_of(self))
        return self._stretches

    @property
    def has_figures(self) -> bool:
        """Whether the text outside of lists states anything that could be added up."""
        if self._has_figures is None:
            from scanner.search.consistency.stretches import states_figures

            self._has_figures = states_figures(self)
        return self._has_figures

    @property
    def share_lists(self) -> list[tuple[int, int, list[SpokenShare]]]:
        """The lists of amounts with their shares, and what is wrong in each."""
        if self._share_lists is None:
            from scanner.search.consistency.spoken_shares import share_lists

            self._share_lists = share_lists(self)
        return self._share_lists

    @property
    def totals(self) -> list[tuple[Spoken, Amount]]:
        """The amounts that the text calls a total, each with its line."""
        if self._totals is None:
            from scanner.search.consistency.spoken_sums import is_total

            self._totals = [
                (line, one)
                for line in self.lines
                for one in line.amounts
                if not one.is_about and is_total(self.text, line, one)
            ]
        return self._totals

    @property
    def disagreements(self) -> list[Disagreement]:
        """Totals of several places that ought to be one."""
        if self._disagreements is None:
            from scanner.search.consistency.disagreements import disagreements

            self._disagreements = disagreements(self)
        return self._disagreements

    @property
    def lines(self) -> list[Spoken]:
        """The visible lines outside tables, in order; those of the web page round the notice left out."""
        if self._lines is None:
            self._lines = [
                self._spoken(line)
                for line in self.subject.anatomy.lines
                if (not line.is_chrome or _MONEY.search(line.text))
                and (line.block is not None or _is_running(line.text))
            ]
        return self._lines

    def _spoken(self, line: Line) -> Spoken:
        text = self.text[line.start : line.end]
        level = PLAIN
        if _NUMBERED.match(text):
            level = next((depth for depth, style in enumerate(_STYLES) if style.match(text)), PLAIN)
        has_sign = "元" in text or "万" in text or "¥" in text or "￥" in text
        is_money = has_sign and len(text) <= LONGEST_LINE
        found = amounts(self.text, line.start, line.end) if is_money else []
        if found and ("\n" in text or found[0].start - line.start < 2):
            found = [_over_lines(self.text, one) for one in found]
        elif not found and len(text) <= LONGEST_LINE and _CAPITAL.search(text):
            found = _in_capitals(self.text, line.start, line.end)
        return Spoken(text, line.start, level, tuple(found))

    def in_table(self, position: int) -> bool:
        """Whether a place of the searched text lies in a table."""
        return self.subject.document.table_at(self.subject.text.block_at(position)) is not None

    def is_hidden(self, position: int) -> bool:
        """Whether the reader of the printed page does not see what stands there."""
        return not self.subject.document.blocks[self.subject.text.block_at(position)].visible

    def line_at(self, position: int) -> int:
        """Index of the line in which a place of the searched text lies; -1 where it lies in none."""
        if self._starts is None:
            self._starts = [line.start for line in self.lines]
        at = bisect_right(self._starts, position) - 1
        return at if at >= 0 and position < self.lines[at].start + len(self.lines[at].text) else -1

    def place(self, position: int) -> tuple[int, int]:
        """Block and character of the file where a place of the searched text lies."""
        span = self.subject.text.spans(position, position + 1)[0]
        return span.block, span.start

    def finding(
        self, rule: Rule, places: Places, facts: Iterable[Fact], *, certainty: Certainty, weak: bool = False
    ) -> Finding:
        """A finding at these places; an error of which one is not certain is a warning, a `weak` one a note."""
        spans = tuple(span for start, end in places for span in self._spans(start, end))
        level = rule.level
        if level == "error" and certainty != "certain":
            level = "warning"
        if weak:
            level = "info"
        layer, visible = layer_of(self.subject.document, spans)
        return Finding(rule.id, level, certainty, spans, tuple(facts), layer, visible)

    def _spans(self, start: int, end: int) -> tuple[Span, ...]:
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        return self.subject.text.spans(start + lead, start + len(piece.rstrip()))


def _is_running(row: str) -> bool:
    """Whether a row of a table is a sentence in one cell: sheets hold their texts so."""
    words = row.strip()
    return "\t" not in words and (len(words) > LEAST_RUNNING or any(style.match(words) for style in _STYLES))


def _over_lines(text: str, one: Amount) -> Amount:
    """An amount whose digits begin on the line before: 2 / 410万元."""
    if one.start < 2 or text[one.start - 1] not in "\n.":
        return one
    head = _DIGITS_BEFORE.search(text[max(0, one.start - 12) : one.start - 1].rstrip("\n"))
    if head is None:
        return one
    unit = one.unit
    printed = text[one.start : one.end].removesuffix(unit).strip()
    point = "." if text[one.start - 1] == "." else ""
    whole = f"{head[0]}{point}{printed}".replace(",", "")
    if not _PLAIN_NUMBER.fullmatch(whole):
        return replace(one, is_about=True)
    factor = UNITS[unit]
    decimals = len(whole.partition(".")[2])
    value, step = Decimal(whole) * factor, Decimal(1).scaleb(-decimals) * factor
    return replace(one, value=value, step=step)


def _in_capitals(text: str, start: int, end: int) -> list[Amount]:
    """Amounts in 大写 of a line that has no other."""
    from scanner.capitals import capitals

    cent = Decimal("0.01")
    found = capitals(text, start, end)
    return [Amount(one.value, cent, "元", one.start, one.end) for one in found if one.value is not None]


def has_tables(reading: Reading) -> bool:
    """Whether the text has any table at all."""
    return any(isinstance(stretch, Grid) for _, stretch in reading.subject.document.blocks.stretches)
