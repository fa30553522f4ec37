"""Whom a find is about: the person of its clause, its row, its form or its record."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.attributes.callings import CALLING, is_named_for_work
from scanner.search.attributes.described import described
from scanner.search.attributes.name_lines import line_named, line_named_near
from scanner.search.attributes.name_words import ORDINARY
from scanner.search.attributes.named import Named
from scanner.search.attributes.speaking import (
    AROUND,
    GOES_ON,
    THIS,
    is_supposed,
    speaks_of_many,
    tells_of_others,
)
from scanner.search.attributes.stacked import Stacked, stacked
from scanner.search.attributes.voices import is_of_him, is_to_you, meant
from scanner.search.persons import Persons
from scanner.search.roles import is_official, role_of_label
from scanner.values import is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from scanner.model import Table
    from scanner.search.subject import Subject

    Found = TypeVar("Found")

REACH = 48  # characters between a name and what is said about it in one sentence
AFTER = 8  # characters from a find to the name behind it: 听力残疾人张某
SENTENCE = 300  # characters to either side that are looked at
_RECORD = 9  # lines above that can name the person whom a line goes on about
_RECORD_LINE = 90  # characters of such a line
_ROW = 120  # characters of a row that has lost its table
_STOP = compiled(r"[\n\t。！？]")
_CLAUSE = compiled(r"[；;]")
_LABEL = compiled(
    rf"[ 　●▪•*·\-—0-9.、]*{HAN}(?:[ 　]*{HAN}){{1,9}}(?:[（(][^（()）]{{1,10}}[)）])?[ 　]*(?:[:：\t]|[ 　]{{1,8}})"
)
_MINE = compiled(r"我|俺|他|她|其|该")
_SECOND = 24  # characters of a second value below a label
_PARAGRAPH = 240  # characters of a paragraph before the words
_GENERAL = ("policy-document", "service-guide")  # texts that speak of nobody in particular
_FURTHER = 40  # characters behind them, in the next sentence: “…赚了五万。”张三说
_ABOVE = 3  # lines above them
_PLACE_END = compiled("[旗苑湾寺坳街巷路坡沟镇乡县屯桥庙庵宫观殿塔]$")
_ORDINARY = compiled(ORDINARY)
_GAPS = compiled(r"[ 　\t]{2,}|　|\t|[ ][^ ]+[ ]")


class Bound(metaclass=noun):
    """A find with the person it is about; `how` says by what: clause, row, form, record, label."""

    person: Named | None
    how: str


class Binding:
    """Finds persons for finds of one text."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.text = subject.text.text
        self.persons = Persons(subject)
        self._records: list[Stacked] | None = None
        self._line = 0, -1  # that was asked for last
        self._once: dict[Callable[[Binding], Any], Any] = {}

    def once(self, work: Callable[[Binding], Found]) -> Found:
        """What a function makes of the text; it is called the first time only."""
        if work not in self._once:
            self._once[work] = work(self)
        found: Found = self._once[work]
        return found

    @property
    def records(self) -> list[Stacked]:
        """Labels and values one below the other."""
        if self._records is None:
            self._records = list(stacked(self._subject))
        return self._records

    def sentence(self, position: int) -> tuple[int, int]:
        """Begin and end of the sentence or cell around a position."""
        low = max(0, position - SENTENCE)
        start = low
        for match in _STOP.finditer(self.text, low, position):
            start = match.end()
        end = _STOP.search(self.text, position, min(len(self.text), position + SENTENCE))
        return start, end.start() if end else min(len(self.text), position + SENTENCE)

    def line(self, position: int) -> tuple[int, int]:
        """Begin and end of the line around a position."""
        if not self._line[0] <= position <= self._line[1]:
            end = self.text.find("\n", position)
            self._line = self.text.rfind("\n", 0, position) + 1, len(self.text) if end < 0 else end
        return self._line

    def bound(self, start: int, end: int, *, of_officials: bool = False) -> Bound | None:
        """Whom ``text[start:end]`` is about; None where nobody is named, or only somebody in office."""
        cell = self._subject.document.table_at(self._subject.text.block_at(start))
        if cell is not None and cell[0].columns > 1:
            found = self._in_table(start, end, *cell)
        else:
            found = self._in_line(start, end)
        if of_officials:
            return found
        if found is None or found.person is None:
            looks = self._looks_like_name(start) if found is None else None
            return self._instead(start, end, Bound(looks, "clause")) if looks is not None else found
        if self.is_in_office(found.person) or self._is_of_others(found, start, end):
            return None
        return found if self._is_sure(found.person) else self._instead(start, end, found)

    def wide(self, start: int, end: int) -> Bound | None:
        """Whom words are about that speak of somebody in particular: in their line, else in one of those above.

        None where the sentence speaks of many, or of nobody that is named.
        """
        first, last = self.sentence(start)
        if is_to_you(self.text, first, end) and (you := meant(self.text, (first, last), self._all_private)):
            return Bound(you, "record")
        is_this = THIS.match(self.text, first) is not None
        if not is_this and self._subject.profile is not None and self._subject.profile.id in _GENERAL:
            return None
        if speaks_of_many(self.text, max(first, start - AROUND), min(last, end + AROUND)):
            return None
        if is_supposed(self.text, (first, last), start, end):
            return None
        low, _ = self.line(start)
        low = max(low, start - _PARAGRAPH)
        further = min(self.line(start)[1], end + _FURTHER)
        for found in (self.private(low, start)[::-1], self.private(end, last), self.private(end, further)):
            if found:
                return Bound(found[0], "record")
        for one in (*self.persons.recognised(low, start)[::-1], *self.persons.recognised(end, last)):
            if not self.is_in_office(one):
                return Bound(one, "record")
        loose = [one for one in described(self.text, first, last, low) if not self.is_in_office(one)]
        if loose:
            return Bound(loose[0], "record")
        at = low
        is_on = is_this or GOES_ON.match(self.text, first) is not None
        for _ in range(_ABOVE):
            if at <= 0:
                break
            above, below = self.line(at - 1)
            found = self.private(above, below) or (self.persons.recognised(above, below) if is_on else [])
            if found:
                return Bound(found[-1], "record")
            at = above
        is_meant = meant(self.text, (first, last), self._all_private) or self._of_stacked(low, last)
        return Bound(is_meant, "record") if is_meant is not None else None

    def _of_stacked(self, low: int, high: int) -> Named | None:
        """Whose record of labels and values below them a line goes on, being a second value: 就业情况 / 务工 / 月报酬900元."""
        if high - low > _SECOND or self.line(low) != (low, high):
            return None
        above = (
            one for one in self.records if one.end < low and "\n" not in self.text[one.end + 1 : low - 1]
        )
        return next((one.person for one in above), None)

    def inside(self, start: int, end: int) -> Bound | None:
        """Whom words are about that name him themselves: 县检察院对张某涉嫌…."""
        found = self._all_private(start, end)
        return Bound(found[0], "clause") if found else None

    def _all_private(self, start: int, end: int) -> list[Named]:
        """The persons of a stretch, those in office left out; asked of the recogniser where nothing else knows one."""
        found = self.private(start, end)
        if found:
            return found
        return [one for one in self.persons.recognised(start, end) if not self.is_in_office(one)]

    def private(self, start: int, end: int) -> list[Named]:
        """The persons of a stretch that are known by more than their place, those in office left out."""
        return [
            one
            for one in self.persons.among(start, end)
            if one.how != "slot" and self._is_sure(one) and not self.is_in_office(one)
        ]

    def is_in_office(self, one: Named) -> bool:
        """Whether somebody is named for an office or a calling: a doctor, a head of a unit, somebody who signs."""
        return is_named_for_work(self.text, one.start, one.end) or self._is_called_above(one)

    def _is_sure(self, one: Named) -> bool:
        """Whether somebody is named at all; the recogniser is shown what is none by its shape, or ends as a place does.

        Of what stands where a name may begin a sentence (slot) or behind 村民 (called) nothing else tells that it is one.
        """
        word = self.text[one.start : one.end]
        if one.how == "shape":
            if len(word) <= 2 or not _PLACE_END.search(word):
                return True
        elif one.how not in ("slot", "called") or (is_person(word) and not _ORDINARY.match(word)):
            return True
        return any(
            other.start < one.end and one.start < other.end
            for other in self.persons.recognised(one.start, min(len(self.text), one.end + 1))
        )

    def is_in_list(self, position: int) -> bool:
        """Whether a place lies in a table of several columns, or in one that has become a line a cell."""
        cell = self._subject.document.table_at(self._subject.text.block_at(position))
        return (cell is not None and cell[0].columns > 1) or self.persons.lost.of_cells(position) is not None

    def cell_of(self, one: Named) -> tuple[Table, int, int] | None:
        """(table, row, column) of the cell that a name stands in; None outside of tables."""
        return self._subject.document.table_at(self._subject.text.block_at(one.start))

    def is_name(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is the name of a person: by its shape, masked, or met as a name elsewhere."""
        return self.persons.is_name(self.text[start:end])

    # ---- tables

    def person_of_row(self, table: Table, row: int, *, is_any: bool = False) -> Named | None:
        """The person whom a row is about; somebody in office only where `is_any`."""
        person = self.persons.of_row(table, row)
        if person is None or is_any:
            return person
        is_called = self._is_called_above(person) or is_official(self.text, person.start, person.end)
        return None if is_called else person

    def _is_called_above(self, one: Named) -> bool:
        """Whether the head over a name says that it is one of people at their work: 专家, 坐诊医生."""
        cell = self.cell_of(one)
        if cell is None:
            return False
        head = self.persons.head_of(cell[0])
        words = "".join(head[cell[2]][-1].split()) if cell[2] < len(head) and head[cell[2]] else ""
        if not head:  # a list whose first row nothing told to be its head
            words = "".join(self._subject.text.block_text(cell[0].block(0, cell[2])).split())
        return CALLING.fullmatch(words) is not None or role_of_label(words) == "official"

    def _in_table(self, start: int, end: int, table: Table, row: int, column: int) -> Bound | None:
        person = self.persons.of_form(table)
        if person is not None:
            return Bound(person, "form")
        inside = self._in_sentence(start, end)
        if inside is not None:
            return inside
        if row in table.header_rows:
            return None
        person = self.persons.of_row(table, row)
        if person is not None:
            return Bound(person, "row")
        if table.columns <= 2 or self.persons.name_columns(table):  # a table of projects names nobody
            recognised = self._recognised(start, end)
            if recognised is not None:
                return recognised
        return self._in_record(start) if table.columns <= 2 or table.rows <= 1 else None

    # ---- lines

    def _in_line(self, start: int, end: int) -> Bound | None:
        inside = self._in_sentence(start, end)
        if inside is not None:
            return inside
        low, high = self.line(start)
        if self._is_flat_row(low, high, start):
            person = self.persons.lost.of_flat_row(low, high)
            if person is not None:
                return Bound(person, "row")
        if high - low <= _ROW and "。" not in self.text[low:high]:
            person = self.persons.lost.below_head(low, high)
            if person is not None and not person.start <= start < person.end:
                return Bound(person, "row")
        if high - low <= 3 * (end - start) + 4:
            person = self.persons.lost.of_cells(start) or line_named_near(
                self.text, low, high, self.persons.is_name
            )
            if person is not None:
                return Bound(person, "row")
        recognised = self._recognised(start, end)
        if recognised is not None:
            return recognised
        first = self.sentence(start)[0]
        if _LABEL.match(self.text, low, start) or low == start:
            return self._in_paragraph(low, first) or self._in_record(start)
        if _MINE.search(self.text, first, start) or GOES_ON.match(self.text, first):
            return self._in_paragraph(low, first) or self._in_record(start) or self.wide(start, end)
        return self.wide(start, end) if is_to_you(self.text, first, end) else None

    def _in_sentence(self, start: int, end: int) -> Bound | None:
        low, high = self.sentence(start)
        reach = max(low, start - REACH)
        before = [one for one in self.persons.among(low, start) if one.end > reach and self._is_sure(one)]
        cut = max((match.end() for match in _CLAUSE.finditer(self.text, low, start)), default=low)
        near = [one for one in before if one.start >= cut]
        if near:
            return Bound(near[-1], "clause")
        behind = [one for one in self.persons.among(start, min(high, end + AFTER + 6)) if one.how != "slot"]
        if behind and behind[0].start - end <= AFTER and "，" not in self.text[end : behind[0].start]:
            return Bound(behind[0], "clause")
        return Bound(before[-1], "clause") if before and self._goes_on(cut, start) else None

    def _is_of_others(self, found: Bound, start: int, end: int) -> bool:
        """Whether the words are of nobody in particular: what somebody tells of others, a case that is supposed."""
        if found.how == "clause" and found.person is not None:
            is_behind = found.person.start >= end
            return (
                is_supposed(self.text, self.sentence(start), start, end)
                if is_behind
                else tells_of_others(self.text, found.person.end, end)
            )
        return found.how == "record" and is_supposed(self.text, self.sentence(start), start, end)

    def _looks_like_name(self, start: int) -> Named | None:
        """The last of what looks like a name before in the sentence."""
        found = self.persons.among(max(self.sentence(start)[0], start - REACH), start)
        return found[-1] if found else None

    def _instead(self, start: int, end: int, unsure: Bound) -> Bound | None:
        """Somebody around, where what looks like a name is none; by the recogniser in the lines above.

        Where nobody is, the words are still about somebody in particular if they do not speak of many.
        """
        found = self._recognised(start, end) or self.wide(start, end)
        at = self.line(start)[0]
        for _ in range(_RECORD):
            if found is not None or at <= 0:
                break
            first, last = self.line(at - 1)
            if last - first <= _RECORD_LINE:
                named = [one for one in self.persons.recognised(first, last) if not self.is_in_office(one)]
                found = Bound(named[0], "record") if named else None
            at = first
        is_told = unsure.person is not None and unsure.person.how != "slot" and not self.is_general(start)
        return found or (unsure if is_told else None)

    def is_general(self, start: int) -> bool:
        """Whether a sentence speaks of many, or stands in a text that speaks of nobody in particular."""
        profile = self._subject.profile
        if profile is not None and profile.id in _GENERAL:
            return True
        return speaks_of_many(self.text, *self.sentence(start))

    def goes_on(self, position: int) -> bool:
        """Whether a sentence is about somebody of the sentences before, or about whom a letter is to: 该户, 你户."""
        first = self.sentence(position)[0]
        return is_of_him(self.text, first) or is_to_you(self.text, first, position)

    def _goes_on(self, cut: int, start: int) -> bool:
        """Whether a clause goes on about the person of the clause before: 该户…, or a label of the same form (；住址：)."""
        return bool(GOES_ON.match(self.text, cut) or _LABEL.match(self.text, cut, start))

    def _recognised(self, start: int, end: int) -> Bound | None:
        """The person of the same clause whom only the recogniser of names sees."""
        low, high = self.sentence(start)
        cut = max((match.end() for match in _CLAUSE.finditer(self.text, low, start)), default=low)
        before = self.persons.recognised(max(cut, start - REACH), start)
        if before:
            return Bound(before[-1], "clause")
        behind = self.persons.recognised(end, min(high, end + AFTER + 6))
        if behind and behind[0].start - end <= AFTER and "，" not in self.text[end : behind[0].start]:
            return Bound(behind[0], "clause")
        return None

    def _in_paragraph(self, low: int, first: int) -> Bound | None:
        """The last person of the sentences before, in the same line."""
        found = [one for one in self.persons.among(max(low, first - 160), first) if one.how != "slot"]
        return Bound(found[-1], "record") if found else None

    def _is_flat_row(self, low: int, high: int, position: int) -> bool:
        return (
            high - low <= 2000
            and "。" not in self.text[low:high]
            and bool(_GAPS.search(self.text, low, high))
        )

    def _in_record(self, position: int) -> Bound | None:
        """The person whom one of the lines above names, as long as the lines are those of a record."""
        at = self.line(position)[0]
        for _ in range(_RECORD):
            if at <= 0:
                return None
            first, last = self.line(at - 1)
            at = first
            if last - first > _RECORD_LINE:
                found = self.persons.among(last - _RECORD_LINE, last)
                strong = [one for one in found if one.how in ("label", "known", "called")]
                return Bound(strong[-1], "record") if strong else None
            for one in self.persons.among(first, last):
                if one.how != "slot" and not is_official(self.text, one.start, one.end):
                    return Bound(one, "record")
            named = line_named(self.text, first, last, self.persons.is_name)
            if named is not None:
                return Bound(named, "record")
        return None
