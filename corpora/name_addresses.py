"""Addresses put together by chance, each in one of many carrier sentences: what the written notices have too few of.

An address begins with its first administrative or road name and ends with its last door, room, group or position
(`corpora/README.md`). Places come from `name_pools`, roads, buildings and estates from the lists here, the sentences from
`corpora/written_names/carriers.txt`, in which {A} {B} stand for addresses and {G} for a village or a group, which alone is none.
"""

from __future__ import annotations

from random import Random

from corpora.name_pools import half
from corpora.name_texts import NameSlots

ROADS = (
    "解放 人民 建设 迎宾 振兴 文化 和平 中山 府前 滨河 青年 民主 团结 胜利 工农 红旗 健康 幸福 新华 东风 朝阳 向阳 长安 兴业 创业 产业 学府 教育 文昌 "
    "金桥 交通 通衢 商贸 民族 复兴 世纪 环城 北环 南环 东环 西环 二环 三环 大桥 兴镇 青山 南湖 滨湖 沿江 滨江 沿河 河堤 清溪 凤凰 龙泉 玉泉 银河 "
    "政通 惠民 富民 利民 民生 民政 光明 平安 安康 永安 康复 仁和 太和 兴隆 瑞丰 丰泽 粮站 车站 站前 机场 铁路 公园 体育 广场 会展 科技 工业 物流 "
    "经一 经三 纬二 纬五 龙翔 鹿鸣 桃源 苗圃 花园 石榴 柳荫 槐荫 梧桐 松林 枣林 茶场 矿山 电厂 水厂 糖厂 老街 新街 正街 中心 东门 西关 南关 北街"
).split()  # fmt: skip
ROAD_ENDS = "路 路 路 路 街 街 大道 大道 大街 巷 东路 西路 南路 北路 中路 东街 西街 胡同 弄 里".split()
BUILDINGS = (
    "政府大院 县委大院 行政中心 市民中心 政务中心 政务服务中心 政务服务大厅 便民服务中心 行政审批大厅 行政审批大楼 党群服务中心 社会服务中心 农业大厦 财政大楼 人社大厦 民政大楼 "
    "交通大厦 水务大厦 卫健大厦 教体大厦 国土大厦 公路大厦 住建大厦 林业大楼 综合楼 办公楼 综合办公楼 机关大楼 供销大厦 科技大厦 商务大厦 建设大厦 就业大厦 电商产业园 老干部活动中心 "
    "人防大楼 信访大厅 办事大厅 服务大厅 政府院内 镇政府院内 原乡政府院内 村委会办公楼 农机大楼 粮食局老楼 审计局院内 会展中心 企业服务中心 妇幼保健院门诊楼 汽车站 残联综合服务楼"
).split()  # fmt: skip
OFFICES = (
    "民政局 财政局 农业农村局 人社局 教体局 住建局 林业局 水利局 扶贫办 乡村振兴局 残联 医保局 发改局 交通局 自然资源局 国土资源局 卫健委 信访局 司法局 审计局 老龄办 房管局 城管局 农机中心 经管站 公安局"
).split()
SECTIONS = "社会救助股 办公室 项目股 种植业股 低保中心 征地科 法规股 纪检组 财务室 资助中心 农村股 农财股 基层政权股 就业服务中心 住房保障股 耕保股 退耕办 党政办 农业农村办 社会事务办 招标办 秘书科".split()
ESTATES = "幸福 和谐 阳光 光明 平安 兴隆 丰泽 锦绣 惠民 和顺 福星 南湖 滨河 金桥 迎春 桃园 文苑 书香 翠竹 银杏 安居 康居 丽景 天泽 万和 水岸 荷塘 龙湾 春晓 鑫源 新星 富康 同心 仁爱".split()
ESTATE_ENDS = "小区 小区 小区 花园 家园 佳苑 苑 公寓 新村 安置小区 安置区 社区 华府 新城 家属院 里".split()
COURTS = "粮食局家属院 水泥厂家属区 供销社家属院 教师公寓 老县委家属院 化肥厂生活区 林场职工宿舍 糖厂宿舍 周转房 公租房小区".split()
HAN = "一二三四五六七八九十"


def number(rng: Random, most: int, han: float = 0.12) -> str:
    """A number up to `most`, now and then in characters."""
    found = rng.randint(1, most)
    return HAN[found - 1] if found <= 10 and rng.random() < han else str(found)


def _road(rng: Random, slots: NameSlots) -> str:
    head = rng.choice(half(ROADS, held=slots.pools.held))
    road = head + rng.choice(ROAD_ENDS) if head[-1] not in "街" else head
    chance = rng.random()
    if chance < 0.1:
        return f"{road}{rng.choice('东西南北中')}段"
    if chance < 0.18:
        other = rng.choice(half(ROADS, held=slots.pools.held)) + "路"
        return f"{road}与{other}交叉口" + rng.choice(("", "东北角", "西南角", "向东50米", "南侧"))
    if chance < 0.26:
        return road
    return f"{road}{number(rng, rng.choice((20, 120, 388)), 0.04)}号" + rng.choice(
        ("", "", "", "", "院", "附1号")
    )


def _room(rng: Random) -> str:
    """Floor, room, counter of a building."""
    floor, room = number(rng, 12, 0.5), rng.randint(101, 1720)
    return rng.choice(
        (
            "",
            "",
            f"{floor}楼",
            f"{floor}层",
            f"{room}室",
            f"{room}",
            f"{floor}楼{room}室",
            f"{floor}楼{number(rng, 40, 0)}号窗口",
            f"{number(rng, 40, 0)}号窗口",
            f"{floor}楼大厅",
            f"{floor}楼{rng.choice(('东侧', '西侧', '会议室', '办公室'))}",
            f"{rng.choice('ABC')}座{room}室",
            f"{rng.choice('ABC')}座{room}",
            f"{rng.randint(1, 9)}号楼{room}室",
            f"{rng.choice('东西南北')}{rng.choice(('楼', '附楼', '配楼'))}{floor}楼",
            f"{floor}楼{rng.choice(SECTIONS)}",
        )
    )


def _position(rng: Random) -> str:
    return rng.choice(
        (
            "旁",
            "隔壁",
            "对面",
            "东侧",
            "南侧",
            "北50米",
            "往西200米",
            "院内",
            "附近",
            "门口",
            "后院",
            "斜对面",
        )
    )


def _office_address(rng: Random, slots: NameSlots) -> str:
    """Where an office or a firm is to be found."""
    region = slots.region
    where = rng.choice(
        (
            region.county,
            region.county,
            region.county,
            region.city + region.county,
            region.province + region.city + region.county,
            region.city,
            region.county + slots.value("town"),
            slots.value("town"),
            region.county
            + rng.choice(("城关镇", "城关街道", "新区", "新城区", "县城", "经济开发区", "高新区")),
            "",
        )
    )
    chance = rng.random()
    if chance < 0.4:
        tail = _road(rng, slots) + (rng.choice(BUILDINGS) + _room(rng) if rng.random() < 0.45 else "")
    elif chance < 0.55:
        tail = _road(rng, slots) + rng.choice(OFFICES) + rng.choice((_room(rng), rng.choice(SECTIONS), ""))
    elif chance < 0.75:
        tail = rng.choice(BUILDINGS) + (_room(rng) or f"{number(rng, 9, 0.5)}楼")
    elif chance < 0.9:
        tail = rng.choice(OFFICES) + rng.choice(
            (f"{number(rng, 9, 0.5)}楼", _room(rng) or "二楼", "办公楼" + _room(rng))
        )
        where = where or "县"
    else:
        tail = rng.choice(("工业园区", "工业集中区", "产业园", "食品工业园", "物流园")) + rng.choice(
            (
                f"{number(rng, 30, 0)}号",
                f"{rng.choice('ABCD')}{rng.randint(1, 9)}栋",
                f"{number(rng, 9, 0)}号厂房",
                "B-12号",
            )
        )
    return where + tail + (_position(rng) if rng.random() < 0.06 else "")


def _village_address(rng: Random, slots: NameSlots) -> str:
    """Where a villager lives, to the group's number or the door."""
    region = slots.region
    where = rng.choice(
        (
            "",
            "",
            slots.value("town"),
            slots.value("town"),
            region.county + slots.value("town"),
            region.city + region.county + slots.value("town"),
        )
    )
    village = (
        slots.value("village")
        if rng.random() < 0.85
        else slots.pools.root() + rng.choice("屯 寨 嘎查 牧场".split())
    )
    group = rng.choice(
        (
            f"{number(rng, 15, 0.4)}组",
            f"{number(rng, 15, 0.4)}组",
            f"{number(rng, 15, 0.4)}社",
            f"{number(rng, 15, 0.3)}队",
            f"第{number(rng, 9, 0.7)}村民小组",
            f"{rng.choice('上下前后东西')}{rng.choice(('湾', '院', '头', '坡', '沟', '寨'))}组",
            "",
        )
    )
    return where + village + group + f"{rng.randint(1, 168)}号" + rng.choice(("", "", "", "", "附2号", "院"))


def _home_address(rng: Random, slots: NameSlots) -> str:
    """A flat in an estate, to the room."""
    region = slots.region
    where = rng.choice(
        (
            "",
            "",
            slots.value("town"),
            region.county,
            region.county + slots.value("town"),
            region.city + region.county,
        )
    )
    estate = (
        rng.choice(COURTS)
        if rng.random() < 0.2
        else rng.choice(half(ESTATES, held=slots.pools.held)) + rng.choice(ESTATE_ENDS)
    )
    if rng.random() < 0.3:
        estate = _road(rng, slots) + (estate if rng.random() < 0.6 else "")
    house = rng.choice(
        (
            f"{rng.randint(1, 40)}栋{rng.randint(1, 6)}单元{rng.randint(101, 1802)}室",
            f"{rng.randint(1, 40)}号楼{rng.randint(1, 6)}单元{rng.randint(101, 1802)}",
            f"{rng.randint(1, 40)}幢{rng.randint(101, 1802)}室",
            f"{rng.randint(1, 40)}栋{rng.randint(101, 1802)}",
            f"{rng.choice('ABC')}区{rng.randint(1, 12)}栋{rng.randint(1, 30)}号",
            f"{rng.randint(1, 40)}号楼",
            f"{number(rng, 9, 0.6)}期{rng.randint(1, 20)}栋",
            f"{rng.randint(1, 20)}号楼{number(rng, 4, 0.6)}单元{number(rng, 7, 0.6)}楼{rng.choice('东西')}户",
        )
    )
    return where + estate + house


def _far_address(rng: Random, slots: NameSlots) -> str:
    """Farms of the army of settlers, state farms, post boxes, bare doors."""
    region = slots.region
    return rng.choice(
        (
            f"{region.city}{rng.randint(21, 190)}团{rng.randint(1, 20)}连{rng.randint(1, 60)}栋{rng.randint(1, 4)}号",
            f"{slots.pools.root()}农场{number(rng, 9, 0.6)}分场{rng.randint(1, 30)}队{rng.randint(1, 90)}号",
            f"{slots.pools.root()}林场{number(rng, 9, 0.4)}工区{rng.randint(1, 60)}号",
            f"{region.county}邮政信箱{rng.randint(10, 990)}号",
            f"{region.city}{rng.randint(10, 990)}信箱{rng.randint(1, 60)}分箱",
            f"{rng.randint(1, 12)}栋{rng.randint(1, 6)}单元{rng.randint(101, 1802)}",
            f"{rng.randint(1, 12)}栋{rng.randint(101, 1802)}",
            f"{region.county}{slots.pools.root()}苏木{slots.pools.root()}嘎查{rng.randint(1, 90)}号",
            f"{slots.value('village')}村委会{number(rng, 4, 0.8)}楼",
            f"{slots.value('town')}政府{number(rng, 4, 0.8)}楼{rng.choice(SECTIONS)}",
            f"县{rng.choice(OFFICES)}{number(rng, 6, 0.5)}楼{rng.choice(('', str(rng.randint(101, 620)) + '室'))}",
            f"镇政府{rng.randint(101, 320)}室",
        )
    )


def address(rng: Random, slots: NameSlots) -> str:
    """One address."""
    makers = (_office_address, _village_address, _home_address, _far_address)
    return rng.choices(makers, (0.5, 0.24, 0.18, 0.08))[0](rng, slots)


def group(rng: Random, slots: NameSlots) -> str:
    """A village, a group, a region: alone no address."""
    return rng.choice(
        (
            slots.value("village"),
            slots.value("town") + slots.value("village"),
            slots.region.county + slots.value("town"),
            f"{slots.value('village')}{number(rng, 12, 0.4)}组",
            f"{slots.value('town')}{slots.value('village')}{number(rng, 12, 0.4)}组",
            f"{slots.value('town')}等{rng.randint(2, 9)}个乡镇",
            f"{slots.value('village')}至{slots.pools.village()}",
            slots.region.county + "各乡镇",
        )
    )


def carried(line: str, rng: Random, slots: NameSlots) -> str:
    """A carrier with its addresses in marks and its bare places without; slots of other kinds stay."""
    for sign in "ABCD":
        if "{" + sign + "}" in line:
            line = line.replace("{" + sign + "}", "{a|" + address(rng, slots) + "}")
    while "{G}" in line:
        line = line.replace("{G}", group(rng, slots), 1)
    return line
