"""What the names of a text say of one another: rows of names, the same name elsewhere, columns of things."""

from __future__ import annotations

import pytest

from scanner.search.names.bodies import completed_body
from scanner.search.names.entities import Entity
from scanner.search.names.loose import loose_claims
from scanner.search.names.neighbours import repeated, rowed
from scanner.search.names.shapes import is_placed


def _people(text: str, *names: str, evidence: tuple[str, ...] = ("title", "model")) -> list[Entity]:
    return [
        Entity("person", text.index(name), text.index(name) + len(name), evidence, "likely") for name in names
    ]


def _words(text: str, entities: list[Entity]) -> list[str]:
    return [text[one.start : one.end] for one in entities]


@pytest.mark.parametrize(
    ("text", "known", "wanted"),
    [
        ("即姜珍收、喇三十九和胡晶晶，每人1080元", ("姜珍收", "胡晶晶"), ["姜珍收", "喇三十九", "胡晶晶"]),
        ("姜珍收、胡晶晶、七林三位老人", ("姜珍收", "胡晶晶"), ["姜珍收", "胡晶晶", "七林"]),
        ("姜珍收、胡晶晶、各村、镇政府、财政所", ("姜珍收", "胡晶晶"), ["姜珍收", "胡晶晶"]),
        ("姜珍收、宣传、培训、验收", ("姜珍收",), ["姜珍收"]),
    ],
)
def test_a_row_of_names(text: str, known: tuple[str, ...], wanted: list[str]) -> None:
    assert _words(text, rowed(text, _people(text, *known))) == wanted


def test_a_name_cut_short_is_mended_by_its_other_place() -> None:
    text = "当事人陆飞胜。查获陆飞胜使用电鱼设备。"
    entities = [
        Entity("person", 3, 6, ("label", "model"), "certain"),
        Entity("person", 9, 11, ("model",), "suspect"),
    ]
    assert _words(text, repeated(text, entities)) == ["陆飞胜", "陆飞胜"]


def test_a_name_with_a_verb_is_mended_by_its_other_place() -> None:
    text = "村长梁霞珠。跟梁霞珠说一声。"
    entities = [
        Entity("person", 2, 5, ("title", "model"), "likely"),
        Entity("person", 7, 11, ("model",), "suspect"),
    ]
    assert _words(text, repeated(text, entities)) == ["梁霞珠", "梁霞珠"]


@pytest.mark.parametrize(
    ("text", "start", "end", "wanted"),
    [
        ("云溪县财政局采购办 0393", 0, 6, "云溪县财政局采购办"),
        ("派驻云溪县民政局纪检组　吉磊", 2, 8, "派驻云溪县民政局纪检组"),
        ("云溪县财政局同意拨付", 0, 6, "云溪县财政局"),
        ("云溪县民政局的办公室", 0, 6, "云溪县民政局"),
    ],
)
def test_a_body_with_its_section(text: str, start: int, end: int, wanted: str) -> None:
    begin, finish = completed_body(text, Entity("organisation", start, end, ("model",), "likely"))
    assert text[begin:finish] == wanted


@pytest.mark.parametrize(
    "address", "解放路12号 前进村3组8号 行政中心2号楼305室 县人社局二楼 幸福小区 教体大厦506 创业大街".split()
)
def test_what_says_where(address: str) -> None:
    assert is_placed(address)


@pytest.mark.parametrize(
    "place", "石桥镇前进村 云溪县 前进村3组 解放路街道办 集镇公路边 云溪县公路局".split()
)
def test_what_does_not(place: str) -> None:
    assert not is_placed(place)


def test_cells_under_a_head_of_things_are_told() -> None:
    text = "姓名\t品种\t只数\n王建国\t白山羊\t5\n李玉梅\t毛毛\t30\n"
    claims = list(loose_claims(text, []))
    assert [text[one.start : one.end] for one in claims if one.tag == "header"] == ["王建国", "李玉梅"]
    assert {"品种", "白山羊", "毛毛"} <= {text[one.start : one.end] for one in claims if one.tag == "thing"}


def test_the_labels_of_a_form_are_no_names() -> None:
    text = "户主\t康海燕\n家庭人口\t5人\n公示期限\t7天\n"
    claims = list(loose_claims(text, []))
    assert [(text[one.start : one.end], one.tag) for one in claims] == [("康海燕", "header")]
