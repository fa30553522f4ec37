"""The files that the bench reads: ordinary notices by format, and inputs that grow tenfold."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from random import Random

from corpora.draft import Draft, Grid, Line
from corpora.invented import bank_card, mobile, resident_id
from corpora.make import file_bytes
from corpora.notices_funds import annual_plan
from corpora.scenes import Scene

_FILLER = "根据年度项目计划安排，各乡镇应当加快项目实施进度，按照规定使用资金，确保工程质量和资金安全。"


RUN_LENGTH = 6  # characters of a run in a file that was typed and corrected
_TEXT_WIDTH = 9000  # twentieths of a point between the margins of a page


def _scene(rng: Random) -> Scene:
    return Scene(rng, 1, 2023, "青岭县", "石桥镇", "柳林村", "财政衔接推进乡村振兴补助资金")


def plan(rows: int) -> Draft:
    """A year's plan whose table has at least `rows` rows."""
    for seed in range(1000):
        draft = annual_plan(_scene(Random(f"bench/{seed}")))
        grid = next((part for part in draft.parts if isinstance(part, Grid)), None)
        if grid is not None and len(grid.rows) > rows:
            return draft
    raise ValueError("no plan of that size")


def notice(format: str, *, pages: int = 3) -> bytes:
    """An ordinary notice: a plan with a table, and running text for about `pages` pages."""
    draft = plan(20)
    draft.parts += [Line(f"{number}.{_FILLER}") for number in range(pages * 12)]
    data = file_bytes(draft, format, Random("bench"))
    return as_office_writes(data) if format == "docx" else data


def as_office_writes(data: bytes) -> bytes:
    """A docx with its text in runs of a few characters, each with its fonts, and tables as wide as the page, as Word and WPS save it.

    About fifty bytes of XML a character; the generator's own runs are whole paragraphs, its columns all of one width.
    """
    look = (
        '<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋" w:cs="仿宋"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )

    def runs(found: re.Match[str]) -> str:
        words = found[1]
        pieces = [words[at : at + RUN_LENGTH] for at in range(0, len(words), RUN_LENGTH)]
        return "".join(f'<w:r>{look}<w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)

    def columns(found: re.Match[str]) -> str:
        return re.sub(r'w:w="[0-9]+"', f'w:w="{_TEXT_WIDTH // found[0].count("<w:gridCol ")}"', found[0])

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                pattern = r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>([^<&]*)</w:t></w:r>"
                text = re.sub(pattern, runs, part.decode())
                part = re.sub(r"<w:tblGrid>.*?</w:tblGrid>", columns, text).encode()
            new.writestr(name, part)
    return out.getvalue()


def one_page(format: str) -> bytes:
    """A short notice, for the cold start."""
    draft = plan(3)
    return file_bytes(draft, format, Random("bench"))


def long_list(format: str, rows: int) -> bytes:
    """A table of households without anything personal but names."""
    rng = Random("rows")
    scene = _scene(rng)
    cells = [[str(n), "柳林村", scene.person(), str(rng.randint(1, 6)), "1500"] for n in range(1, rows + 1)]
    draft = Draft("beneficiary-list", [Line("石桥镇2023年补贴发放名单公示", "title")])
    draft.parts.append(Grid([["序号", "村名", "姓名", "人口", "金额（元）"], *cells]))
    return file_bytes(draft, format, rng)


def long_line(size: int) -> bytes:
    """One line of `size` characters, as a bad export leaves it."""
    return (_FILLER * (size // len(_FILLER) + 1))[:size].encode()


def many_hits(count: int) -> bytes:
    """A text with `count` lines, each with a value that must be found."""
    rng = Random("hits")
    makers = (resident_id, bank_card, mobile)
    lines = [f"户主李秀英，编号{n}，号码{makers[n % 3](rng)}。" for n in range(count)]
    return ("石桥镇补贴发放名单公示\n" + "\n".join(lines)).encode()


def many_labels(count: int) -> bytes:
    """A text with `count` label lines, as if many notices had been joined into one file."""
    labels = (
        "项目名称：柳林村道路项目",
        "资金来源：省级财政衔接资金",
        "实施单位：石桥镇人民政府",
        "责任人：王建设",
        "监督电话：0393-8000001",
    )
    return "\n".join(["石桥镇2023年项目计划公示", *(labels[n % len(labels)] for n in range(count))]).encode()


def many_digits(size: int) -> bytes:
    """Digits and nothing else: one run, runs of twenty and of five, digits one by one, stars."""
    rng = Random("digits")
    part = size // 5
    digits = "".join(rng.choices("0123456789", k=part))
    twenties = [digits[at : at + 20] for at in range(0, part, 20)]
    fives = [digits[at : at + 5] for at in range(0, part, 5)]
    lines = (digits, " ".join(twenties), "\n".join(fives), " ".join(digits[: part // 2]), "*" * part)
    return ("石桥镇公示\n" + "\n\n".join(lines)).encode()


def cells_of_numbers(rows: int) -> bytes:
    """A csv of `rows` rows with ten cells of numbers that nobody holds, one of them headed as a card."""
    rng = Random("cells")
    head = "序号,编号,面积,金额,账号,数量,单价,合计,年度,批次"
    lines = [
        ",".join([str(n), *(str(rng.randrange(10**k)) for k in (8, 5, 7, 16, 3, 5, 7, 4, 6))])
        for n in range(rows)
    ]
    return "\n".join([head, *lines]).encode()


def labels_of_numbers(count: int) -> bytes:
    """`count` labels of numbers, each before half a number that goes on nowhere."""
    words = ("身份证号", "银行卡号：", "联系电话", "证件号码 ")
    return (
        "石桥镇公示\n".encode() + "".join(f"{words[n % 4]}{410990 + n % 9}，" for n in range(count)).encode()
    )


def thick_pdf(pages: int) -> bytes:
    """A text PDF of about `pages` pages, a table on every tenth."""
    draft = Draft("annual-plan", [Line("青岭县2023年项目计划公示", "title")])
    grid = next(part for part in plan(8).parts if isinstance(part, Grid))
    for page in range(pages):
        draft.parts += [Line(f"{page}.{n}{_FILLER}") for n in range(14)]
        if page % 10 == 0:
            draft.parts.append(grid)
    return file_bytes(draft, "pdf", Random("bench"))
