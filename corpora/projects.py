"""Invented projects: what is built, for how much, by whom, to what good."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from corpora.scenes import TOWNS, VILLAGES, Scene, money

# name, what is built, what it is good for, how the poor share in it, built by a firm or paid to households
_KINDS = (
    ("{v}通组道路硬化项目", "硬化通组道路{a}公里，路面宽{b}米，厚18厘米", "改善{n}户{m}人出行条件，群众满意度达到95%以上", "优先吸纳{p}参与务工，增加工资性收入", "road"),
    ("{v}农田灌溉渠道改造工程", "改造U型渠{a}千米，配套涵管{k}处", "新增和改善灌溉面积{q}亩，亩均增收120元", "通过改善生产条件带动{p}稳定增收", "road"),
    ("{v}温室大棚建设项目", "新建钢架大棚{k}座，占地{q}亩，配套水肥一体化设备1套", "年产蔬菜{q}吨，壮大村集体经济，年收益不低于投资额的5%", "产权归村集体所有，收益优先用于{p}", "farm"),
    ("{t}香菇种植基地项目", "建设标准化菇棚{k}座，冷库1座{q}立方米", "带动{n}户增收，每户年均增收2000元以上", "流转土地、吸纳务工、入股分红带动{p}{n}户", "farm"),
    ("{v}安全饮水巩固提升工程", "新打机井{j}眼，铺设供水管道{a}千米，安装水表{n}块", "解决{n}户{m}人饮水安全问题，供水保证率达到95%", "{p}入户管网费用全免", "road"),
    ("{v}太阳能路灯安装项目", "安装太阳能路灯{n}盏", "方便群众夜间出行，受益群众{m}人", "公益性岗位管护优先聘用{p}", "road"),
    ("{t}到户产业增收奖补项目", "对发展种植养殖的{p}给予奖补，计划奖补{n}户", "激发内生动力，户均增收1500元", "直接补助到户，带动{p}{n}户", "house"),
    ("{t}雨露计划职业教育补助项目", "对接受中高等职业教育的学生发放补助，计划{n}人次", "补助发放准确率100%，资助学生{n}人次", "减轻{p}教育负担", "house"),
    ("{v}肉牛养殖示范场项目", "新建标准化牛舍{k}栋，青贮池{q}立方米，购置饲草机械{j}台", "存栏肉牛{n}头，带动就业{k}人", "吸纳{p}务工并签订代养协议", "farm"),
    ("{v}人居环境整治项目", "整治坑塘{j}处，铺设排水管网{a}千米，改厕{n}座", "村容村貌明显改善，受益群众{m}人", "优先安排{p}参与工程建设", "road"),
    ("{t}农产品仓储保鲜冷链项目", "新建冷库{q}立方米，分拣车间{n}平方米", "年周转农产品{q}吨，增加村集体收入{k}万元", "优先收购{p}农产品，保底价高于市场价5%", "farm"),
    ("{t}乡村公益性岗位补助项目", "开发保洁、护路等公益性岗位{n}个", "稳定就业{n}人，人均年增收3600元", "岗位全部安排{p}", "house"),
)  # fmt: skip
_STANDARDS = (
    "每户补助3000元",
    "每人每学年3000元，分两次发放",
    "每亩补助300元",
    "每人每月300元",
    "每头补助1000元，每户最高5000元",
)
_FIRMS = (
    "宏远建筑工程有限公司",
    "鑫达市政工程有限公司",
    "安泰水利工程有限公司",
    "恒盛建设有限公司",
    "绿源农业科技有限公司",
)


@dataclass
class Project:
    """One project as element id → what a notice says of it."""

    amount: float
    household: bool
    facts: dict[str, str] = field(default_factory=dict)


def schedule(rng: Random, year: int) -> str:
    """A building period in one of the written forms."""
    first, last = rng.randint(2, 6), rng.randint(7, 12)
    return rng.choice(
        (
            f"{year}年{first}月至{year}年{last}月",
            f"{year}年{first}月—{last}月",
            f"{year}.{first:02d}-{year}.{last:02d}",
            f"{year}年{first}月1日至{year}年{last}月30日",
            f"{year}年{last}月底前完成",
            f"{rng.choice((60, 90, 120, 180))}天（{year}年{first}月{rng.randint(1, 28)}日开工）",
            f"{year}年1月-12月",
        )
    )


def source(scene: Scene) -> str:
    """Where the money of one project comes from."""
    rng = scene.rng
    rank = rng.choice(("中央", "省级", "市级", "县级"))
    others = (
        "东西部协作资金",
        "统筹整合财政涉农资金",
        "县本级预算",
        "以工代赈资金",
        "彩票公益金",
        "少数民族发展资金",
    )
    return rng.choice(
        (
            f"{rank}{scene.fund}",
            f"{rank}{scene.fund}",
            f"{scene.year}年{rank}{scene.fund}",
            rng.choice(others),
        )
    )


def project(scene: Scene) -> Project:
    """One invented project of the scene."""
    rng = scene.rng
    town, village = (
        rng.choice((scene.town, rng.choice(TOWNS))),
        rng.choice((scene.village, rng.choice(VILLAGES))),
    )
    name, content, good, share, kind = rng.choice(_KINDS)
    numbers = {
        "v": town + village, "t": town, "p": scene.poor, "a": f"{rng.randint(3, 90) / 10}", "b": rng.choice(("3.5", "4", "4.5")),
        "n": rng.randint(20, 400), "m": rng.randint(401, 1600), "k": rng.randint(4, 30), "q": rng.randint(50, 900),
        "j": rng.randint(1, 5),
    }  # fmt: skip
    value = rng.choice(
        (float(rng.randint(8, 480)), rng.randint(800, 48000) / 100, rng.randint(80000, 4800000) / 10000)
    )
    unit = rng.choice(
        (f"{town}人民政府", f"{scene.county}{scene.office}", f"{town}{village.removeprefix(town)}村民委员会")
    )
    unit = unit.replace("街道人民政府", "街道办事处")
    year = f"{scene.county}{scene.year}年"
    facts = {
        "project-name": rng.choice(("", "", year)) + name.format(**numbers),
        "location": rng.choice((town + village, f"{scene.county}{town}{village}", f"{town}{village}")),
        "content": content.format(**numbers),
        "fund-source": source(scene),
        "amount": money(value) + "万元",
        "schedule": schedule(rng, scene.year),
        "implementing-unit": unit,
        "responsible-person": scene.person() + rng.choice(("", "", "", "（副镇长）", "（股长）")),
        "objective": good.format(**numbers),
        "benefit-mechanism": share.format(**numbers),
        "beneficiaries": rng.choice((f"{scene.poor}{numbers['n']}户", f"{village}全体村民{numbers['m']}人", f"{numbers['n']}户{numbers['m']}人")),
        "supervising-unit": scene.county + rng.choice((scene.office, "交通运输局", "水利局", "财政局")),
        "construction-unit": rng.choice(("河川", "明湖", "云岫")) + rng.choice(_FIRMS),
        "document-number": scene.document_number(),
    }  # fmt: skip
    if kind == "house":
        facts["subsidy-standard"] = rng.choice(_STANDARDS)
    return Project(value, kind == "house", facts)


def completion(scene: Scene, item: Project) -> dict[str, str]:
    """What is told of a project once it stands: result, acceptance, how the money was used."""
    rng = scene.rng
    paid = money(round(item.amount * rng.choice((0.95, 0.97, 1.0)), 4))
    month = rng.randint(9, 12)
    return {
        "result": rng.choice(("已全部完成建设任务", "项目已于{y}年{m}月全面完工", "按照批复内容完成全部建设任务，工程质量合格")).format(y=scene.year, m=month),
        "acceptance": rng.choice(("验收合格", f"{scene.year}年{month}月经{scene.county}{scene.office}组织验收，结论为合格", "已通过县级验收")),
        "fund-use": rng.choice((f"已拨付资金{paid}万元", f"结算审核价{paid}万元，已全部支付", f"实际支出{paid}万元，资金执行率100%")),
    }  # fmt: skip
