"""The hostile files one by one: how each is made, how large, and what the scanner must say of it.

A file is answered rightly when every number that it says it holds is found, or where it cannot be read within
limits, when the report has a gap with one of the named reasons: never a clean report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpora import hostile_office as office
from corpora import hostile_packed as packed
from corpora import hostile_sheets as sheets
from corpora import hostile_texts as texts

ID = "personal/resident-id"


@dataclass(frozen=True)
class Case:
    """One kind of hostile file.

    `full` is the size at which it is measured, `small` at which it is tested; what the size counts the maker says.
    `finds` are the least numbers of findings by rule at full size, `gaps` reasons of which one must be said; a case with both
    must find or say so, where `either` is set, else do both. The memory of three of them is that of
    the reference's goal 19.
    """

    name: str  # of the file
    make: Callable[[int], bytes]
    full: int
    small: int
    finds: Mapping[str, int] = field(default_factory=lambda: {ID: 1})
    gaps: tuple[str, ...] = ()
    either: bool = False
    memory: float = 2048.0  # MiB that the command may need at full size


NOTHING: dict[str, int] = {}
M = 2**20

CASES: tuple[Case, ...] = (
    # plain text: reference, part 6
    Case("hits.txt", texts.hits, 100_000, 300, {ID: 33_000}),
    Case("one-number-again.txt", texts.one_number_again, 30_000, 300, {ID: 30_000}),
    Case("one-line.txt", texts.one_line, 5_000_000, 20_000),
    Case("mail-word.txt", texts.mail_word, 5_000_000, 20_000),
    Case("digits.txt", texts.digits, 1_000_000, 20_000),
    Case("labelled-runs.txt", texts.labelled_runs, 2_000_000, 20_000),
    Case("bare-labels.txt", texts.bare_labels, 1_000_000, 2_000),
    Case("near-labels.txt", texts.near_labels, 200_000, 1_000),
    Case("names-again.txt", texts.names_again, 20_000, 300),
    Case("wide-digits.txt", texts.wide_digits, 500_000, 1_000),
    Case("zero-width.txt", texts.zero_width, 4_000_000, 2_000),
    Case("empty-lines.txt", texts.empty_lines, 10_000_000, 20_000),
    Case("late-error.txt", texts.late_error, 5_000_000, 10_000, gaps=("undecodable",)),
    Case("utf16.txt", texts.utf16_bare, 5_000_000, 10_000),
    Case("noise.txt", texts.noise, 10_000_000, 20_000, NOTHING, ("unknown-format",)),
    Case("wide.csv", texts.csv_wide, 200_000, 1_000),
    Case("open-quote.csv", texts.csv_open_quote, 500_000, 1_000),
    # web pages
    Case("deep.html", texts.html_deep, 100_000, 3_000, gaps=("too-deep", "nested-too-deep"), either=True),
    Case("tables.html", texts.html_tables, 20_000, 300, gaps=("too-deep", "nested-too-deep"), either=True),
    Case("openers.html", texts.html_openers, 600_000, 3_000),
    Case("scripts.html", texts.html_scripts, 300_000, 1_000),
    Case("attributes.html", texts.html_attributes, 200_000, 1_000),
    Case("spans.html", texts.html_spans, 20_000, 300, gaps=("ragged-table", "too-many-cells"), either=True),
    Case("entities.html", texts.html_entities, 2_000_000, 5_000),
    Case("laughs.html", texts.html_laughs, 10**9, 10**9),
    # markdown, RTF, messages
    Case("nested.md", texts.md_nested, 100_000, 2_000),
    Case("groups.rtf", texts.rtf_groups, 1_000_000, 5_000, gaps=("too-deep", "nested-too-deep"), either=True),
    Case("lines.rtf", texts.rtf_lines, 200_000, 2_000),
    Case("lies.rtf", texts.rtf_lies, 100_000, 300),
    Case("nested.eml", texts.mail_nested, 1_000, 30, gaps=("nested-too-deep", "too-deep"), either=True),
    Case("parts.eml", texts.mail_parts, 5_000, 100, gaps=("too-many-parts", "too-many-members"), either=True),
    # docx
    Case("runs.docx", office.docx_runs, 1_000_000, 3_000),
    Case("rows.docx", office.docx_rows, 20_000, 200, memory=260),
    Case("nested-64.docx", office.docx_nested, 60, 30),
    Case("nested.docx", office.docx_nested, 20_000, 300, NOTHING, ("too-deep", "too-large")),
    Case("deep.docx", office.docx_deep, 200_000, 3_000, NOTHING, ("too-deep", "too-large")),
    Case("bomb.docx", office.docx_bomb, 1500 * M, 8 * M, NOTHING, ("too-large",)),
    Case(
        "thin-bomb.docx",
        office.docx_thin_bomb,
        400 * M,
        4 * M,
        gaps=("too-large", "out-of-memory", "timeout"),
        either=True,
    ),
    Case("picture.docx", office.docx_picture, 190 * M, 2 * M, gaps=("picture-text",), either=True),
    Case("picture-300.docx", office.docx_picture, 300 * M, 0, NOTHING, ("too-large",)),
    Case("laughs.docx", office.docx_laughs, 10**9, 10**9, NOTHING, ("entities", "damaged")),
    Case("outside.docx", office.docx_outside, 10_000, 10, NOTHING, ("entities",)),
    Case("spans.docx", office.docx_spans, 10_000, 100, gaps=("too-large",), either=True),
    Case("comments.docx", office.docx_comments, 20_000, 200),
    Case("parts.docx", office.docx_parts, 100_000, 11_000, NOTHING, ("too-large",)),
    Case("cut.docx", office.docx_cut, 20_000, 500, NOTHING, ("damaged",)),
    # sheets
    Case("far.xlsx", sheets.xlsx_far, 1048576, 1048576),
    Case("stale.xlsx", sheets.xlsx_stale, 100_000, 300),
    Case("cells.xlsx", sheets.xlsx_cells, 1_000_000, 2_000, memory=200),
    Case("one-text.xlsx", sheets.xlsx_string, 20_000, 10, gaps=("too-large", "too-many-cells"), either=True),
    Case("merges.xlsx", sheets.xlsx_merges, 50_000, 300),
    Case("floats.xlsx", sheets.xlsx_floats, 20_000, 100, NOTHING),
    Case("laughs.xlsx", sheets.xlsx_laughs, 10**9, 10**9, NOTHING, ("entities", "damaged")),
    Case("outside.xlsx", sheets.xlsx_outside, 10_000, 10, NOTHING, ("entities", "damaged")),
    Case("bomb.xlsx", sheets.xlsx_bomb, 1500 * M, 8 * M, NOTHING, ("too-large",)),
    # other zipped offices
    Case("far.ods", sheets.ods_far, 1_000, 10, gaps=("too-many-cells", "ragged-table"), either=True),
    Case("spaces.odt", sheets.odt_spaces, 10**9, 10**6, gaps=("too-large",), either=True),
    Case("deep.odt", sheets.odt_deep, 200_000, 3_000, NOTHING, ("too-deep", "too-large")),
    Case("pieces.ofd", sheets.ofd_pieces, 200_000, 1_000),
    Case("deltas.ofd", sheets.ofd_deltas, 10**9, 10**6),
    Case("same-page.ofd", sheets.ofd_same_page, 100_000, 12_000, NOTHING, ("too-many-pages", "too-large")),
    Case("groups.pptx", sheets.pptx_groups, 100_000, 3_000, NOTHING, ("too-deep", "too-large")),
    # containers
    Case("bomb.zip", packed.zip_bomb, 1500 * M, 8 * M, gaps=("too-large",)),
    Case("bomb-in.zip", packed.zip_in_zip_bomb, 1024 * M, 8 * M, gaps=("too-large",)),
    Case("overlap.zip", packed.zip_overlap, 9_000, 10, NOTHING, ("damaged",)),
    Case("members.zip", packed.zip_members, 60_000, 11_000, NOTHING, ("too-large", "too-many-members")),
    Case("nested.zip", packed.zip_nested, 1_000, 30, NOTHING, ("nested-too-deep",)),
    Case("names.zip", packed.zip_names, 100, 1, {ID: 4}),
    Case("bomb.gz", packed.gz_bomb, 1500 * M, 8 * M, NOTHING, ("too-large",)),
    Case("lies.tar", packed.tar_lies, 2**30, 2**30, gaps=("damaged", "too-large")),
    # PDF, pictures
    Case("pieces.pdf", packed.pdf_pieces, 200_000, 3_000, gaps=("too-much-drawn",), either=True),
    Case("pages.pdf", packed.pdf_pages, 5_000, 20, memory=120),
    Case(
        "flate.pdf",
        packed.pdf_flate,
        1024 * M,
        8 * M,
        gaps=("too-large", "out-of-memory", "timeout"),
        either=True,
    ),
    Case(
        "flate-twice.pdf",
        packed.pdf_flate_twice,
        1024 * M,
        8 * M,
        gaps=("too-large", "out-of-memory"),
        either=True,
    ),
    Case("forms.pdf", packed.pdf_forms, 12, 4, gaps=("too-many-forms",), either=True),
    Case("loop.pdf", packed.pdf_loop, 1_000, 10, gaps=("damaged",), either=True),
    Case("deep.pdf", packed.pdf_deep, 200_000, 2_000, gaps=("damaged",), either=True),
    Case("huge-page.pdf", packed.pdf_huge_page, 10**9, 10**6, gaps=("too-many-pixels",), either=True),
    Case("notes.pdf", packed.pdf_notes, 20_000, 100),
    Case(
        "wide.png", packed.png_wide, 30_000, 12_000, gaps=("picture-file", "picture-text", "too-many-pixels")
    ),
    Case("open-tags.png", packed.png_open_tags, 30 * M, M, gaps=("picture-file", "picture-text")),
    Case("drawing.docx", office.docx_drawing, 10**9, 10**9, gaps=("entities", "damaged")),
)


def is_right(case: Case, size: int, findings: Mapping[str, int], gaps: frozenset[str]) -> bool:
    """Whether findings by rule and reasons of gaps are what this case must give when it is made in this size."""
    found = bool(case.finds) and all(
        findings.get(rule, 0) >= max(1, least * size // case.full) for rule, least in case.finds.items()
    )
    said = bool(gaps.intersection(case.gaps))
    if case.either:
        return found or said
    return (found or not case.finds) and (said or not case.gaps)
