"""What stands around a run: labels left and right, the column's head, the row, the unit behind.

Everything is looked up on demand, in a window of thirty characters that never crosses a cell; heads
are read once a column. No text of the file leaves this module, only words of `labels`.
"""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.numbers.labels import ACTION, CLASS_OF, ORGANISATION, POST, UNIT, labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from functools import cached_property as once

    from scanner.model import Document, NormalizedText, Table

else:

    class once:  # noqa: N801
        """`functools.cached_property` without its lock: these are made for one number and thrown away."""

        def __init__(self, made):
            self.made = made
            self.name = made.__name__

        def __get__(self, owner, kind):
            value = owner.__dict__[self.name] = self.made(owner)
            return value


LEFT = 30  # characters; what published tools use for prose
RIGHT = 12
NEAR = 4  # a label this close says what the number is, whatever else stands before
_STOP = compiled("[\t\n。！？]")
_ID_LIKE = compiled("(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])|[，,、 \t][男女][，,、 \t]")
_OWNER = compiled(
    "(?:开户名称|[账帐]户名称|收款单位|收款人|单位名称|企业名称|户名)[:：\t ]*([^\t\n，,；;。]{2,30})"
)
_OTHER_NUMBER = compiled("[0-9][0-9 -]{9,}[0-9]")  # an account above has an owner of its own
_TECHNICAL = compiled(
    r"https?:|www\.|://|\.s?html?|\.(?:com|cn|org|pdf|docx?|xlsx?|jpg|png|zip|rar|aspx?|jsp)(?![a-z])"
    r"|[?&][a-z]+=|@[a-zA-Z0-9]"
)
_OF_ANYBODY = (
    "联系电话",
    "联系方式",
    "联系",
    "邮箱",
    "邮件",
    "电子邮箱",
    "电子邮件",
    "E-mail",
    "Email",
    "email",
)
_OF_SOMEBODY = frozenset(("phone", "contact", "home-phone", "account", "name"))
_PERSONAL_HEADS = ("id", "account", "home-phone")

Label = tuple[str, str]


class Heads:
    """The heads of one document's tables, each read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._columns: dict[tuple[int, int], tuple[Label, ...]] = {}
        self._lists: dict[int, str] = {}

    def head_of(self, table: Table) -> tuple[tuple[str, ...], ...]:
        """The header paths of a table's columns; a table that goes on has those of its beginning."""
        seen = 0
        while not table.head and table.continues >= 0 and seen < len(self._document.tables):
            table = self._document.tables[table.continues]
            seen += 1
        return table.head

    def labels_of(self, table: Table, column: int) -> tuple[Label, ...]:
        """(class, word) of the label words in a column's header path."""
        key = (table.first, column)
        if key not in self._columns:
            head = self.head_of(table)
            path = " ".join(head[column]) if column < len(head) else ""
            self._columns[key] = tuple((name, word) for name, word, _ in labels(path.replace("\n", "")))
        return self._columns[key]

    def list_of(self, table: Table) -> str:
        """What a table lists: "persons", "contacts" (people who answer for something) or ""."""
        if table.first not in self._lists:
            found = {name for column in range(table.columns) for name, _ in self.labels_of(table, column)}
            self._lists[table.first] = self._nature(found)
        return self._lists[table.first]

    @staticmethod
    def _nature(found: set[str]) -> str:
        if "name" in found and not found.isdisjoint(_PERSONAL_HEADS):
            return "persons"
        if found & {"post", "project"}:
            return "contacts"
        return "persons" if "name" in found else ""


class Surroundings:
    """Where one number stands: `start` to `end` of the searched text."""

    def __init__(self, text: NormalizedText, heads: Heads, start: int, end: int) -> None:
        self._whole = text
        self._heads = heads
        self.text = text.text
        self.start = start
        self.end = end

    @property
    def number(self) -> str:
        """The searched text from `start` to `end`."""
        return self.text[self.start : self.end]

    @once
    def is_scanned(self) -> bool:
        """Whether it was read from a picture: one character of it may be misread."""
        layer: str = self._whole.document.blocks[self._whole.block_at(self.start)].layer
        return layer == "ocr"

    @once
    def left(self) -> str:
        """Up to thirty characters before the number, within its sentence and cell."""
        low = max(0, self.start - LEFT)
        piece = _STOP.split(self.text[low : self.start])[-1]
        if not piece.strip(' :：(（"“”') and self.text[self.start - len(piece) - 1 : self.start][:1] in (
            "\n",
            "\t",
        ):
            return self._line_above(self.start - len(piece) - 1) + piece
        return piece

    def _line_above(self, at: int) -> str:
        """A short line that ends right before `at` and can only be a label for what follows."""
        line = _STOP.split(self.text[max(0, at - LEFT) : at])[-1].rstrip()
        is_label = line.endswith((":", "：")) or any(end == len(line) for _, _, end in labels(line))
        return line if is_label and len(line) < 20 else ""

    @once
    def right(self) -> str:
        """Up to twelve characters behind the number, within its sentence and cell."""
        return _STOP.split(self.text[self.end : self.end + RIGHT], maxsplit=1)[0]

    @once
    def line_range(self) -> tuple[int, int]:
        """Begin and end of the line or table row around the number, at most 150 characters to each side."""
        low, high = max(0, self.start - 150), self.end + 150
        end = self.text.find("\n", self.end, high)
        return max(low, self.text.rfind("\n", low, self.start) + 1), high if end < 0 else end

    @property
    def line(self) -> str:
        """The line or row with the number itself left out."""
        start, end = self.line_range
        return self.text[start : self.start] + " " + self.text[self.end : end]

    @once
    def left_labels(self) -> list[tuple[str, str, int]]:
        return labels(self.left)

    @once
    def cell(self) -> tuple[Table, int, int] | None:
        return self._whole.document.table_at(self._whole.block_at(self.start))

    def is_of_one_column(self, position: int) -> bool:
        """Whether what stands at a later position may belong to this number: no other column's value."""
        if self.cell is None or not self.cell[0].head:
            return True
        table, _, column = self.cell
        other = self._whole.document.table_at(self._whole.block_at(position))
        if other is None or other[0] is not table or other[2] == column:
            return True
        return table.head[column] == table.head[other[2]]

    @once
    def head(self) -> tuple[Label, ...]:
        """(class, word) of the column's head."""
        return self._heads.labels_of(self.cell[0], self.cell[2]) if self.cell else ()

    @once
    def row_label(self) -> tuple[Label, ...]:
        """(class, word) of the cell to the left, where the table has no head."""
        if self.cell is None or self.head or self.cell[2] == 0:
            return ()
        block = self.cell[0].block(self.cell[1], self.cell[2] - 1)
        text = self._whole.block_text(block)
        return tuple((name, word) for name, word, _ in labels(text)) if len(text) <= LEFT else ()

    @once
    def list_kind(self) -> str:
        return self._heads.list_of(self.cell[0]) if self.cell else ""

    @once
    def nearest(self) -> Label:
        """The label that names this number: the last one before it, else one right behind it."""
        if self.left_labels:
            return self.left_labels[-1][:2]
        behind = labels(self.right)
        if behind and behind[0][2] - len(behind[0][1]) <= 1 and self.right[:1] in "（( ":
            return behind[0][:2]
        return ("", "")

    def word_of(self, *classes: str) -> tuple[str, str]:
        """(where, word) of a label of these classes: the nearest, the column's, the row's; or empty."""
        if self.nearest[0] in classes:
            return ("label", self.nearest[1])
        for where, found in (("column-label", self.head), ("row-label", self.row_label)):
            for name, word in found:
                if name in classes:
                    return (where, word)
        return ("", "")

    def close_word(self, *classes: str) -> str:
        """A label of these classes right before the number, or in its column's head; "" where there is none.

        A head does not count where the cell itself says that it holds somebody's number.
        """
        if self.left_labels:
            name, word, end = self.left_labels[-1]
            gap = self.left[end:]
            if name in classes and len(gap) <= NEAR and not any(char.isdigit() for char in gap):
                return word
            if name in _OF_SOMEBODY:
                return ""
        found = dict((*self.row_label[::-1], *self.head[::-1]))
        if found.keys() & _OF_SOMEBODY:
            return ""
        return next((found[name] for name in classes if name in found), "")

    @once
    def is_amount(self) -> bool:
        """Whether a unit, a currency sign or a decimal point makes an amount of the number."""
        before, behind = self.text[max(0, self.start - 2) : self.start], self.text[self.end : self.end + 2]
        if before[-1:] in ("¥", "￥", "$") or (before[-1:] == "." and before[:1].isdigit()):
            return True
        is_decimal = behind[:1] == "." and behind[1:].isdigit()
        return is_decimal or UNIT.match(self.text, self.end) is not None

    @once
    def is_technical(self) -> bool:
        """Whether the number is a piece of an address of a page or of a file name."""
        before, behind = self.text[max(0, self.start - 1) : self.start], self.text[self.end : self.end + 1]
        if before not in ("/", "=", "_", "&", "?", "%", "-", ".") and behind not in (
            "/",
            "_",
            "&",
            ".",
            "@",
            "%",
        ):
            return False
        return bool(_TECHNICAL.search(self.text[max(0, self.start - 80) : self.end + 20]))

    @once
    def is_office_cell(self) -> bool:
        """Whether the cell says itself that an office answers here (监督电话 below a list of persons)."""
        return any(
            name in ("contact", "mailbox") and word not in _OF_ANYBODY for name, word, _ in self.left_labels
        )

    @once
    def is_among_persons(self) -> bool:
        """Whether the line, row or record is about a villager: an identity number, a sex, a word for villagers."""
        if _ID_LIKE.search(self.line) or self._is_in_record:
            return True
        last = max((end for name, _, end in self.left_labels if name in ("name", "home-phone")), default=-1)
        return last >= 0 and not ACTION.search(self.left, last)

    @once
    def _is_in_record(self) -> bool:
        """Whether one of the two lines above names the person (姓名：…) whom this line goes on about."""
        start = self.line_range[0]
        for _ in range(2):
            low = self.text.rfind("\n", max(0, start - 40), max(0, start - 1)) + 1
            found = labels(self.text[low : start - 1]) if 0 < start - low <= 40 else []
            if not found or any(name == "contact" for name, _, _ in found):
                return False
            if found[0][0] == "name":
                return True
            start = low
        return False

    @once
    def contact_word(self) -> str:
        """A word that says an office or its people answer here; "" where there is none."""
        for name, word in (*((n, w) for n, w, _ in reversed(self.left_labels)), *self.head, *self.row_label):
            if name == "contact":
                return word
        behind = POST.match(self.right.lstrip(" （(")[1:]) or POST.match(self.right.lstrip(" （(")[2:])
        before = POST.search(self.left[-8:])
        return before.group() if before else behind.group() if behind else ""

    @once
    def has_contact_sentence(self) -> bool:
        """Whether the line speaks of calling, asking or reporting."""
        found = {name for name, _, _ in labels(self.line)}
        return "contact" in found or bool(ACTION.search(self.line))

    @once
    def has_office_owner(self) -> bool:
        """Whether the account belongs to an office, a firm or a cooperative."""
        if self.word_of("public-account")[0] or any(
            name == "public-account" for name, _, _ in self.left_labels
        ):
            return True
        start, end = self.line_range
        own = _owners(self.text[start : self.start]) or _owners(self.text[self.end : end])
        if own or any(name == "name" for name, _, _ in self.left_labels):
            return bool(own) and ORGANISATION.search(own[-1]) is not None
        if self.cell is not None and self.head:
            return self._has_office_in_row()
        above = _OTHER_NUMBER.split(self.text[max(0, self.start - 120) : start])[-1]
        return any(ORGANISATION.search(owner) for owner in _owners(above)[-1:]) or self._has_office_in_row()

    def _has_office_in_row(self) -> bool:
        if self.cell is None:
            return False
        table, row, _ = self.cell
        for column in range(table.columns):
            if any(name in ("owner", "public-account") for name, _ in self._heads.labels_of(table, column)):
                return bool(ORGANISATION.search(self._whole.block_text(table.block(row, column))))
        return False


def _owners(text: str) -> list[str]:
    """What stands behind 户名 and the like; in the head of a table that is the next label, no owner."""
    return [owner for owner in _OWNER.findall(text) if owner not in CLASS_OF]
