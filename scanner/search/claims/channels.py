"""Telephones, hotlines and mailboxes that cannot be used, and notices without any of them."""

from __future__ import annotations

from scanner.model import Fact, Finding
from scanner.regexes import compiled
from scanner.search.claims.labelled import is_quoted
from scanner.search.kinds.layers import layer_of
from scanner.search.numbers.phones import phones

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Certainty, Level, Rule
    from scanner.search.numbers.phones import Phone
    from scanner.search.subject import Subject

_PHONE_LABEL = compiled(
    r"(?:电话|热线|手机|联系方式|监督方式|举报方式|监督渠道|传真|拨打|致电)(?:号码|及邮箱|号)?(?:[（(][^（()）0-9]{1,10}[)）])?[ \t]*(?:[:：为是]|\n|(?=[0-9（(]))"
)
_COMPLAINT = compiled(r"监督|举报|投诉|反映|信访|异议|受理|12317|12345")
_END = compiled(r"[\n。；;]|邮箱|地址|邮编|传真|网址|账|编号|代码")
_WINDOW = 50
_BEFORE = 24
_DIGIT_RUN = compiled(r"(?<![0-9A-Za-z*×xX.])[0-9]{3,14}(?![0-9A-Za-z*×.])")
_MASK = compiled(r"[*×＊xX]")
_GOES_ON = compiled(r"\n[0-9]")  # the line breaks inside the number
_MAILBOX = compiled(
    r"(?:邮箱|信箱|电子邮件|[Ee]-?mail|EMAIL)(?:地址)?(?:[（(][^（()）]{1,10}[)）])?[ \t]*[:：][ \t]*(?P<value>[^\s，。；,;、（()）|]{4,60})"
)
_ADDRESS = compiled(r"[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9.-]+\.[A-Za-z]{2,8}")
_BROKEN = compiled(
    r"[A-Za-z0-9._%+#-]{3,}(?:163|126|qq|sina|sohu|139|189|outlook|gmail|foxmail|gov|edu|aliyun|yeah)?\.?(?:com|cn|net|org)(?:\.cn)?"
)
_HALF = compiled(r"[A-Za-z0-9._%+-]*[@＠][A-Za-z0-9.-]*")
_POSTAL = compiled(
    r"(?:通[信讯]|邮寄|联系|办公|单位|来信|来访|接待|举报|受理)?地\s?(?:址|点)|来信来访|信访室|信箱|邮寄"
)
CHANNELS = ("complaint-phone", "complaint-email", "complaint-address")
_SHORT = 6  # digits of a number that is too short for a landline and too long for a hotline


def invalid_phone(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Numbers behind a telephone label that no telephone has, and hotlines of somebody else.

    Parameters: `hotlines`, the short numbers that take complaints or questions of citizens; `others`,
    those that certainly do not.
    """
    text = subject.text.text
    done = 0
    for label in _PHONE_LABEL.finditer(text):
        stop = _END.search(text, label.end(), label.end() + _WINDOW)
        high = stop.start() if stop else min(label.end() + _WINDOW, len(text))
        low = max(label.end(), done)
        piece = text[low:high]
        if low >= high or not any(character.isdigit() for character in piece) or is_quoted(text, low):
            continue
        done = high
        found = phones(piece)
        is_complaint = _COMPLAINT.search(text, max(0, label.start() - _BEFORE), label.end()) is not None
        for phone in found:
            yield from _judged(rule, subject, phone, low, is_complaint)
        yield from _nobodys(rule, subject, piece, low, found, is_complaint=is_complaint)


def _judged(rule: Rule, subject: Subject, phone: Phone, low: int, is_complaint: bool) -> Iterator[Finding]:
    text = subject.text.text
    start, end = low + phone.start, low + phone.end
    if phone.kind == "invalid":
        if _MASK.match(text, end) or (start and _MASK.match(text, start - 1)) or _GOES_ON.match(text, end):
            return
        what = "mobile" if phone.digits[:1] == "1" else "landline"
        fact = Fact(
            "phone-mobile-length" if what == "mobile" else "phone-length",
            (("count", str(len(phone.digits))),),
        )
        yield _finding(rule, subject, start, end, rule.level, "likely", fact)
    elif phone.kind == "hotline" and len(phone.digits) <= _SHORT:
        others: Sequence[str] = rule.parameters.get("others", ())  # type: ignore[assignment]
        known: Sequence[str] = rule.parameters.get("hotlines", ())  # type: ignore[assignment]
        if phone.digits in others and is_complaint:
            yield _finding(rule, subject, start, end, rule.level, "likely", Fact("hotline-of-others"))
        elif phone.digits.startswith("123") and phone.digits not in (*known, *others):
            yield _finding(rule, subject, start, end, "info", "suspect", Fact("hotline-unknown"))


def _nobodys(
    rule: Rule, subject: Subject, piece: str, low: int, found: list[Phone], *, is_complaint: bool
) -> Iterator[Finding]:
    """Digits right behind the label that are no telephone at all: six or nine of them, ten without a 0."""
    first = _DIGIT_RUN.search(piece)
    if (
        first is None
        or piece[: first.start()].strip(" \t　")
        or any(phone.start < first.end() and first.start() < phone.end for phone in found)
    ):
        return
    digits = first[0]
    start, end = low + first.start(), low + first.end()
    others: Sequence[str] = rule.parameters.get("others", ())  # type: ignore[assignment]
    if is_complaint and digits in others:
        yield _finding(rule, subject, start, end, rule.level, "likely", Fact("hotline-of-others"))
    if len(digits) < _SHORT or (len(digits) == _SHORT and digits[0] in "6") or _is_date(digits):
        return
    if piece[first.end() : first.end() + 1] in ("-", "—", "－", "元", "年", "户", "人"):
        return
    if _GOES_ON.match(subject.text.text, end):
        return
    fact = Fact("phone-length", (("count", str(len(digits))),))
    certainty: Certainty = "suspect" if len(digits) == _SHORT else "likely"
    yield _finding(rule, subject, start, end, rule.level, certainty, fact)


def _is_date(digits: str) -> bool:
    return len(digits) == 8 and digits[:2] in ("19", "20")


def invalid_mailbox(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """What stands behind 邮箱 and looks like an address but has no @, or nothing on one side of it."""
    text = subject.text.text
    if "邮" not in text and "信箱" not in text and "mail" not in text and "MAIL" not in text:
        return
    for found in _MAILBOX.finditer(text):
        value = found["value"]
        if _ADDRESS.search(value) or _MASK.search(value.replace("x", "").replace("X", "")):
            continue
        if _BROKEN.fullmatch(value) or ("@" in value and _HALF.fullmatch(value)):
            fact = Fact("mailbox-broken" if "@" in value else "mailbox-without-at")
            yield _finding(
                rule, subject, found.start("value"), found.end("value"), rule.level, "likely", fact
            )


def no_channel(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """One finding for a notice in which no telephone, mailbox or address is found.

    Only for types that name no such channel among their elements: a missing complaint phone is reported
    as that element. The rule's `profiles` need none.
    """
    without: Sequence[str] = rule.parameters.get("profiles", ())  # type: ignore[assignment]
    profile = subject.profile
    if profile is None or profile.id in without:
        return
    if any(element.id in CHANNELS for element in subject.elements):
        return
    text = subject.text.text
    if _ADDRESS.search(text) or _POSTAL.search(text) or _has_phone(text):
        return
    yield Finding(rule.id, rule.level, "likely", (), (Fact("no-channel-at-all"),))


def _has_phone(text: str) -> bool:
    return any(
        word in text for word in ("电话", "热线", "12317", "12345", "12388", "手机", "联系方式")
    ) and any(phone.kind != "invalid" for phone in phones(text))


def _finding(
    rule: Rule, subject: Subject, start: int, end: int, level: Level, certainty: Certainty, fact: Fact
) -> Finding:
    spans = subject.text.spans(start, end)
    layer, visible = layer_of(subject.document, spans)
    return Finding(rule.id, level, certainty, spans, (fact,), layer, visible)
