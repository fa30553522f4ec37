"""Who is named in what role: the same name, the same digits, opposite verdicts by what stands beside them."""

from __future__ import annotations

import pytest

from scanner.road import load_rules, scan
from scanner.search.roles import role_of
from scanner.settings import Settings

SETTINGS = Settings(today="2026-11-22", reveal=True)

ROLES = """
official 负责人：⟦张建国⟧
official 项目负责人：⟦李秀兰⟧，电话0393-8000001
official 责任人：⟦王德福⟧
official 帮扶责任人：⟦赵小满⟧
official 镇长⟦张建国⟧主持会议
official 副镇长⟦李秀兰⟧
official 村支书⟦王德福⟧
official 村主任　⟦刁田⟧
official 院长⟦赵小满⟧负责，账本随时可以看
official ⟦张建国⟧（副镇长）
official ⟦李秀兰⟧主任
official 驻村第一书记：⟦王德福⟧
official 审核：⟦赵小满⟧
official 制表：⟦张建国⟧
official 填表人：⟦李秀兰⟧
official 签发人：⟦王德福⟧
official 网格员⟦赵小满⟧
official 包村干部：⟦张建国⟧
official 会计：⟦李秀兰⟧
official 主持人：⟦王德福⟧
official 请假：⟦赵小满⟧
official 验收人：⟦张建国⟧
official 工作队长⟦李秀兰⟧
official 局长：⟦王德福⟧
official 监督员：⟦赵小满⟧
contact 联系人：⟦张建国⟧
contact 联系人:⟦李秀兰⟧ 13900001234
contact 经办人：⟦王德福⟧
contact 承办人：⟦赵小满⟧
contact 联络员：⟦张建国⟧
contact 受理人：⟦李秀兰⟧
contact 收件人：⟦王德福⟧
contact 项目联系人：⟦赵小满⟧
contact 村级联系人：⟦张建国⟧
author 作者：⟦张建国⟧
author 责任编辑：⟦李秀兰⟧
author 编辑：⟦王德福⟧
author 摄影：⟦赵小满⟧
author 通讯员：⟦张建国⟧
author 供稿：⟦李秀兰⟧
author 撰稿：⟦王德福⟧
author 校对：⟦赵小满⟧
company 法定代表人：⟦张建国⟧
company 法定代表人⟦李秀兰⟧
company 法人代表：⟦王德福⟧
company 法人：⟦赵小满⟧
company 董事长⟦张建国⟧
company 总经理：⟦李秀兰⟧
company 经营者：⟦王德福⟧
company 项目经理⟦赵小满⟧
guardian 监护人：⟦张建国⟧
guardian 由监护人⟦李秀兰⟧保管
guardian 法定监护人：⟦王德福⟧
guardian 家长⟦赵小满⟧
guardian 代领监护人：⟦张建国⟧
guardian 现监护人：⟦李秀兰⟧
applicant 申请人：⟦张建国⟧
applicant 申请人⟦李秀兰⟧
applicant 申请人　⟦王德福⟧
applicant 申请老人：⟦赵小满⟧
applicant 来信人：⟦张建国⟧
applicant 反映人：⟦李秀兰⟧
family 其妻⟦李秀兰⟧患病
family 儿子⟦王小满⟧代领
family 长子：⟦王小满⟧
family 配偶：⟦赵小满⟧
family 孙子⟦王小满⟧
family 家庭成员：⟦张建国⟧
family 老伴⟦李秀兰⟧
family 母亲⟦王桂英⟧
minor 孤儿⟦王小满⟧
minor 孤儿姓名：⟦王小满⟧
minor 学生⟦李小妹⟧
minor 受助学生：⟦李小妹⟧
minor 困境儿童⟦赵小天⟧
minor 女童⟦钱小玉⟧
beneficiary 户主：⟦张建国⟧
beneficiary 户主⟦李秀兰⟧
beneficiary 姓名：⟦王德福⟧
beneficiary 村民⟦赵小满⟧
beneficiary 贫困户⟦张建国⟧
beneficiary 低保户⟦李秀兰⟧
beneficiary 五保户⟦王德福⟧
beneficiary 监测对象：⟦赵小满⟧
beneficiary 救助对象⟦张建国⟧
beneficiary 受益人：⟦李秀兰⟧
beneficiary 购机者：⟦王德福⟧
beneficiary 权利人：⟦赵小满⟧
beneficiary 借款人：⟦张建国⟧
beneficiary 护林员⟦李秀兰⟧
beneficiary 特困供养对象⟦王德福⟧
beneficiary 承租人：⟦赵小满⟧
- 1.⟦张建国⟧，男，67岁
- 公示如下：⟦李秀兰⟧、王德福
"""

# level of the first finding of a rule (- for none), the rule, the text
VERDICTS = r"""
error personal/mobile-phone 户主：张建国，手机13900001234
error personal/mobile-phone 村民张建国（13900001234）
error personal/mobile-phone 姓名\t村组\t手机\n张建国\t东村\t13900001234\n李秀兰\t西村\t13800001235
warning personal/mobile-phone 联系人：张建国，13900001234
warning personal/mobile-phone 联系人：张建国主任 13900001234
warning personal/mobile-phone 咨询电话：13900001234
- personal/private-landline 举报电话：0393-8000001
- personal/private-landline 镇长张建国，办公电话0393-8000001
error personal/mobile-phone 监护人：张建国（13900001234）
- personal/home-address 法定代表人：张建国\n注册地址：东城县解放路77号
error personal/home-address 户主：张建国\n家庭住址：东村三组12号
- personal/home-address 负责人：张建国\n单位地址：东城街道府东路27号
error personal/home-address 负责人：张建国，家庭住址：东村三组12号
error personal/illness 张建国，肝癌晚期，救助5000元
- personal/illness 请假：张建国（住院）
- personal/illness 监督员张建国，负责慢性病签约服务
warning personal/income 村民张建国，家庭年收入18600元
- personal/income 经理张建国，公司年收入18600元
info personal/income 王某某，家庭年收入18600元
error personal/minor 孤儿张小宝，9岁
- personal/minor 儿童主任张建国，39岁
error personal/minor 张小宝（男，9岁）
- personal/minor 张老三（男，89岁）
error personal/birth-date 张建国，男，1979年3月26日出生，东村村民
- personal/birth-date 张建国，男，1979年3月出生，中共党员，现任东城县民政局局长
- personal/email 投诉邮箱：mzj@example.com
error personal/family-circumstances 村民张建国，丧偶，独居
- personal/family-circumstances 村主任张建国，离异
error personal/disability 低保户张建国，肢体二级
- personal/disability 残联理事长张建国，负责肢体残疾康复
"""


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize("line", lines(ROLES))
def test_role(line: str) -> None:
    role, _, text = line.partition(" ")
    start, end = text.index("⟦"), text.index("⟧") - 1
    assert role_of(text.replace("⟦", "").replace("⟧", ""), start, end) == role.strip("-")


@pytest.mark.parametrize("line", lines(VERDICTS))
def test_verdict_by_role(line: str) -> None:
    level, rule, text = line.split(" ", 2)
    plain = text.replace("\\n", "\n").replace("\\t", "\t")
    report = scan("case.txt", plain.encode(), load_rules(), SETTINGS)
    levels = [finding.level for finding in report.findings if finding.rule == rule]
    assert (levels[0] if levels else "-") == level


def test_the_table_is_long_enough() -> None:
    assert len(lines(ROLES)) + len(lines(VERDICTS)) >= 120
