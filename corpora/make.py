"""Invented notices of seven types in eight formats from a seed, the answer beside each.

    python -m corpora.make --seed 1 --count 300 --out corpora/out
    python -m corpora.make --samples

The same seed gives the same bytes. Each notice has a generator of its own, drawn from seed and number, so
that the notice with number n stays as it is whatever the count. What the set does not contain is listed
in README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.draft import Draft, Line
from corpora.notices_funds import annual_plan, fund_allocation
from corpora.notices_lists import beneficiary_list
from corpora.notices_papers import not_a_notice, policy_document
from corpora.notices_projects import project_before, project_completion
from corpora.plants import plant_contact, plant_leaks, plant_look_alikes, plant_mark
from corpora.scenes import Scene, scene
from corpora.writers_docx import docx_bytes
from corpora.writers_pdf import pdf_bytes
from corpora.writers_text import csv_bytes, txt_bytes
from corpora.writers_web import html_bytes, md_bytes
from corpora.writers_xlsx import xlsx_bytes

SEED, COUNT = 1, 300  # of the scored set
FORMATS = ("docx", "pdf", "xlsx", "html", "md", "txt", "gbk", "csv")
BUILDERS = {
    "fund-allocation": fund_allocation,
    "annual-plan": annual_plan,
    "project-before": project_before,
    "project-completion": project_completion,
    "beneficiary-list": beneficiary_list,
    "policy-document": policy_document,
    "not-a-notice": not_a_notice,
}
_PROFILES = (*BUILDERS, "fund-allocation", "annual-plan", "beneficiary-list")


@dataclass(frozen=True)
class Case:
    """One file of the set and what is right for it."""

    name: str
    data: bytes
    answer: dict[str, Any]


def file_bytes(draft: Draft, format: str, rng: Random) -> bytes:
    """The draft in a format; `gbk` is txt in GBK."""
    if format == "docx":
        return docx_bytes(draft, rng)
    if format == "pdf":
        return pdf_bytes(draft, rng)
    if format == "xlsx":
        return xlsx_bytes(draft, rng)
    if format == "html":
        return html_bytes(draft, rng)
    if format == "md":
        return md_bytes(draft, rng)
    if format == "csv":
        return csv_bytes(draft, rng)
    return txt_bytes(draft, rng, encoding="gbk" if format == "gbk" else "utf-8")


def _formats(profile: str) -> tuple[str, ...]:
    """Formats in which a type is met: only lists come as csv, papers and news do not come as sheets."""
    if profile == "beneficiary-list":
        return (*FORMATS, "xlsx", "docx")
    if profile in ("policy-document", "not-a-notice"):
        return ("docx", "pdf", "html", "md", "txt", "gbk")
    return ("docx", "docx", "pdf", "xlsx", "html", "md", "txt", "gbk")


def _attach(draft: Draft) -> None:
    """Move the table of an attachment behind the signature, under 附件1 and its own title."""
    caption = draft.chrome.pop("attachment", "")
    if not caption:
        return
    at = next(i for i, part in enumerate(draft.parts) if not isinstance(part, Line))
    grid = draft.parts.pop(at)
    draft.parts += [Line("附件1", "attachment"), Line(caption, "caption"), grid]


def _surround(scene: Scene, draft: Draft) -> None:
    """What the page of a content system says above the text; it may name publisher and date."""
    rng = scene.rng
    draft.chrome["索引号"] = f"K{rng.randint(1000, 9999)}-0202-{scene.year}-{rng.randint(1, 99999):05d}"
    draft.chrome["点击数"] = str(rng.randint(3, 4000))
    publisher, date = draft.elements.get("publisher"), draft.elements.get("publish-date")
    if publisher and rng.random() < 0.6:
        unit = publisher["value"] or scene.county + scene.office
        draft.chrome[rng.choice(("发布机构", "来源"))] = unit
        draft.holds("publisher", unit)
    if date and date["status"] != "placeholder" and rng.random() < 0.6:
        draft.chrome["发布日期"] = day = f"{scene.year}-{rng.randint(3, 12):02d}-{rng.randint(1, 28):02d}"
        draft.holds(
            "publish-date", *(value for value in (day, *date.get("values", ()), date["value"]) if value)
        )


def _loose_ends(draft: Draft) -> None:
    """Take out of the answer what a fair reader could see either way."""
    words = "".join(
        part.text if isinstance(part, Line) else "".join(map("".join, part.rows)) for part in draft.parts
    )
    gone = draft.elements.get("beneficiaries", {}).get("status") == "missing"
    if gone and any(word in words for word in ("受益群众", "受益户", "直接补助到户")):
        draft.elements.pop("beneficiaries")


def built(profile: str, format: str, rng: Random) -> Draft:
    """A draft of a type with everything planted that this format can hold."""
    where = scene(rng)
    draft = (
        beneficiary_list(where, format=format) if profile == "beneficiary-list" else BUILDERS[profile](where)
    )
    bare = not any(isinstance(part, Line) for part in draft.parts)
    if bare:
        draft.profile = profile  # without a title nothing says what the list is about
    phones = draft.elements.get("complaint-phone", {}).get("status") == "present"
    if not bare and profile != "not-a-notice":
        if rng.random() < 0.5:
            plant_look_alikes(where, draft, phones=phones)
        if rng.random() < 0.35 and format != "csv":
            plant_leaks(where, draft, format)
        if rng.random() < 0.08:
            plant_mark(where, draft)
        if rng.random() < 0.08 and phones:
            plant_contact(where, draft)
    _attach(draft)
    if format == "html":
        _surround(where, draft)
    _loose_ends(draft)
    return draft


def cases(*, seed: int = SEED, count: int = COUNT) -> Iterator[Case]:
    """The set of a seed, in order; every type with every format that it is met in."""
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        profile = _PROFILES[number % len(_PROFILES)]
        formats = _formats(profile)
        format = formats[number // len(_PROFILES) % len(formats)]
        draft = built(profile, format, rng)
        suffix = "txt" if format == "gbk" else format
        name = f"{number:04d}-{profile}{'-gbk' if format == 'gbk' else ''}.{suffix}"
        yield Case(name, file_bytes(draft, format, rng), draft.answer(suffix))


def answer_text(answer: dict[str, Any]) -> str:
    """An answer as it lies in its file."""
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def write(folder: Path, found: Iterator[Case]) -> int:
    """Write every case and its answer; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for case in found:
        (folder / case.name).write_bytes(case.data)
        (folder / f"{case.name}.answer.json").write_text(
            answer_text(case.answer), encoding="utf-8", newline="\n"
        )
        count += 1
    return count


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--samples", action="store_true", help="write corpora/samples/ anew")
    chosen = parser.parse_args(arguments)
    if chosen.samples:
        from corpora.samples_made import sample_files

        for name, data in sample_files().items():
            (Path(__file__).parent / "samples" / name).write_bytes(data)
        return 0
    print(write(chosen.out, cases(seed=chosen.seed, count=chosen.count)), "files in", chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
