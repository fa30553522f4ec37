"""An Office Open XML package: its parts, their XML, their relations, its properties.

Shared by the readers of .docx and .xlsx. Parts and relations: ECMA-376-2 (open packaging conventions);
properties: ECMA-376-1, 15.2.12.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.package.small_xml import small_root
from scanner.extract.package.zip_parts import Zip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scanner.settings import Limits

# Namespaces of the strict variant (ISO/IEC 29500-1), read as if they were the usual ones.
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = b"http://schemas.openxmlformats.org/"
_STRICT_TAILS = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
    (b"officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"drawingml/", b"drawingml/2006/"),
)

# Properties that hold words of people; dates, counts and the program's name do not.
_CORE = frozenset(
    ("creator", "lastModifiedBy", "title", "subject", "keywords", "description", "category", "contentStatus")
)
_APP = frozenset(("Company", "Manager", "Template", "HyperlinkBase"))
_SHORT = 2**16  # bytes of relations that are kept with what they say
_HELD_BYTES = 4 * 2**20  # of parts that stay inflated: the reader asks for them, and the sweep again


class Relation:
    """One relation of a part: `kind` is the tail of its type (header, image, hyperlink …).

    `target` is a part name, or the address itself when the target lies outside the package.
    """

    __slots__ = ("id", "is_external", "kind", "target")

    def __init__(self, id: str, kind: str, target: str, *, is_external: bool) -> None:
        self.id = id
        self.kind = kind
        self.target = target
        self.is_external = is_external


class Package:
    """The parts of an OOXML file. Part names are written without a leading slash.

    `names` are all parts; `without_lxml`: short ones need not be elements of lxml. Raises `Unreadable` as `Zip` does; so do `read` and `xml`.
    """

    def __init__(self, data: bytes, limits: Limits, *, without_lxml: bool = False) -> None:
        self._zip = Zip(data, limits)
        self._without_lxml = without_lxml
        self._parser: etree.XMLParser | None = None
        self.names = self._zip.names
        self.duplicates = self._zip.duplicates
        self.comment = self._zip.comment
        self.strays = self._zip.strays
        self.folders = self._zip.folders
        self.head = self._zip.head
        self._by_small = {name.lower(): name for name in self.names}
        self.values: dict[str, set[bytes]] = {}  # of the attributes of parts, where a reader gathered them
        self._held: dict[str, bytes] = {}
        self._room = _HELD_BYTES
        self._relations: dict[str, dict[str, Relation]] = {}
        self._same: dict[tuple[str, bytes], dict[str, Relation]] = {}

    def named(self, name: str) -> str | None:
        """The part's name as the package spells it, or None: part names ignore case."""
        return self._by_small.get(name.lower())

    def read(self, name: str) -> bytes:
        """The bytes of a part; "damaged" when there is no such part."""
        part = self.named(name) or name
        data = self._held.get(part)
        if data is None:
            data = self._zip.read(part)
            if len(data) <= self._room:
                self._held[part] = data
                self._room -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """The root element of a part.

        Raises `Unreadable`: "damaged" (no well-formed XML), "too-deep" (deeper than 256 elements),
        "entities" (the part declares entities, which office programs do not write).
        """
        return self.parsed(self.read(name))

    def parsed(self, data: bytes, *, is_moved: bool = False) -> etree._Element:
        """The root element of the XML in `data`; comments and processing instructions are left out.

        `is_moved`: elements will be moved about. Raises as `xml` does.
        """
        if _STRICT in data:
            data = _usual(data)
        root = small_root(data) if self._without_lxml and not is_moved else None
        return self._parsed_by_lxml(data) if root is None else root

    def _parsed_by_lxml(self, data: bytes) -> etree._Element:
        from scanner.extract.package.xml_library import etree

        if self._parser is None:
            self._parser = etree.XMLParser(
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
                collect_ids=False,
            )
        try:
            root = etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            reason = "too-deep" if "xcessive depth" in str(error) else "damaged"
            raise Unreadable(reason, "xml") from error
        except (ValueError, LookupError) as error:
            raise Unreadable("damaged", "xml") from error
        if root is None:
            raise Unreadable("damaged", "xml")
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable("entities", "xml")
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by id ("" for those of the package); {} where there are none."""
        found = self._relations.get(part)
        if found is None:
            found = self._relations[part] = self._read_relations(part)
        return found

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, _, file = part.rpartition("/")
        name = self.named(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        if name is None:
            return {}
        key = folder, self.read(name)  # the same for most slides and layouts
        found = self._same.get(key)
        if found is None:
            found = dict(self._relations_in(*key))
            if len(key[1]) <= _SHORT:
                self._same[key] = found
        return found

    def _relations_in(self, folder: str, data: bytes) -> Iterator[tuple[str, Relation]]:
        for element in self.parsed(data):
            target, id = element.get("Target", ""), element.get("Id", "")
            kind = element.get("Type", "").rpartition("/")[2]
            outside = element.get("TargetMode", "Internal") != "Internal"
            yield (
                id,
                Relation(id, kind, target if outside else _joined(folder, target), is_external=outside),
            )

    def main_part(self, usual: str) -> str:
        """The part the package is about; `usual` where the package does not say or says wrong."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.named(relation.target):
                return relation.target
        return usual


def source_of(relations: str) -> str:
    """The part whose relations stand in the part of this name; "" for those of the package."""
    folder, _, file = relations.rpartition("_rels/")
    return folder + file.removesuffix(".rels")


def property_texts(package: Package) -> Iterator[tuple[str, str]]:
    """(name, text) of the file properties that people fill in: core, app and custom ones.

    Names are the files' own (creator, lastModifiedBy, Company, …). Raises `Unreadable`.
    """
    for name, wanted in (("docProps/core.xml", _CORE), ("docProps/app.xml", _APP)):
        if package.named(name):
            for element in package.xml(name):
                local = str(element.tag).rpartition("}")[2]
                text = "".join(map(str, element.itertext())).strip() if local in wanted else ""
                if text:
                    yield local, text
    if package.named("docProps/custom.xml"):
        for element in package.xml("docProps/custom.xml"):
            text = "\n".join(filter(None, (str(piece).strip() for piece in element.itertext())))
            if text:
                yield element.get("name", ""), text


def _usual(data: bytes) -> bytes:
    for strict, usual in _STRICT_TAILS:
        data = data.replace(_STRICT + strict, _USUAL + usual)
    return data


def _joined(folder: str, target: str) -> str:
    """The part that a relation of a part in `folder` aims at."""
    steps = [] if target.startswith("/") else folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
