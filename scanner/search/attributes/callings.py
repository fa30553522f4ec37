"""Who is named for an office or a calling: a doctor, a head of a unit, somebody who signs."""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.roles import is_official

_CALLED = compiled(
    r"(?:老?中医|村医|大夫|护士长?|医师|咨询师|治疗师|康复师|法医|兽医|裁判|教练|检察官|法官|调解员|志愿者|社工|民警|辅警|专家|副?教授|院士|药师|讲师|主播|代表|委员|队医|老院长|老校长|(?:刑侦|禁毒|治安|交警|巡警|特警|经侦)?(?:大|支|中)队|派出所|专案组)$"
)
CALLING = compiled(
    r"(?:坐诊|出诊|门诊|特邀|主讲|主诊|接诊|授课|会诊|评审|评标|送教|带教|带队|包保|结对|帮扶|任课|跟班|指导|驻点|值班|主治|责任|承办|主审|审判|执行|办案|包案)?(?:法官|检察官|审判员|书记员|仲裁员|调解员|民警|承办人|办案人|陪审员|专家|医生|医师|大夫|教师|老师|讲师|教授|护士|裁判|教练|律师)(?:姓名)?|原?(?:项目)?负责人|主讲人?|授课人|宣讲人"
)
# 张三　市中心医院肿瘤内科主任医师
_TITLED = compiled(
    r"[ 　，,（(]{1,3}(?:(?![因患被由将把向说现家住经系])[^，。；、\n：:]){0,22}(?:主任|医师|护士长?|院长|所长|站长|局长|科长|书记|校长|教授|教练|裁判|法官|检察官|民警|药师|技师|总监|经理|董事长)(?=[，。；、,;：:（()）\n\t 　]|$)"
)


def is_named_for_work(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that somebody is named for an office or a calling; the head above it apart."""
    return (
        is_official(text, start, end)
        or _CALLED.search(text, max(0, start - 8), start) is not None
        or _TITLED.match(text, end, end + 40) is not None
    )
