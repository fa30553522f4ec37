"""Which matters of a standard have a notice in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.as_json import report_json
from reports.layout import plain
from reports.matters import matter_lines
from reports.pen import Pen
from reports.sentences import Sentences
from scanner.archive.failures import failed_report
from scanner.archive.matters import KEPT, Matters, answered_matters, matters_of
from scanner.cli import main
from scanner.model import Circumstance, Element, Recognition, Report, Verdict
from scanner.road import load_rules, scan
from scanner.settings import Settings

BOOK = load_rules()


def notice(
    profile: str, title: str = "", *, standard: str = "national", source: str = "default", held: str = ""
) -> Report:
    elements = [Element("title", "must", "present", title)] if title else []
    elements += [Element(name, "must", "present", "有") for name in held.split()]
    return Report(
        f"{title or profile}.txt",
        "txt",
        Recognition(profile, "certain"),
        {"standard": Circumstance(standard, source)},  # type: ignore[arg-type]
        Verdict("pass", (), 0),
        tuple(elements),
        (),
        (),
        (),
        "0",
    )


@pytest.mark.parametrize(
    ("profile", "title", "held", "matters"),
    [
        ("fund-allocation", "云溪县资金分配结果公示", "complaint-phone", ["allocation", "supervision"]),
        ("policy-document", "云溪县行政规范性文件管理办法", "", ["normative-documents"]),
        ("policy-document", "云溪县扶贫条例实施规定", "", ["regulations", "normative-documents"]),
        ("policy-document", "关于做好春耕工作的通知", "", ["other-policies"]),
        ("identification-exit", "青石村脱贫户退出公示", "", ["exit"]),
        ("identification-exit", "青石村贫困户识别公示", "", ["identification"]),
        ("identification-exit", "青石村贫困人口识别和退出公示", "", ["identification", "exit"]),
        ("project-completion", "青石村道路竣工公告", "", ["projects"]),
        ("not-a-notice", "青石村召开大会", "", []),
        ("unknown", "", "", []),
    ],
)
def test_matters_of_a_notice(profile: str, title: str, held: str, matters: list[str]) -> None:
    found = answered_matters(notice(profile, title, held=held), BOOK.standards["national"].matters)
    assert [matter.id for matter in found] == matters


def test_a_local_standard_has_the_matters_of_what_it_extends() -> None:
    matters = Matters(BOOK.standards)
    assert matters.matters("xian") == BOOK.standards["national"].matters
    assert len(matters.matters("national")) == len(matters.matters("henan")) == 13
    assert len(matters.matters("henan-26")) == 26


def test_nothing_is_said_of_a_folder_that_is_no_collection() -> None:
    matters = Matters(BOOK.standards)
    for _ in range(2):
        matters.count(notice("fund-allocation"))
    matters.count(notice("not-a-notice"))
    matters.count(failed_report("a.docx", "encrypted", "0"))
    assert matters.worth_saying() == []
    matters.count(notice("annual-plan"))
    assert matters.worth_saying() == ["national"]


def test_a_stated_standard_is_always_said() -> None:
    matters = Matters(BOOK.standards)
    matters.count(notice("unknown", standard="wanyuan", source="stated"))
    assert matters.worth_saying() == ["wanyuan"]
    assert all(answer.count == 0 for answer in matters.answers("wanyuan"))


def test_few_names_of_files_are_kept() -> None:
    matters = Matters(BOOK.standards)
    for number in range(20):
        matters.count(notice("fund-allocation", f"第{number}批资金分配公示"))
    answer = next(answer for answer in matters.answers("national") if answer.matter.id == "allocation")
    assert answer.count == 20
    assert len(answer.files) == KEPT


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines(lang: str) -> None:
    matters = Matters(BOOK.standards)
    for number in range(3):
        matters.count(
            notice("fund-allocation", f"第{number}批资金分配公示", standard="henan-26", source="stated")
        )
    text = plain(matter_lines(matters, Pen(Sentences(BOOK, "zh" if lang == "zh" else "en"), 80)))
    assert text.count("✔") == 1
    assert ("等 3 处" if lang == "zh" else "3 in all") in text
    assert ("没有见到公示" if lang == "zh" else "no notice seen") in text
    assert "养老服务（省民政厅）" in text or lang == "en"


def test_an_area_without_a_notice_type_is_not_judged() -> None:
    matters = Matters(BOOK.standards)
    matters.count(notice("unknown", standard="henan-26", source="stated"))
    known = {answer.matter.id: answer.is_known for answer in matters.answers("henan-26")}
    assert not known["budgets"]
    assert known["assistance"]


def test_profiles_of_an_area_answer_it() -> None:
    for matter in BOOK.standards["henan-26"].matters:
        area = matter.title["zh"].partition("（")[0]
        own = {profile.id for profile in BOOK.profiles.values() if profile.area == area}
        assert own <= set(matter.profiles), area


FUND = """云溪县2020年财政专项扶贫资金分配结果公示

一、资金来源
中央财政专项扶贫资金500万元。
二、分配原则
按因素法分配。
三、资金分配情况
青石乡300万元，白沙镇200万元。
监督举报电话：0393-8000001、12317

云溪县扶贫开发办公室
2020年3月2日
"""


def test_a_folder_says_its_matters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(FUND, encoding="utf-8")
    main([str(tmp_path), "--lang", "zh"])
    assert "公开事项" not in capsys.readouterr().out
    main([str(tmp_path), "--lang", "zh", "--standard", "henan"])
    said = capsys.readouterr().out
    assert "河南省：13 项公开事项，有公示的 2 项" in said
    assert "0.txt、1.txt" in said
    main([str(tmp_path), "-f", "json", "--standard", "henan"])
    assert "公开事项" not in capsys.readouterr().out


def test_folders_with_standards_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(FUND, encoding="utf-8")
    settings = tmp_path / "scan.toml"
    settings.write_text(
        '[[overrides]]\nfiles = ["甲/**"]\nstandard = "wanyuan"\n\n'
        '[[overrides]]\nfiles = ["乙/**"]\nstandard = "xian"\n',
        encoding="utf-8",
    )
    main([str(tmp_path), "--lang", "zh", "--config", str(settings)])
    said = capsys.readouterr().out
    assert "万源市《扶贫工作公开规范》：" in said
    assert "西安市（扶贫办2019年通知）：" in said
    assert "全国：" not in said


def test_the_json_report_says_which_matters_a_notice_answers() -> None:
    report = scan(
        "资金.txt",
        "云溪县2024年第一批衔接资金分配结果公示\n资金来源：中央资金\n分配原则：因素法\n监督电话：12317\n".encode(),
        BOOK,
        Settings(today="2024-06-01", stated={"standard": "henan"}),
    )
    told = report_json(report, BOOK, "zh")
    assert told["matters"]
    assert set(told["matters"]) <= {matter.id for matter in matters_of("henan", BOOK.standards)}
