"""The part sweep: every string of every part of a zipped office file that its own reader left.

A part is inflated under the limits of the package, asked cheaply whether it may tell anything
(`telling`), and only then parsed. What is said already in the document is not said again. A part that
cannot be read is a gap; one that holds nothing but looks, fonts or sound says so in `sweep_table`.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.package.part_names import short_name, shown_name
from scanner.extract.package.sweep_table import PartKind, part_kind
from scanner.extract.package.telling import (
    Dull,
    is_telling_part,
    is_telling_text,
    long_numbers,
    numbers_of,
    telling_attributes,
)
from scanner.model import NONE, Place
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.package.ooxml import Package
    from scanner.extract.package.sweep_xml import Lines, Values
    from scanner.settings import Limits

_LONGEST_BLOCK = 4000  # characters; lines of a part are gathered into blocks of about this size
_LONG_DIGITS = 9  # in parts of names: revision ids that programs make up have eight
_SHORT_DIGITS = 3  # a number may be cut into several runs
_PLAIN_DIGITS = 6
_MOST_NUMBERS = 200
_EXTERNAL = b"TargetMode"
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
_MOMENT = compiled_bytes(
    rb"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-2][0-9](?:[0-5][0-9]){2}[0-9]{0,3}\Z"
)
_FONTS = (".odttf", ".fntdata", ".ttf", ".otf", ".cff")
_PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")
# What style and theme names are made of in every file.
_ORDINARY = (
    *(
        "正文",
        "标题",
        "页眉",
        "页脚",
        "列表",
        "表格",
        "网格",
        "字符",
        "索引",
        "目录",
        "题注",
        "脚注",
        "尾注",
        "批注",
        "样式",
    ),
    *(
        "普通",
        "默认",
        "无",
        "主题",
        "型",
        "超链接",
        "强调",
        "引用",
        "文档",
        "段落",
        "签名",
        "日期",
        "称呼",
        "修订",
        "占位",
        "着色",
    ),
    *(
        "明显",
        "编号",
        "正式",
        "要点",
        "参考",
        "浅色",
        "中等",
        "深色",
        "彩色",
        "纯文本",
        "行号",
        "页码",
        "图表",
        "第",
        "说明",
    ),
)
_READ = PartKind("names", "names")  # of parts whose words are read: only attributes are left
_QUERIES = (b"DataMashup", b"D\0a\0t\0a\0M\0a\0s\0h")  # of a workbook, whatever the encoding


class Sweep:
    """Pours what the reader of a format left."""

    def __init__(self, package: Package, builder: DocumentBuilder, limits: Limits) -> None:
        self._package = package
        self._builder = builder
        self._limits = limits
        self._known: set[str] | None = None
        self._dull = Dull()
        self._values: Values | None = None
        self._left = limits.text_chars
        self._is_full = False
        self._met = -1  # long numbers that readers gave of the parts that are still to be swept; -1 before they are counted

    def pour(
        self, read: Collection[str], kept: Mapping[str, bytes] = NONE, skipped: Collection[str] = ()
    ) -> None:
        """Read every part; of those in `read` only the attributes, of those in `skipped` nothing.

        `kept` are the bytes of parts that need no second reading.
        """
        seen: dict[str, list[tuple[str, bytes]]] = {"picture": [], "links": []}
        for part in self._package.names:
            if self._is_full:
                return
            if part in skipped:
                continue
            kind = _READ if part in read else part_kind(part.lower())
            if kind.how == "skip":
                if not part.lower().endswith(_FONTS) or not self._begins_as_file(part):
                    continue
                kind = PartKind("unknown")
            try:
                data = kept.get(part) or self._package.read(part)
                if kind.how in seen:
                    seen[kind.how].append((part, data))
                self._pour_part(part, kind, data)
            except Unreadable as error:
                if part not in read:  # its reader has said so
                    self._builder.gap("part", error.reason, None, shown_name(part))
        for part in self._package.duplicates:
            self._builder.gap("part", "not-read", None, shown_name(part))
        self._pour_strays()
        self._pour_pictures(seen["picture"], [data for _, data in seen["links"]])

    def _pour_pictures(self, pictures: list[tuple[str, bytes]], links: list[bytes]) -> None:
        """Note pictures that nothing shows, and read what stands on those that there are."""
        if pictures and links:
            from scanner.extract.package.sweep_pictures import note_unlinked

            note_unlinked(self._builder, pictures, links)
        if self._builder.gap_count("picture", "picture-text"):
            from scanner.extract.package.sweep_pictures import pour_pictures

            pour_pictures(self._package, self._builder, self._limits)
        if any(part.lower().endswith(_PICTURES) for part in self._package.names):
            from scanner.extract.picture.codes import pour_codes

            pour_codes(self._package, self._builder, self._limits)

    def pour_own(self, part: str, kind: PartKind, data: bytes) -> None:
        """Read one part, or what its reader left of it, as this kind of part."""
        try:
            self._pour_part(part, kind, data)
        except Unreadable as error:
            self.gap(part, error.reason)

    def _pour_part(self, part: str, kind: PartKind, data: bytes) -> None:
        how = kind.how
        if how == "names":
            if is_telling_part(data, _LONG_DIGITS):
                self._pour_names(part, kind, data)
                self.pour_numbers(part, data)
        elif how == "links":
            if _EXTERNAL in data:
                self._pour_links(part)
        elif how == "xml":
            if kind.part == "custom-xml" and any(sign in data for sign in _QUERIES):
                self._pour_queries(kind, data)
            elif is_telling_part(data, _LONG_DIGITS if kind.layer == "property" else _SHORT_DIGITS):
                self._pour_xml(part, kind, data)
        elif how == "gap":
            self._builder.gap("part", "not-read", None, shown_name(part))
        else:
            from scanner.extract.package.sweep_binary import pour_binary

            pour_binary(self, part, kind, data)

    def _pour_queries(self, kind: PartKind, data: bytes) -> None:
        """Add what the queries of a workbook hold."""
        from scanner.extract.package.mashup import mashup_texts

        for text in mashup_texts(data, self._limits):
            self.add(text, kind, "DataMashup")

    def _pour_names(self, part: str, kind: PartKind, data: bytes) -> None:
        from scanner.extract.package.sweep_xml import Lines

        lines = Lines()
        for name, value in telling_attributes(data, self._dull, self._package.values.get(part)):
            if kind.layer != "template" or not _is_ordinary(value):
                lines.add_telling(name, value)
        self.add_lines(part, kind, lines)

    def pour_numbers(self, part: str, data: bytes) -> None:
        """The long numbers of a part that its reader did not meet: they stand where no program looks for words."""
        count = long_numbers(data) if data.lstrip(_BEFORE_XML)[:1] == b"<" else 0
        if count and self._met < 0:
            texts = self.said() if self._known is None else self._builder.texts()
            self._met = long_numbers("\n".join(texts).encode("utf-8", "replace"))
        self._met -= count
        if not count or self._met >= 0:
            return
        self._met = 0
        said = self._builder.lines()
        found = set(numbers_of(data)).difference(numbers_of(said.encode("utf-8", "replace")))
        for number in sorted(found)[:_MOST_NUMBERS]:
            if number.decode() not in said and not _MOMENT.match(number):
                self.add(number.decode(), PartKind("names", "names", "attribute"), short_name(part))

    def _pour_links(self, part: str) -> None:
        from scanner.extract.package.ooxml import source_of

        for relation in self._package.relations(source_of(part)).values():
            if relation.is_external:
                kind = PartKind("links", "link", "link-target")
                self.add(relation.target, kind, relation.kind)

    def _pour_xml(self, part: str, kind: PartKind, data: bytes) -> None:
        from scanner.extract.package.sweep_xml import Values, xml_lines

        root = self._package.parsed(data)
        if self._values is None and hasattr(root, "getroottree"):  # of lxml
            self._values = Values()
        self.add_lines(part, kind, xml_lines(root, self._values))

    def _pour_strays(self) -> None:
        comment = self._package.comment.strip(b"\0 ")
        if comment:
            from scanner.extract.encoding import decoded

            self.add(decoded(comment).text, PartKind("raw", "property", "property"), "zip-comment")
        folders = "\n".join(self._package.folders())
        if is_telling_text(folders):
            self.add(folders, PartKind("raw", "package", "property"), "zip")
        strays = self._package.strays()
        if strays:
            from scanner.extract.hung_on import pour_hung_on
            from scanner.extract.ole.raw_words import raw_words

            for piece in dict.fromkeys(strays):
                if pour_hung_on(self._builder, piece, self._limits, "zip"):
                    continue
                for text in raw_words(piece):
                    self.add(text, PartKind("raw", "package", "property"), "zip")

    def add_lines(self, part: str, kind: PartKind, lines: Lines) -> None:
        """Add the lines of a part that nobody has said yet, in blocks."""
        for (other, layer), texts in lines.by_layer.items():
            own = PartKind(kind.how, other or kind.part, layer or kind.layer, kind.visible and not layer)
            fresh = [text for text in texts if text not in self.said()]
            at = 0
            while at < len(fresh):
                length, end = 0, at
                while end < len(fresh) and (end == at or length + len(fresh[end]) < _LONGEST_BLOCK):
                    length += len(fresh[end])
                    end += 1
                self.add("\n".join(fresh[at:end]), own, short_name(part))
                self.said().update(fresh[at:end])
                at = end

    def add(self, text: str, kind: PartKind, name: str) -> None:
        """Add one block, unless the document says it already; beyond the limit of text a gap."""
        if not text.strip() or text.strip() in self.said() or self._is_full:
            return
        self.said().add(text.strip())
        self._left -= len(text)
        if self._left < 0:
            self._is_full = True
            self._builder.gap("part", "too-large", None, "text")
            return
        place = Place(kind.part, (), "named", name)
        self._builder.add(text, place, layer=kind.layer, visible=kind.visible)

    def pour_file(self, part: str, kind: PartKind, name: str, data: bytes) -> None:
        """Add what a file within the file holds."""
        from scanner.extract.nested import pour_file

        layer = "" if kind.visible else kind.layer
        pour_file(self._builder, name, data, self._limits, shown=short_name(part), layer=layer)

    def _begins_as_file(self, part: str) -> bool:
        """Whether a part that nobody looks into only calls itself what nobody looks into."""
        from scanner.extract.detect import HEAD, begins_as_file

        return begins_as_file(self._package.head(part, HEAD))

    def note_picture(self, part: str, data: bytes) -> None:
        """A gap for a picture that may show words."""
        from scanner.extract.package.sweep_pictures import note_picture

        note_picture(part, data, self._builder)

    def gap(self, part: str, reason: str) -> None:
        """A gap for a part."""
        self._builder.gap("part", reason, None, shown_name(part))

    def said(self) -> set[str]:
        """The texts that the document says already."""
        if self._known is None:
            self._known = self._builder.texts()
        return self._known


def _is_ordinary(name: str) -> bool:
    """Whether a style, list or theme is called what programs call them."""
    is_plain = sum(map(str.isdigit, name)) < _PLAIN_DIGITS and "@" not in name
    return is_plain and (len(name) < 2 or any(word in name for word in _ORDINARY))
