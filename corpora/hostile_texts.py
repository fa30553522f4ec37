"""Hostile plain texts, web pages, messages: what makes careless readers slow, made as long as asked for.

Each maker takes a size and gives the bytes of a file; wherever it says so the file holds `NUMBER` once, at its end.
"""

from __future__ import annotations

from random import Random

from corpora.invented import bank_card, mobile, resident_id

NUMBER = resident_id(Random("hostile"))
TITLE = "石桥镇补贴发放名单公示\n"
LAST = f"\n户主李秀英，身份证号{NUMBER}。\n"
_FILLER = "根据年度项目计划安排，各乡镇应当加快项目实施进度，按照规定使用资金，确保工程质量和资金安全。"


def _text(body: str) -> bytes:
    return (TITLE + body + LAST).encode()


def hits(size: int) -> bytes:
    """`size` lines with a number each: a third each of resident ids, bank cards, mobiles."""
    rng = Random("hits")
    makers = (resident_id, bank_card, mobile)
    return (
        TITLE + "\n".join(f"户主李秀英，编号{n}，号码{makers[n % 3](rng)}。" for n in range(size))
    ).encode()


def one_number_again(size: int) -> bytes:
    """The same number on `size` lines."""
    return (TITLE + f"户主李秀英，身份证号{NUMBER}。\n" * size).encode()


def one_line(size: int) -> bytes:
    """One line of `size` characters."""
    return _text((_FILLER * (size // len(_FILLER) + 1))[:size])


def mail_word(size: int) -> bytes:
    """A word of `size` characters that could begin a mail address and never does; and a row of at signs."""
    return _text("a.b_" * (size // 5) + "\n" + "a@" * (size // 10))


def digits(size: int) -> bytes:
    """A run of `size` digits before 元; then groups of digits with commas that no sum ends."""
    return _text("1234567890" * (size // 20) + "元\n" + "1," * (size // 4) + "。")


def labelled_runs(size: int) -> bytes:
    """Labels with long runs of one sign behind them, `size` signs together: what a value is asked for is asked of them."""
    labels = (
        "补贴标准：300元，",
        "联系电话：0393",
        "贷款金额5万元",
        "公示期：2024年",
        "实施单位：某",
        "大写：壹",
        "完成率50%，即",
    )
    signs = ("9", "（", "零", "1,", "-", "_", "某", "壹拾", "年", "5%", "3户", "、")
    run = size // (len(labels) * len(signs))
    return _text("\n".join(label + (sign * run)[:run] for label in labels for sign in signs))


def bare_labels(size: int) -> bytes:
    """`size` labels of numbers with no number behind them, and as many colons."""
    return _text(
        "身份证号：，联系电话，" * (size // 2)
        + "：" * size
        + "\n监督"
        + "电话：" * (size // 10)
        + "0393-8000001"
    )


def near_labels(size: int) -> bytes:
    """`size` lines that are nearly labels of a notice."""
    words = ("项目名城", "资金来沅", "实施单立", "责任入", "监督电活", "公示期眼", "建设内溶", "补助标淮")
    return _text("\n".join(f"{words[n % 8]}{n % 97}：石桥镇" for n in range(size)))


def names_again(size: int) -> bytes:
    """A list of `size` people, and the same people again in running text."""
    family, given = "赵钱孙李周吴郑王冯陈", "秀英建设国强桂兰志明玉珍"
    people = [
        family[n % 10] + given[n // 10 % 12] + given[n // 120 % 12] + ("" if n < 1440 else str(n))
        for n in range(size)
    ]
    rows = "\n".join(f"{n}\t{name}\t柳林村\t1500" for n, name in enumerate(people, 1))
    return _text("序号\t姓名\t村名\t金额\n" + rows + "\n\n" + "、".join(people) + "等人领取补贴。")


def wide_digits(size: int) -> bytes:
    """`size` lines of full-width letters with a full-width number at the end."""
    wide = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"}
    return _text("\n".join(["第１２３号ＡＢＣ文件"] * size) + f"\n身份证号{NUMBER.translate(wide)}").replace(
        LAST.encode(), b""
    )


def zero_width(size: int) -> bytes:
    """`size` zero-width characters between the digits of a number and in the text before it."""
    gap = "\u200b" * (size // 40)
    return (TITLE + "公\u200b" * (size // 4) + "\n身份证号" + gap.join(NUMBER)).encode()


def empty_lines(size: int) -> bytes:
    """`size` empty lines."""
    return _text("\n" * size)


def late_error(size: int) -> bytes:
    """GB18030 with bytes near the end that are no characters."""
    lines = (TITLE + (_FILLER + "\n") * (size // 50)).encode("gb18030")
    return lines + b"\xff\xfe\xff" + LAST.encode("gb18030")


def utf16_bare(size: int) -> bytes:
    """UTF-16 without a byte-order mark."""
    return (TITLE + (_FILLER + "\n") * (size // 50) + LAST).encode("utf-16-le")


def noise(size: int) -> bytes:
    """`size` random bytes."""
    return Random("noise").randbytes(size)


# ---------------------------------------------------------------- tables of text


def csv_wide(size: int) -> bytes:
    """One row of `size` cells, then as many rows of one cell."""
    return ("序号" + ",1" * size + "\n" + "2\n" * size + f"身份证号,{NUMBER}\n").encode()


def csv_open_quote(size: int) -> bytes:
    """A quoted cell that is never closed, with `size` lines behind it."""
    return ('序号,备注\n1,"无\n' + "2,无\n" * size + f"3,身份证号{NUMBER}\n").encode()


# ---------------------------------------------------------------- web pages


def _page(body: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


_FOUND = f"<p>身份证号{NUMBER}</p>"


def html_deep(size: int) -> bytes:
    """`size` elements one within the other, of the kinds that nest; the number in the innermost."""
    return _page("<div><span>" * (size // 2) + _FOUND + "</span></div>" * (size // 2))


def html_tables(size: int) -> bytes:
    """`size` tables, each in a cell of the one before; the number in the innermost."""
    return _page("<table><tr><td>层" * size + _FOUND + "</td></tr></table>" * size)


def html_openers(size: int) -> bytes:
    """`size` openers that nothing closes."""
    return _page(_FOUND + "<a <!-- <b><script " * (size // 3))


def html_scripts(size: int) -> bytes:
    """`size` scripts that are opened and not closed."""
    return _page(_FOUND + "<script>var a=1;" * size)


def html_attributes(size: int) -> bytes:
    """An element with `size` attributes, and one attribute of `size` characters."""
    many = " ".join(f"data-a{n}='无'" for n in range(size))
    return _page(f"<p {many}>一</p><p title='{'长' * size}'>二</p>{_FOUND}")


def html_spans(size: int) -> bytes:
    """Cells that claim to reach over thousands of rows and columns."""
    cells = "<tr><td colspan=1000 rowspan=65534>列</td></tr>" * size
    return _page(f"<table>{cells}</table>{_FOUND}")


def html_entities(size: int) -> bytes:
    """`size` character references, right and wrong ones."""
    return _page("&nbsp;&#x4e00;&amp;amp;&#99999999;&none" * (size // 5) + _FOUND)


def html_laughs(size: int) -> bytes:
    """Declared entities that would grow to `size` characters; a page has none, so they stay as they are."""
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, len(str(size))))
    return f'<!DOCTYPE html [<!ENTITY l0 "ha">{declared}]>'.encode() + _page("&l5;" + _FOUND)


# ---------------------------------------------------------------- markdown, RTF, messages


def md_nested(size: int) -> bytes:
    """Quotes within quotes, brackets, stars, ticks: `size` of each."""
    marks = (">", "[", "*", "`", "![](", "<", "- ", "|")
    return _text("\n\n".join(mark * size for mark in marks))


def rtf_groups(size: int) -> bytes:
    """`size` groups one within the other."""
    text = "".join(f"\\u{ord(sign)}?" for sign in f"身份证号{NUMBER}")
    return ("{\\rtf1\\ansi " + "{\\b " * size + text + "}" * size + "\\par}").encode()


def rtf_lies(size: int) -> bytes:
    """Controls whose figures cannot be: binary data longer than the file, huge numbers, endless tables."""
    text = "".join(f"\\u{ord(sign)}?" for sign in f"身份证号{NUMBER}")
    rows = "\\trowd\\cellx99999999999\\cellx-5\\intbl 1\\cell\\row" * size
    return ("{\\rtf1\\ansi " + text + "\\par " + rows + "\\uc99999999 \\bin99999999 x}").encode()


def rtf_lines(size: int) -> bytes:
    """A cell of `size` lines in a row of exact height, each in a look of its own; the number in the last."""
    lines = "".join(f"\\fs{20 + number % 7} a\\line" for number in range(size))
    number = "".join(f"\\u{ord(sign)}?" for sign in f"身份证号{NUMBER}")
    return (
        "{\\rtf1\\ansi\\trowd\\trrh-280\\cellx5000\\intbl "
        + lines
        + " "
        + number
        + "\\cell\\row\\pard b\\par}"
    ).encode()


def mail_nested(size: int) -> bytes:
    """`size` messages, each attached to the one before; the number in the innermost."""
    head = "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    inner = "Subject: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    return ("From: a@example.com\nSubject: b\n" + head * size + inner + f"身份证号{NUMBER}\n").encode()


def mail_parts(size: int) -> bytes:
    """A message with `size` header lines and `size` parts."""
    head = "From: a@example.com\nSubject: b\nMIME-Version: 1.0\n" + "X-A: 1\n" * size
    head += "Content-Type: multipart/mixed; boundary=q\n\n"
    part = "--q\nContent-Type: text/plain; charset=utf-8\n\n第\n"
    return (head + part * size + part + f"身份证号{NUMBER}\n--q--\n").encode()
