"""The parts of an OFD package and how they refer to one another (GB/T 33190-2016, 6 and 7.2: ST_Loc)."""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.ofd.elements import child, children, local, text_of
from scanner.extract.ofd.page import Room
from scanner.extract.ofd.words import letters
from scanner.extract.package.ooxml import Package
from scanner.extract.package.part_names import shown_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.model import Place
    from scanner.settings import Limits


_AGAIN_A_PAGE = 1000  # objects that may be drawn again: what a large template has
_FREE = 3  # times that any part may be read
_BYTES_AGAIN = 2000  # that are parsed again in the time an object takes to be drawn


class OfdPackage(Package):
    """An OFD file. `seen` are the parts that were read.

    `drawn` are those of them that hold nothing but drawings, `unlinked` those where no action goes to an address.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        super().__init__(data, limits)
        self.seen: set[str] = set()
        self.drawn: set[str] = set()
        self.unlinked: set[str] = set()
        self.room = Room()
        self.letters: dict[str, int] = {}  # 汉字 in the text codes of parts
        self._times: dict[str, int] = {}  # that parts were read

    def located(self, part: str, location: str) -> str | None:
        """The part that a location in `part` means: from the root, from the part's folder, or by mistake from the root."""
        folder = part.rpartition("/")[0]
        for way in (location if location.startswith("/") else f"{folder}/{location}", location):
            steps: list[str] = []
            for step in way.split("/"):
                if step == "..":
                    del steps[-1:]
                elif step not in ("", "."):
                    steps.append(step)
            found = self.named("/".join(steps))
            if found:
                return found
        return None

    def xml(self, name: str) -> _Element:
        """The root of a part; it counts as read from now on. "too-large" where parts are read over and over."""
        part = self.named(name) or name
        self._times[part] = times = self._times.get(part, 0) + 1
        if times > _FREE:
            self.room.left -= 1 + len(self.read(part)) // _BYTES_AGAIN
            if self.room.left < 0:
                raise Unreadable("too-large", "xml")
        self.seen.add(part)
        root = super().xml(name)
        if local(root) in ("Page", "PageAnnot"):
            self.room.left += 0 if part in self.drawn else _AGAIN_A_PAGE
            self.drawn.add(part)
        codes = [code.text for code in root.iter("{*}TextCode") if code.text]
        self.letters[part] = letters("".join(codes).encode("utf-8", "replace"))
        if next(root.iter("{*}URI"), None) is None:
            self.unlinked.add(part)
        return root

    def xml_or_gap(self, name: str, builder: DocumentBuilder, place: Place | None = None) -> _Element | None:
        """The root of a part, or None and a gap."""
        try:
            return self.xml(name)
        except Unreadable as error:
            builder.gap("page" if place else "part", error.reason, place, shown_name(name))
            return None

    def annotations(
        self, part: str, root: _Element, builder: DocumentBuilder
    ) -> dict[str, dict[str, list[_Element]]]:
        """The annotations of a document by the page they stand on and the part that holds them (15.2)."""
        found: dict[str, dict[str, list[_Element]]] = {}
        read: dict[str, list[_Element]] = {}
        listed = self.located(part, text_of(child(root, "Annotations")))
        pages = self.xml_or_gap(listed, builder) if listed else None
        for page in children(pages, "Page"):
            file = self.located(listed or "", text_of(child(page, "FileLoc")))
            if file and file not in read:
                notes = self.xml_or_gap(file, builder)
                read[file] = list(notes.iter("{*}Annot")) if notes is not None else []
            if file:
                found.setdefault(page.get("PageID", ""), {})[file] = read[file]
        return found
