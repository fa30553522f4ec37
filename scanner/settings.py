"""Settings of a run: what one file is scanned with, and what may be set at all."""

from __future__ import annotations

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model import Lang, Level

CIRCUMSTANCES: dict[str, tuple[str, ...]] = {
    "level": ("省", "市", "县", "乡", "村", "项目单位"),
    "channel": ("网站", "公示栏", "公报", "新媒体", "服务中心", "现场", "其他"),
    "audience": ("全社会", "特定群众", "机关内部"),
    "stage": ("公示", "公告"),
    "publish_date": (),  # any ISO date
    "standard": (),  # any standard of the rule book
}
LEVELS = ("error", "warning", "info")
LANGS = ("zh", "en")
OCR = ("auto", "always", "never")


NOTHING_STATED: dict[str, str] = {}


class Limits(metaclass=noun):
    """What one file may cost. A limit that trips is a gap. Sources: README, limits."""

    file_bytes: int = 200 * 2**20
    expanded_bytes: int = 2**30
    expansion_ratio: int = 100  # of one part, counted once `ratio_from_bytes` are passed
    ratio_from_bytes: int = 2**20
    parts: int = 10_000
    xml_depth: int = 256
    pages: int = 10_000
    cells: int = 20_000_000
    text_chars: int = 50_000_000
    depth: int = 10  # files within files
    ocr: str = "auto"  # pictures are read: auto (where a page has no text of its own), always, never; needs the extra
    ocr_pages: int = 40  # pictures read in one file: as many as `Settings.timeout` leaves time for


class Settings(metaclass=noun):
    """Everything that is not in the file itself. Circumstances that nobody stated are absent."""

    today: str  # ISO date; the road never asks the clock
    lang: Lang = "zh"
    fail_on: Level = "error"
    profile: str = ""
    stated: Mapping[str, str] = NOTHING_STATED
    reveal: bool = False
    entities: bool = False  # whether the report lists every mention of a person, an organisation, an address
    allow_gaps: bool = False
    timeout: float = 120.0  # seconds a file
    max_memory: int = 2048  # MB a worker
    limits: Limits = Limits()
