"""The circumstances of a notice: stated by the user, inferred from the text, or a default."""

from __future__ import annotations

from scanner.anatomy import Anatomy
from scanner.errors import SettingUnknown
from scanner.model import Circumstance, Recognition, Rulebook
from scanner.regexes import compiled
from scanner.settings import Settings
from scanner.values import days

DEFAULTS = {"channel": "网站", "audience": "全社会", "standard": "national"}
# The level of a publisher by the end of its name, most telling first.
_LEVELS = (
    (
        "村",
        r"村民委员会|村委会|村\(社区\)|社区居委会|居民委员会|村务|居委会|村党支部|村$|嘎查(?:委员会|村?民委员会|党支部)?$|(?:村|社区|嘎查|屯)(?:居?民委员会|党支部|村民小组|[一二三四五六七八九十0-9]{1,2}组)|村民小组$",
    ),
    (
        "乡",
        r"(?:镇|乡|街道|苏木)(?:人民政府|政府|党委|办事处|财政所)|街道办事处|(?:镇|乡|苏木)$|[一二三四五六七八九十〇零0-9]{1,5}团(?:人民政府|机关|党委|$)",
    ),
    ("县", r"(?:县|区|旗)[^\W\da-zA-Z_]{0,20}(?:局|办|委|中心|委员会|办公室|政府|领导小组)|县级"),
    ("省", r"省[^\W\da-zA-Z_]{0,16}(?:厅|局|办公室|政府|委员会)|自治区(?:人民政府|[^\W\da-zA-Z_]{2,10}厅)"),
    ("市", r"市[^\W\da-zA-Z_]{0,16}(?:局|办|委|中心|委员会|办公室|政府|领导小组)"),
    ("项目单位", r"公司|合作社|项目部"),
)


def circumstances_of(
    anatomy: Anatomy, recognition: Recognition, rulebook: Rulebook, settings: Settings
) -> dict[str, Circumstance]:
    """Every circumstance with its source. Raises `errors.SettingUnknown` for an unknown standard."""
    found = {name: Circumstance(value, "default") for name, value in DEFAULTS.items()}
    if recognition.id in rulebook.profiles:
        for name, value in rulebook.profiles[recognition.id].defaults.items():
            found[name] = Circumstance(value, "default", recognition.id)
    found.update(_inferred(anatomy))
    if found.get("level") is not None and found["level"].value == "村" and not _has_page(anatomy):
        found["channel"] = Circumstance("公示栏", "default")  # where a village's notices hang
    found.update({name: Circumstance(value, "stated") for name, value in settings.stated.items()})
    if found["standard"].value not in rulebook.standards:
        raise SettingUnknown(
            where="--standard",
            name="standard",
            value=found["standard"].value,
            allowed="、".join(rulebook.standards),
        )
    return dict(sorted(found.items()))


def _has_page(anatomy: Anatomy) -> bool:
    """Whether the text stands on a web page: its chrome says so (来源, 点击数, 分享到)."""
    return any(line.is_chrome for line in anatomy.lines)


def _inferred(anatomy: Anatomy) -> dict[str, Circumstance]:
    found: dict[str, Circumstance] = {}
    publisher = anatomy.signer or anatomy.issuer
    if publisher:
        for level, pattern in _LEVELS:
            if compiled(pattern).search(publisher.text):
                found["level"] = Circumstance(level, "inferred", "publisher")
                break
    title = anatomy.title.text if anatomy.title else ""
    for stage in ("公示", "公告"):
        if stage in title[-8:]:
            found["stage"] = Circumstance(stage, "inferred", "title")
    date = anatomy.date or anatomy.printed
    if date and days(date.text):
        found["publish_date"] = Circumstance(days(date.text)[0].iso, "inferred", "signature")
    return found
