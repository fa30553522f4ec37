"""Telephones, addresses and persons that no label names: whose they are is told by the words round them."""

from __future__ import annotations

import pytest

from scanner.model import Element
from scanner.road import load_rules, scan
from scanner.settings import Settings

NOTICE = """石桥镇2026年临时救助对象公示
王芳家因火灾申请临时救助，拟救助3000元。
{body}
石桥镇人民政府
2026年3月2日
"""


def element(body: str, wanted: str, profile: str = "temporary-relief") -> Element:
    text = NOTICE.format(body=body)
    report = scan(
        "notice.txt", text.encode(), load_rules(), Settings(today="2026-11-22", profile=profile, reveal=True)
    )
    found = [one for one in report.elements if one.id == wanted]
    return found[0] if found else Element(wanted, "no", "missing")


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("如有异议，请打0393-8000001。", "0393-8000001"),
        ("咨询：0393-8000001；投诉：0393-8000002。", "0393-8000002"),
        ("不懂的问村会计，13900001234；要举报，打0393-8000002。", "0393-8000002"),
        ("发现优亲厚友的，向镇纪委反映：0393-8000001。", "0393-8000001"),
        ("公示期3月2日至3月8日，0393-8000001。", "0393-8000001"),
        ("举报请拨12317、0393-8000001。", "12317、0393-8000001"),
        ("可拨打0393-8000001（社会救助股）或12345投诉。", "0393-8000001（社会救助股）或12345"),
        ("有话说？\n0393-8000001", "0393-8000001"),
        ("群众可通过来电反映意见，联系电话为0393-80000\n01，逾期不再受理。", "0393-8000001"),
    ],
)
def test_whose_telephone(body: str, value: str) -> None:
    found = element(body, "complaint-phone")
    assert found.status == "present"
    assert found.value.replace(" ", "") == value


@pytest.mark.parametrize(
    "body",
    [
        "施工单位：云溪宏远建设有限公司，电话0393-8000001。",
        "发票代码：041002300111。",
        "传真：0393-8000001。",
        "经办人：张明，13900001234。",
        "监护人李强（13900001234）代领。",
        "救助编号：0393-8000001",
    ],
)
def test_numbers_of_others_are_no_complaint_phone(body: str) -> None:
    assert element(body, "complaint-phone").status == "missing"


def test_a_telephone_left_open_is_a_placeholder() -> None:
    assert element("投诉：XXXX-XXXXXXX", "complaint-phone").status == "placeholder"


def test_where_contact_is_asked_for_a_bare_number_is_for_contact() -> None:
    body = "采购人张明，0393-8000001。监督部门电话：0393-8000002。"
    assert element(body, "contact-phone", "tender-result").value == "0393-8000001"
    assert element(body, "complaint-phone", "tender-result").value == "0393-8000002"
    body = "采购人张明，电话：0393-8000001。"
    assert element(body, "complaint-phone", "tender-result").status == "missing"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("意见可打0393-8000001（城建办张明）。", "张明"),
        ("请将意见告知张明同志（0393-8000001）。", "张明"),
        ("打电话：0393-8000001，张明接听。", "张明"),
    ],
)
def test_the_person_beside_a_number(body: str, value: str) -> None:
    assert element(body, "contact-person", "consultation").value == value


def test_no_person_beside_a_number() -> None:
    found = element("电话：0393-8000001（时间：周一至周五）。", "contact-person", "consultation")
    assert found.status == "missing"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("或来信至云溪县滨河大道66号民政局社会救助股。", "云溪县滨河大道66号民政局社会救助股"),
        ("也可以到云溪县交通大厦6楼运输股当面提。", "云溪县交通大厦6楼运输股"),
        ("邮箱nyj@example.com，邮寄云溪县和平大街农业农村局。", "云溪县和平大街农业农村局"),
    ],
)
def test_where_to_write(body: str, value: str) -> None:
    assert element(body, "complaint-address", "consultation").value == value


def test_places_of_projects_are_no_address_to_write_to() -> None:
    assert element("在人民路12号新建公厕一座。", "complaint-address", "consultation").status == "missing"
