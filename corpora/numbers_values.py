"""Invented values of every identifier, and of the numbers that only look like one.

No value here can be anybody's. Where `corpora.invented` has a maker, it is used; resident ids carry besides 410999
the codes 419087, 429087 and 469087: no county has them, but tools that only test the shape of a county code take
them, so that a comparison of tools is one of reading, not of county tables. Residence permits are of people born
1900 to 1909, a century before such cards were given out.
"""

from __future__ import annotations

from random import Random

from corpora.invented import (
    PRIVATE_MAILBOX,
    bank_card,
    check_digit,
    credit_code,
    landline,
    luhn_digit,
    mobile,
)

COUNTIES = ("419087", "429087", "469087")
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def digits(rng: Random, count: int) -> str:
    """That many random digits."""
    return "".join(rng.choice("0123456789") for _ in range(count))


def small(rng: Random, width: int, most: int = 9999) -> str:
    """A small number filled up with zeros."""
    return f"{rng.randint(1, most):0{width}d}"


def _birth(rng: Random, first: int = 1938, last: int = 2008) -> str:
    return f"{rng.randint(first, last)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"


def resident_id(rng: Random) -> str:
    """A resident id with a real birth date and the right check digit."""
    body = f"{rng.choice(COUNTIES)}{_birth(rng)}{rng.randint(1, 999):03d}"
    return body + check_digit(body)


def resident_id_x(rng: Random) -> str:
    """A resident id that ends in X."""
    while True:
        number = resident_id(rng)
        if number.endswith("X"):
            return number


def resident_id_15(rng: Random) -> str:
    """A resident id of the old form (GB 11643-1989), which has no check digit."""
    return f"{rng.choice(COUNTIES)}{_birth(rng, 1938, 1985)[2:]}{rng.randint(1, 999):03d}"


def wrong_check(rng: Random) -> str:
    """A resident id whose last digit is mistyped."""
    good = resident_id(rng)
    return good[:17] + rng.choice([c for c in "0123456789" if c != good[17]])


def wrong_date(rng: Random) -> str:
    """A resident id of 30 February or of a 13th month, its check digit right."""
    good = resident_id(rng)
    body = good[:10] + rng.choice(("0230", "1315", "0431", "0700")) + good[14:17]
    return body + check_digit(body)


def digit_short(rng: Random) -> str:
    """A resident id with a digit left out."""
    good = resident_id(rng)
    return good[:15] + good[16:]


def digit_long(rng: Random) -> str:
    """A resident id with a digit typed twice."""
    good, at = resident_id(rng), rng.randint(7, 15)
    return good[:at] + good[at - 1] + good[at:]


def malformed_id(rng: Random) -> str:
    """A resident id with one of the mistakes of typing."""
    return rng.choice((wrong_check, wrong_check, wrong_date, digit_short, digit_long))(rng)


def residence_permit(rng: Random) -> str:
    """A card of a resident from 香港, 澳门 or 台湾, or of a foreigner (form of 2023, and the old one)."""
    way = rng.randrange(5)
    if way == 4:
        return rng.choice(("XYZ", "QAA", "ZZX")) + "9990" + small(rng, 8, 999)
    head = ("810000", "820000", "830000", "932000")[way]
    body = f"{head}{_birth(rng, 1900, 1909)}{rng.randint(1, 999):03d}"
    return body + check_digit(body)


def regional_card(rng: Random) -> str:
    """An identity card of 香港."""
    return f"Z0000{rng.randint(10, 99)}" + rng.choice(("({})", "（{}）")).format(rng.randint(0, 9))


def macau_card(rng: Random) -> str:
    """An identity card of 澳门."""
    return f"10000{rng.randint(10, 99)}" + rng.choice(("({})", "（{}）")).format(rng.randint(0, 9))


def travel_permit(rng: Random) -> str:
    """A permit for travel between the mainland and 香港 or 澳门."""
    return rng.choice("HM") + f"0000{small(rng, 4)}" + rng.choice(("", "", "01"))


def passport(rng: Random) -> str:
    """A passport: ordinary in three forms, and one for public affairs."""
    return rng.choice(("E{}", "G{}", "EA{:.7}", "SE{:.7}", "PE{:.7}")).format(f"0000{small(rng, 4)}")


def military_id(rng: Random) -> str:
    """An officer's card."""
    return rng.choice(("南", "北", "沈", "济", "空", "海")) + f"字第{small(rng, 7)}号"


def disability_certificate(rng: Random) -> str:
    """A resident id, the kind of disability, its degree, and sometimes the mark of a re-issue."""
    return f"{resident_id(rng)}{rng.randint(1, 7)}{rng.randint(1, 4)}" + rng.choice(("", "", "", "B1"))


def student_number(rng: Random) -> str:
    """A pupil's number of the national register, made of the resident id."""
    return "G" + resident_id(rng)


def social_card(rng: Random) -> str:
    """The serial of a social security card."""
    return rng.choice("ABCDE") + f"0000{small(rng, 4)}"


def medical_record(rng: Random) -> str:
    """A hospital's number of a case."""
    return rng.choice(("0000{}", "ZY0000{}", "{}")).format(small(rng, 6, 9999))


def bank_account(rng: Random) -> str:
    """An account that fails the test of cards: passbooks, 一卡通."""
    while True:
        length = rng.choice((10, 15, 17, 18, 19, 20, 21, 22, 23))
        number = rng.choice(("41", "60", "80", "10"))[: max(0, length - 9)] + "000000"
        number = (number + digits(rng, length))[:length]
        if length < 16 or number[-1] != luhn_digit(number[:-1]):
            return number


def other_card(rng: Random) -> str:
    """A card number of 16 to 19 digits with one of the other beginnings."""
    head, length = rng.choice(
        (("622848", 18), ("625900", 16), ("955880", 19), ("955100", 19), ("603000", 17))
    )
    body = head + "000000" + digits(rng, length - 13)
    return body + luhn_digit(body)


def card(rng: Random) -> str:
    """A bank card that passes the Luhn test."""
    return rng.choice((bank_card, bank_card, other_card))(rng)


def home_landline(rng: Random) -> str:
    """A telephone with its area code."""
    return landline(rng)


def im_account(rng: Random) -> str:
    """A number of a messenger that nobody holds: they have not come so far yet."""
    return rng.choice(("9900000{}", "99000000{}")).format(small(rng, 3, 999))


def wechat(rng: Random) -> str:
    """A name in 微信."""
    return rng.choice(("cunwu_{}", "wxid_cunwu{}", "liulin-{}")).format(small(rng, 4))


def plate(rng: Random) -> str:
    """A plate: ordinary, of a new-energy car small and large, of a trailer or a training car."""
    head, dot, n = "豫" + rng.choice(PLATE_LETTERS), rng.choice(("", "·", "")), small(rng, 4, 99)
    return head + dot + rng.choice((f"0{n}", f"A{n}", f"D0{n}", f"0{n}F", f"{n}学", f"{n}挂"))


def household(rng: Random) -> str:
    """A household's number: of the register, or of the poverty file (户编号, 人编号)."""
    return rng.choice(("00000{}", "000000{}", "41000000{}")).format(small(rng, 4))


def property_certificate(rng: Random) -> str:
    """The certificate of a house or a piece of land, or its unit number of 28 characters."""
    number = f"豫（{rng.randint(2017, 2025)}）云溪县不动产权第000{small(rng, 4)}号"
    unit = f"419087{digits(rng, 3)}{digits(rng, 3)}GB00000F{small(rng, 8)}"
    return rng.choice((number, number.replace("（", "(").replace("）", ")"), unit))


def coordinates(rng: Random) -> str:
    """A place to a few metres."""
    east, north = f"115.{digits(rng, 6)}", f"35.{digits(rng, 6)}"
    return rng.choice((f"{east},{north}", f"E{east}，N{north}", f"东经{east}，北纬{north}"))


def mailbox(rng: Random) -> str:
    """A person's own mailbox: at a reserved domain, or the one at a public provider that is nobody's."""
    if rng.random() < 0.5:
        return PRIVATE_MAILBOX
    name = rng.choice(("wangjs", "li.xiuying", "zhang_hai", "chen-mei", "9900000"))
    return f"{name}{rng.randint(10, 999)}@example.com"


def all_digit_code(rng: Random) -> str:
    """A unified social credit code without a letter, as old units have."""
    while True:
        code = credit_code(rng)
        if code.isdigit():
            return code


MAKERS = {
    "resident-id": resident_id,
    "resident-id-15": resident_id_15,
    "resident-id-malformed": malformed_id,
    "residence-permit": residence_permit,
    "regional-identity-card": regional_card,
    "travel-permit": travel_permit,
    "passport": passport,
    "military-id": military_id,
    "disability-certificate": disability_certificate,
    "student-number": student_number,
    "social-security-card": social_card,
    "medical-record-number": medical_record,
    "bank-card": card,
    "bank-account": bank_account,
    "mobile-phone": mobile,
    "private-landline": home_landline,
    "email": mailbox,
    "im-account": im_account,
    "vehicle-plate": plate,
    "household-number": household,
    "property-certificate": property_certificate,
    "tax-number": resident_id,
    "coordinates": coordinates,
}
