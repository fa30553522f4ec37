"""How each part of a zipped office file is read by the sweep, what a clerk calls it, in which layer it lies.

Part names: ECMA-376-1, 11.3, 12.3, 13.3 and 15 (usual names); ODF 1.3 part 2, 3.
"""

from __future__ import annotations

from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re


@noun
class PartKind:
    """`how` it is read: xml, names (attributes alone), links, picture, file, macro, raw, signature, skip, gap."""

    how: str
    part: str = "package-part"
    layer: str = "attribute"
    visible: bool = False


# The first pattern that fits a part's name in small letters decides.
_LINES = r"""
skip        package-part    -                 \[content_types\]\.xml|mimetype|.*\.(odttf|fntdata|ttf|otf)
links       link            link-target       (.*/)?_rels/.*\.rels
names       settings        attribute         (word|ppt|xl)/(web)?settings\.xml|settings\.xml|ppt/(pres|view)props\.xml
skip        names           -                 (word|xl)/fonttable\.xml
names       names           template          (.*/)?theme/.*\.xml|.*/styles(witheffects)?\.xml|.*/numbering\.xml|ppt/tablestyles\.xml
names       people          property          .*/(people|comments(ids|extended|extensible)|documenttasks?.*)\.xml
skip        package-part    -                 layout-cache|objectreplacements/.*\.xml
picture     picture         image-metadata    objectreplacements/.*
file        embedded        earlier-revision  versions/.*
xml!        chart           textbox           object[^/]*/content\.xml
names       chart           template          object[^/]*/(styles|settings)\.xml
xml         macro           embedded-file     (basic|scripts)/.*
xml         property        property          docprops/.*\.xml|docmetadata/.*\.xml|(.*/)?meta\.xml|versionlist\.xml|meta-inf/.*\.xml
gap         package-part    -                 .*\.(mp3|m4a|wav|wma|mp4|m4v|wmv|avi|mov|mpg|mpeg|aac|ogg)
picture     picture         image-metadata    .*\.(jpe?g|png|gif|tiff?|webp|emf|wmf|bmp|ico|svg|wdp|heic)
picture     picture         image-metadata    (word|xl|ppt)/media/.*|media/.*|pictures/.*|thumbnails/.*
skip        custom-xml      -                 customxml/itemprops.*
xml         custom-xml      property          customxml/.*\.xml
xml         template        template          word/glossary/.*\.xml
xml!        chart           textbox           .*/charts/chart[^/]*\.xml|.*/chartsheets/.*\.xml|.*/chartex[0-9]*\.xml
names       chart           template          .*/charts/(style|colors)[^/]*\.xml
xml!        diagram         textbox           .*/diagrams/data[^/]*\.xml
skip        diagram         -                 .*/diagrams/(layout|quickstyle|colors|drawing)[^/]*\.xml
macro       macro           embedded-file     .*vbaproject\.bin
skip        macro           -                 .*vbadata\.xml
raw         macro           embedded-file     .*/activex/.*\.bin|.*/ctrlprops/.*
raw         printer         property          .*/printersettings/.*
signature   signature       property          _xmlsignatures/.*
file        embedded        embedded-file     (.*/)?embeddings/.*|.*\.(docx?|xlsx?|xlsm|xlsb|pptx?|pdf|rtf|wps|et|dps|ofd|od[tsp]|zip|rar|7z|eml|msg|csv|txt)
chunk       embedded        body              .*/(afchunk|altchunk)[^/]*|word/[^/]*\.(html?|mht|mhtml|xhtml)
xml         pivot-cache     cache             xl/(pivotcache|slicercaches|timelinecaches|timelines|slicers|pivottables)/.*\.xml
xml         external-cache  cache             xl/externallinks/.*\.xml
raw         external-cache  cache             xl/(pivotcache|externallinks)/.*\.bin
gap         pivot-cache     cache             xl/model/.*
xml         connection      property          xl/(connections\.xml|querytables/.*\.xml|xmlmaps\.xml|customdata/.*)
xml         revision-log    earlier-revision  xl/(revisions/.*|usernames\.xml)
xml         people          property          xl/persons/.*|ppt/commentauthors\.xml|ppt/authors\.xml
xml         sheet-part      attribute         xl/(tables|drawings|ctrlprops|macrosheets|dialogsheets|richdata|threadedcomments|webextensions)/.*
raw         comment         comment           xl/comments[^/]*\.bin
raw         defined-name    attribute         xl/.*\.bin
xml!        diagram         textbox           word/(ink|drawings)/.*\.xml
xml         slide           hidden-slide      ppt/slides/.*\.xml
xml         notes           speaker-notes     ppt/notesslides/.*\.xml
xml         comment         comment           ppt/comments/.*\.xml
xml         template        template          ppt/(slidemasters|slidelayouts|notesmasters|handoutmasters)/.*\.xml
xml         settings        attribute         (word|ppt|xl)/(tags|customxml|webextensions|tasks)/.*\.xml|ppt/(presentation|changesinfos/.*)\.xml
xml         package-part    attribute         .*\.(xml|vml|xsl|xslt|rdf|rels|kml)
raw         package-part    attribute         .*
"""


def part_kind(name: str) -> PartKind:
    """How the part of this name (in small letters) is read."""
    for pattern, kind in _table():
        if pattern.fullmatch(name):
            return kind
    return PartKind("raw")


_made: list[tuple[re.Pattern[str], PartKind]] = []


def _table() -> list[tuple[re.Pattern[str], PartKind]]:
    if not _made:
        for line in _LINES.strip().splitlines():
            how, part, layer, pattern = line.split(None, 3)
            kind = PartKind(how.rstrip("!"), part, layer, how.endswith("!") or layer == "body")
            _made.append((compiled(pattern), kind))
    return _made
