"""How each part of a zipped office file is read by the sweep, what a clerk calls it, in which layer it lies.

Part names: ECMA-376-1, 11.3, 12.3, 13.3 and 15 (usual names); ODF 1.3 part 2, 3.
"""

from __future__ import annotations

from functools import lru_cache

from scanner.noun import noun


class PartKind(metaclass=noun):
    """`how` it is read: xml, names (attributes alone), links, picture, file, macro, raw, signature, skip, gap, unknown."""

    how: str
    part: str = "package-part"
    layer: str = "attribute"
    visible: bool = False


# The first line that fits a part's name in small letters decides. `/a/*.b` fits names with /a/ in them (a leading
# slash is put before every name) that end with .b; without a star the whole name must be so. Plain words instead
# of patterns: forty compiled patterns would cost more than most files take to read.
_LINES = """
raw         package-part    attribute         /mimetype
skip        package-part    -                 /[content_types].xml /layout-cache *.odttf *.fntdata *.ttf *.otf *.cff /objectreplacements/*.xml
links       link            link-target       /_rels/*.rels
names       settings        attribute         /word/settings.xml /word/websettings.xml /xl/settings.xml /settings.xml /ppt/presprops.xml /ppt/viewprops.xml
skip        names           -                 /word/fonttable.xml /xl/fonttable.xml
xml!        chart           textbox           /object*/content.xml
names       chart           template          /object*/styles.xml /object*/settings.xml
names       names           template          /theme/*.xml /*/styles.xml /*/styleswitheffects.xml /*/numbering.xml /ppt/tablestyles.xml
names       people          property          *people.xml *commentsids.xml *commentsextended.xml *commentsextensible.xml *documenttasks.xml
gap         package-part    -                 *.mp3 *.m4a *.wav *.wma *.mp4 *.m4v *.wmv *.avi *.mov *.mpg *.mpeg *.aac *.ogg
picture     picture         image-metadata    *.jpg *.jpeg *.png *.gif *.tif *.tiff *.webp *.emf *.wmf *.bmp *.ico *.svg *.wdp *.heic *.jp2 *.jb2
picture     picture         image-metadata    /media/* /pictures/* /thumbnails/* /objectreplacements/*
file        embedded        earlier-revision  /versions/*
xml         macro           embedded-file     /basic/* /scripts/*
xml         property        property          /docprops/*.xml /docmetadata/*.xml *.psmdcp *meta.xml /versionlist.xml /meta-inf/*.xml
skip        custom-xml      -                 /customxml/itemprops*
xml         custom-xml      property          /customxml/item*.xml
xml         template        template          /word/glossary/*.xml
xml!        chart           textbox           /charts/chart*.xml /chartsheets/*.xml /charts/chartex*.xml
names       chart           template          /charts/style*.xml /charts/colors*.xml
xml!        diagram         textbox           /diagrams/data*.xml /diagrams/drawing*.xml
names       diagram         template          /diagrams/layout*.xml /diagrams/quickstyle*.xml /diagrams/colors*.xml
macro       macro           embedded-file     *vbaproject.bin
skip        macro           -                 *vbadata.xml
raw         macro           embedded-file     /activex/*.bin /ctrlprops/*
raw         printer         property          /printersettings/*
signature   signature       property          /_xmlsignatures/* *.psdsor *.psdsxs
file        embedded        embedded-file     /embeddings/* *.doc *.docx *.xls *.xlsx *.xlsm *.xlsb *.ppt *.pptx *.pdf *.rtf *.wps *.et *.dps
file        embedded        embedded-file     *.ofd *.odt *.ods *.odp *.zip *.rar *.7z *.eml *.msg *.csv *.txt
chunk       embedded        body              /afchunk* /altchunk* /word/*.htm /word/*.html /word/*.mht /word/*.mhtml /word/*.xhtml
xml         pivot-cache     cache             /xl/pivotcache/*.xml /xl/slicer*.xml /xl/timeline*.xml /xl/pivottables/*.xml
xml         external-cache  cache             /xl/externallinks/*.xml
raw         pivot-cache     cache             /xl/pivotcache/*.bin
raw         external-cache  cache             /xl/externallinks/*.bin
gap         pivot-cache     cache             /xl/model/*
xml         connection      property          /xl/connections.xml /xl/querytables/*.xml /xl/xmlmaps.xml /xl/customdata/*
xml         revision-log    earlier-revision  /xl/revisions/* /xl/usernames.xml
xml         people          property          /xl/persons/* /ppt/commentauthors.xml /ppt/authors.xml
raw         comment         comment           /xl/comments*.bin
raw         defined-name    attribute         /xl/*.bin
xml         sheet-part      attribute         /xl/tables/* /xl/drawings/* /xl/macrosheets/* /xl/dialogsheets/* /xl/richdata/*
xml         comment         comment           /xl/threadedcomments/*
xml!        diagram         textbox           /word/ink/*.xml /word/drawings/*.xml
xml         slide           hidden-slide      /ppt/slides/*.xml
xml         notes           speaker-notes     /ppt/notesslides/*.xml
xml         comment         comment           /ppt/comments/*.xml
xml         template        template          /ppt/slidemasters/*.xml /ppt/slidelayouts/*.xml /ppt/notesmasters/*.xml /ppt/handoutmasters/*.xml
xml         settings        attribute         /tags/*.xml /webextensions/*.xml /tasks/*.xml /ppt/presentation.xml /ppt/changesinfos/*.xml
xml         package-part    attribute         *.xml *.vml *.xsl *.xslt *.rdf *.rels *.kml
unknown     package-part    attribute         *
"""


@lru_cache(maxsize=2048)
def part_kind(name: str) -> PartKind:
    """How the part of this name (in small letters) is read."""
    wanted = f"/{name}"
    for shapes, kind in _table():
        for inside, tail, is_whole in shapes:
            if wanted.endswith(tail) and (wanted == tail if is_whole else inside in wanted):
                return kind
    return PartKind("unknown")


_Shape = tuple[str, str, bool]  # what the name must hold, how it must end, whether that is all of it
_made: list[tuple[tuple[_Shape, ...], PartKind]] = []


def _table() -> list[tuple[tuple[_Shape, ...], PartKind]]:
    if not _made:
        for line in _LINES.strip().splitlines():
            how, part, layer, *patterns = line.split()
            kind = PartKind(how.rstrip("!"), part, layer, how.endswith("!") or layer == "body")
            _made.append((tuple(map(_shape, patterns)), kind))
    return _made


def _shape(pattern: str) -> _Shape:
    inside, star, tail = pattern.rpartition("*")
    return inside.rstrip("*"), tail, not star
