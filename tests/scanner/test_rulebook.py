"""The rule book refuses what it does not understand, with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import rulebook
from scanner.cue_index import cue_index
from scanner.errors import RuleFileBroken
from scanner.model.shelf import packed, unpacked
from scanner.noun import replace
from scanner.road import load_rules

GOOD = """kind = "lexicon"
level = "error"
since = "0.1.0"

[[law]]
name = "示例规定"
confidence = "derived"
zh = "示例。"
en = "An example."

[zh]
title = "示例"
message = "出现“示例”。"
why = "示例。"
fix = "删去。"

[en]
title = "Example"
message = "An example."
why = "Example."
fix = "Delete."

[[parameters.mark]]
words = ["仅供演示"]

[[example]]
text = "本件⟦仅供演示⟧"
"""


def written(folder: Path, text: str, name: str = "local/example.toml") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(folder)


def test_a_good_file_joins_the_book(tmp_path: Path) -> None:
    book = load_rules([written(tmp_path, GOOD)])
    assert book.rules["local/example"].wording["zh"].title == "示例"
    assert "personal/resident-id" in book.rules
    assert book.version != load_rules().version


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('level = "error"', 'level = "fatal"', 2, "level"),
        ('since = "0.1.0"', 'since = "0.1.0"\ncolour = "red"', 4, "colour"),
        ('kind = "lexicon"', 'kind = "magic"', 1, "magic"),
        ('fix = "Delete."', "", 17, "fix"),
        ('message = "An example."', 'message = "An example {name}."', 13, "name"),
        ('confidence = "derived"', 'confidence = "sure"', 7, "confidence"),
        ('words = ["仅供演示"]', 'words = ["仅供演示"]\npattern = "\\\\d+"', 25, r"\d"),
        ('words = ["仅供演示"]', 'words = ["仅供演示"]\npattern = "(["', 25, "pattern"),
        ('text = "本件⟦仅供演示⟧"', 'text = "本件⟦仅供演示"', 26, "⟦"),
        ('text = "本件⟦仅供演示⟧"', 'text = "⟦本件⟧"', 26, "example"),
        ('title = "示例"', "title = 示例", 12, "TOML"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    folder = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(RuleFileBroken) as caught:
        load_rules([folder])
    assert caught.value.details["file"] == str(tmp_path / "local" / "example.toml")
    assert reason in str(caught.value)
    assert int(str(caught.value.details["line"])) == line
    assert "RuleFileBroken" not in caught.value.sentence("en")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFileBroken):
        load_rules([str(tmp_path)])


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(GOOD.split("[[example]]")[0].encode("gbk"))
    with pytest.raises(RuleFileBroken, match="UTF-8"):
        load_rules([str(tmp_path)])


def test_the_compiled_book_is_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = load_rules()
    monkeypatch.setattr(rulebook, "_from_cache", lambda signature: None)
    monkeypatch.setattr(rulebook, "_to_cache", lambda signature, book: None)
    assert load_rules() == compiled


def test_every_profile_element_has_its_rule_and_source() -> None:
    book = load_rules()
    for profile in book.profiles.values():
        for element in profile.elements:
            assert book.rules[f"element/{element.id}"].law, element.id
    for rule in book.rules.values():
        assert rule.law
        assert all(law.says.keys() >= {"zh", "en"} for law in rule.law), rule.id


def test_unconfirmed_facts_never_make_an_error() -> None:
    """A must element whose only source is unconfirmed is a warning at most (see the kind `element`)."""
    for profile in load_rules().profiles.values():
        for element in profile.elements:
            if any(law.confidence == "unconfirmed" for law in element.law):
                assert element.called_for == "should", f"{profile.id}: {element.id}"


def test_a_pattern_that_is_too_slow_is_a_gap_and_no_crash(tmp_path: Path) -> None:
    from scanner.road import scan
    from scanner.settings import Settings

    slow = GOOD.replace('words = ["仅供演示"]', 'words = ["仅供演示"]\npattern = "(a|aa)+仅供演示"')
    slow = slow.replace('text = "本件⟦仅供演示⟧"', 'text = "本件⟦a仅供演示⟧"')
    book = load_rules([written(tmp_path, slow)])
    text = "本件仅供" + "a" * 300 + "b仅供演示\n"
    report = scan("x.txt", text.encode(), book, Settings(today="2026-11-22"))
    assert [(gap.what, gap.reason, gap.detail) for gap in report.gaps] == [
        ("rule", "pattern-timeout", "local/example")
    ]
    assert report.verdict.exit_code == 2


def test_what_is_kept_of_the_book_is_the_book() -> None:
    book = load_rules()
    for part in (book.rules, book.profiles, book.standards):
        for value in part.values():
            assert unpacked(packed(value)) == value


def test_the_shelf_knows_its_rules_without_opening_them() -> None:
    book = load_rules()
    plain = replace(book, rules=dict(book.rules), profiles=dict(book.profiles))
    assert plain.of_kind("code") == book.of_kind("code")
    assert plain.element_labels() == book.element_labels()
    assert book.profiles.about["cues"] == cue_index(plain.profiles.values())  # type: ignore[attr-defined]
