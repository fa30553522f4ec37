"""The labelled texts of numbers: the same from a seed, marks where the values are, nothing that is anybody's."""

from __future__ import annotations

import re
from random import Random

import pytest

from corpora.invented import check_digit, luhn_digit
from corpora.numbers_cases import Case, Report, Truth, case, mark, overlap, paired
from corpora.numbers_disguises import DISGUISES
from corpora.numbers_fixed import HARD
from corpora.numbers_making import cases
from corpora.numbers_values import COUNTIES, MAKERS, all_digit_code, bank_account, resident_id_x, wrong_date
from corpora.numbers_wording import LABELS, SENTENCES

SET = cases(1)
SEEDS = range(100)
PRINTED = {"90139000012345678901"}


def test_the_same_seed_gives_the_same_texts() -> None:
    assert cases(1) == SET
    assert [one.text for one in cases(2)] != [one.text for one in SET]


def test_names_are_their_own() -> None:
    assert len({one.name for one in SET}) == len(SET)


def test_marks_are_taken_off_and_spans_are_where_the_values_are() -> None:
    found = case("one", "sentence", "户主⟦resident-id|resident-id-malformed:4109⟧，邮箱⟦may email:a@b⟧")
    assert found.text == "户主4109，邮箱a@b"
    first, second = found.truths
    assert (found.text[first.start : first.end], first.kind, first.standing) == (
        "4109",
        "resident-id",
        "must",
    )
    assert first.accepted == ("resident-id", "resident-id-malformed")
    assert (found.text[second.start : second.end], second.standing) == ("a@b", "may")
    with pytest.raises(ValueError, match="mark"):
        case("two", "sentence", "⟦nothing")


def test_spans_lie_in_their_texts_and_do_not_meet() -> None:
    for one in SET:
        assert not set("⟦⟧{}") & set(one.text), one.name
        end = 0
        for truth in one.truths:
            assert end <= truth.start < truth.end <= len(one.text), one.name
            value = one.text[truth.start : truth.end]
            assert value.strip() == value, one.name
            end = truth.end


def test_every_kind_has_sentences_labels_and_thirty_cases() -> None:
    assert set(SENTENCES) == set(LABELS) == set(MAKERS)
    for kind in LABELS:
        assert sum(any(truth.kind == kind for truth in one.truths) for one in SET) >= 30, kind


def test_every_hard_input_and_every_disguise_is_there() -> None:
    assert [f"C{number:02d}" for number in range(1, 37)] == sorted(HARD)
    groups = {one.group for one in SET}
    assert set(DISGUISES) <= groups
    assert {
        "small x",
        "other x",
        "two glued",
        "rounded",
        "scientific",
        "float",
        "formula",
        "html entities",
    } <= groups
    glued = [one for one in SET if one.group == "two glued"]
    assert any(re.search(r"(?<![0-9])[0-9]{29}(?![0-9])", one.text) for one in glued)


def test_look_alikes_hold_nothing_personal() -> None:
    for one in SET:
        if one.group.startswith("no: "):
            assert all(truth.standing == "public" for truth in one.truths), one.name


def test_resident_ids_are_nobody_s() -> None:
    """No county has these codes; permits are of people born before 1910."""
    for one in SET:
        for found in re.finditer(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])", one.text):
            number = found[0].upper()
            is_right = number[17] == check_digit(number[:17])
            if is_right and re.fullmatch(r"(18|19|20)[0-9]{2}(0[1-9]|1[0-2])[0-9]{2}", number[6:14]):
                early = number[2:6] == "0000" and number[6:9] == "190"
                invented = number[:6] in (*COUNTIES, "410999", "932000", "990999")
                assert invented or early, one.name


def test_mobiles_are_nobody_s() -> None:
    for one in SET:
        if one.group in ("no: long run",):
            continue
        for found in re.finditer(r"(?<![0-9.,])1[3-9][0-9]{9}(?![0-9])", one.text):
            assert "0000" in found[0], one.name


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_values_come_from_the_seed_alone(kind: str) -> None:
    assert [MAKERS[kind](Random(seed)) for seed in SEEDS] == [MAKERS[kind](Random(seed)) for seed in SEEDS]


def test_check_digits() -> None:
    for seed in SEEDS:
        number, card = MAKERS["resident-id"](Random(seed)), MAKERS["bank-card"](Random(seed))
        account, wrong = bank_account(Random(seed)), wrong_date(Random(seed))
        assert number[17] == check_digit(number[:17])
        assert card[-1] == luhn_digit(card[:-1])
        assert "000000" in card
        assert len(account) < 16 or account[-1] != luhn_digit(account[:-1])
        assert wrong[17] == check_digit(wrong[:17])
        assert resident_id_x(Random(seed)).endswith("X")
        assert all_digit_code(Random(seed)).isdigit()


def test_a_report_counts_once_and_only_where_it_fits() -> None:
    one = case(
        "one", "bare", f"户主{mark('resident-id', '410999197903262845')}，{mark('may email', 'a@b.example')}"
    )
    right, mail = Report(2, 20, "resident-id"), Report(21, 32, "email")
    again, wrong, short = (
        Report(2, 20, "resident-id"),
        Report(9, 20, "mobile-phone"),
        Report(2, 12, "resident-id"),
    )
    hits, alarms = paired(one, [right, mail, again, wrong])
    assert list(hits.values()) == [right, mail]
    assert alarms == [again, wrong]
    assert paired(one, [short]) == ({}, [short])


def test_what_is_public_or_masked_is_not_to_be_found() -> None:
    one = case("one", "bare", "电话⟦public private-landline:0393-8000001⟧，⟦masked mobile-phone:139****1234⟧")
    reports = [Report(2, 14, "private-landline"), Report(15, 26, "mobile-phone")]
    assert paired(one, reports) == ({}, reports)


def test_overlap_is_of_the_longer() -> None:
    truth = Truth(10, 20, "bank-card", ("bank-card",))
    assert overlap(truth, Report(10, 20, "bank-card")) == 1.0
    assert overlap(truth, Report(12, 20, "bank-card")) == 0.8
    assert overlap(truth, Report(0, 40, "bank-card")) == 0.25
    assert overlap(truth, Report(20, 30, "bank-card")) == 0.0


def test_markup_is_not_put_to_tools_that_read_text() -> None:
    assert Case("one", "bare", "").is_for_peers
    assert not Case("one", "table", "", format="html").is_for_peers
    assert not Case("one", "over cells", "", format="csv").is_for_peers
