"""The comparison with other tools: it says in a sentence what it cannot have, and counts by one rule."""

from __future__ import annotations

import sys
from random import Random

import pytest

from corpora.invented import credit_code
from corpora.numbers_cases import Report, case
from corpora.peers import (
    NAMES,
    PLAIN,
    Peer,
    broad,
    long_text,
    main,
    normalized,
    peers,
    recall_lines,
    search_of,
    tally,
)
from corpora.peers_worker import has_check_character, is_credit_code, passes_luhn, plain

TEXT = "户主⟦resident-id:410999197903262845⟧，监督电话⟦public private-landline:0393-8000001⟧"
ONE = case("one", "bare", TEXT)
HIDDEN = case("two", "full-width", "户主⟦resident-id:４１０９９９１９７９０３２６２８４５⟧")


def test_without_an_environment_every_tool_but_the_patterns_is_named_as_absent() -> None:
    found = peers("")
    lines = recall_lines([ONE], [[Report(2, 20, "resident-id")]], found)
    for peer in found:
        peer.close()
    absent = {peer.tool: peer.absent for peer in found if peer.absent}
    assert set(absent) == set(NAMES) - {"plain"}
    assert all("--python" in sentence for sentence in absent.values())
    assert all(any(sentence in line for line in lines) for sentence in absent.values())


def test_an_interpreter_that_is_not_there_is_a_sentence() -> None:
    peer = Peer("jionlp", "/nowhere/python")
    assert "no interpreter" in peer.absent
    peer.close()


def test_a_tool_that_is_not_installed_is_a_sentence() -> None:
    peer = Peer("jionlp", sys.executable)
    peer.close()
    assert "not installed" in peer.absent or peer.kinds


def test_the_plain_patterns_answer_from_their_process() -> None:
    peer = Peer("plain", sys.executable)
    assert peer.kinds == ("resident-id", "mobile-phone", "bank-card", "email")
    assert peer.found([ONE.text, "无"]) == [[Report(2, 20, "resident-id")], []]
    assert peer.seconds(ONE.text) > 0
    peer.close()


def test_the_command_degrades(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "recall", "--limit", "30"]) == 0
    printed = capsys.readouterr().out
    assert "four plain re patterns" in printed
    assert "no environment given" in printed


def test_one_rule_for_all() -> None:
    reports = [Report(2, 20, "resident-id"), Report(25, 37, "private-landline")]
    kinds = ("resident-id", "private-landline")
    theirs, ours = (tally([ONE], [reports], kinds, judges=judges) for judges in (False, True))
    assert (theirs.values, theirs.found, theirs.alarms) == (1, 1, 0)
    assert (ours.values, ours.found, ours.alarms) == (1, 1, 1)


def test_only_kinds_that_are_claimed_are_asked() -> None:
    counts = tally([ONE], [[Report(0, 2, "bank-card")]], ("mobile-phone",), judges=False)
    assert (counts.values, counts.alarms) == (0, 0)


def test_a_number_inside_another_kind_is_an_alarm() -> None:
    counts = tally([ONE], [[Report(9, 20, "mobile-phone")]], ("mobile-phone",), judges=False)
    assert counts.alarms == 1


def test_plain_and_disguised_are_counted_apart() -> None:
    reports = [[Report(2, 20, "resident-id")], []]
    counts = tally([ONE, HIDDEN], reports, ("resident-id",), judges=False)
    assert counts.shares == (0.5, 1.0, 0.0)
    assert "bare" in PLAIN


def test_broad_kinds() -> None:
    assert broad("resident-id") == broad("disability-certificate") == "identity"
    assert broad("bank-card") == broad("bank-account") == "account"
    assert broad("email") == "email"


def test_tests_of_the_written_recognisers() -> None:
    assert has_check_character("41099919790326009x")
    assert not has_check_character("410999197903262840")
    assert passes_luhn("6228480000000001230")
    assert not passes_luhn("6228480000000001231")
    code = credit_code(Random(1))
    assert is_credit_code(code)
    assert not is_credit_code(code[:17] + ("1" if code[17] == "0" else "0"))
    assert not is_credit_code("I" + code[1:])
    assert sorted(plain()[1]("a@example.com")) == [(0, 13, "email")]


def test_long_texts_have_their_size_and_are_the_same_each_time() -> None:
    text = long_text("notices", 5_000)
    assert 5_000 <= len(text.encode()) < 40_000
    long_text.cache_clear()
    assert long_text("notices", 5_000) == text


def test_the_search_alone_finds_what_the_road_finds() -> None:
    search = search_of(normalized("户主王建设410999197903262845，银行卡号6228480000000001230，车辆略。"))
    assert search() == search() == 2
