"""In what role somebody is named: the same name, by what stands beside it."""

from __future__ import annotations

import pytest

from scanner.search.roles import is_official, role_of, role_of_label

ROLES = [
    ("责任人：⟦王芳⟧", "official"),
    ("监督人：⟦王芳⟧", "official"),
    ("答问人：⟦王芳⟧（村支书）", "official"),
    ("到：⟦王芳⟧ 李明", "official"),
    ("经研究，⟦王芳⟧任石桥镇人民政府副镇长", "official"),
    ("◆⟦王芳⟧（武装部长）", "official"),
    ("跟村长⟦王芳⟧说一声", "official"),
    ("负责修的：⟦王芳⟧。", "official"),
    ("联系人：⟦王芳⟧", "contact"),
    ("有疑问请找⟦王芳⟧，0393-8000001", "contact"),
    ("请联系⟦王芳⟧，电话0393-8000001", "contact"),
    ("作者：⟦王芳⟧", "author"),
    ("法定代表人：⟦王芳⟧", "company"),
    ("公司老板⟦王芳⟧捐的", "company"),
    ("监护人：⟦王芳⟧", "guardian"),
    ("申请人：⟦王芳⟧", "applicant"),
    ("由妹妹⟦王芳⟧照看", "family"),
    ("其女⟦王芳⟧读小学", "family"),
    ("受助学生：⟦王芳⟧", "minor"),
    ("村民⟦王芳⟧", "beneficiary"),
    ("拟纳入监测对象：⟦王芳⟧", "beneficiary"),
    ("找⟦王芳⟧借工具", ""),
    ("⟦王芳⟧完成任务后由组长验收", ""),
    ("报到⟦王芳⟧", ""),
]


@pytest.mark.parametrize(("sentence", "role"), ROLES, ids=[sentence for sentence, _ in ROLES])
def test_the_role_beside_a_name(sentence: str, role: str) -> None:
    start = sentence.index("⟦")
    text = sentence.replace("⟦", "").replace("⟧", "")
    assert role_of(text, start, start + 2) == role


def test_heads_of_columns() -> None:
    assert role_of_label("户主姓名") == "beneficiary"
    assert role_of_label("帮扶责任人") == "official"
    assert role_of_label("监护人（签字）") == "guardian"
    assert role_of_label("金额") == ""


def test_who_tells_the_press_speaks_for_himself() -> None:
    assert role_of("村民王芳乐呵呵地对记者说", 2, 4) == "beneficiary"
    assert is_official("村民王芳乐呵呵地对记者说", 2, 4)
    assert not is_official("村民王芳年收入两万元", 2, 4)
