"""Where and when an invented notice plays: county, towns, villages, people, offices, the words of its years."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

COUNTIES = (
    "云溪县", "青岭县", "柳湾县", "石川县", "桐坪县", "鹿鸣县", "枫林县", "梅岗县", "沙洲县", "松涛县",
    "荷塘县", "兰渚县", "望楼县", "栗园县", "凤栖县", "龙吟县", "云岫市", "明湖区",
)  # fmt: skip
TOWNS = (
    "石桥镇", "柳林镇", "双河镇", "桃园乡", "青龙镇", "白沙镇", "杨树乡", "三官镇", "大沟乡", "红旗镇",
    "北山镇", "河口镇", "槐树乡", "马家镇", "龙泉乡", "新集镇", "上官乡", "东湖街道",
)  # fmt: skip
VILLAGES = (
    "柳林村", "王家湾村", "上店村", "前进村", "小河村", "李家寨村", "石佛村", "杨庄村", "大洼村", "东岭村",
    "赵坡村", "水磨村", "南坪村", "槐荫村", "孙口村", "大槐树村", "新民村", "花园村", "红土岗村", "枣林村",
)  # fmt: skip
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
GIVEN = (
    "建设", "秀英", "国强", "玉兰", "志刚", "桂花", "海涛", "晓梅", "永福", "春生", "德胜", "丽华", "文斌", "小军",
    "长河", "淑芬", "铁柱", "金凤", "明远", "卫东", "立新", "红霞", "宝山", "美玲", "伟", "敏", "磊", "芳", "勇", "静",
)  # fmt: skip

FUNDS = (
    ("财政专项扶贫资金", "扶贫专项资金", "脱贫攻坚专项资金"),
    ("财政衔接推进乡村振兴补助资金", "财政衔接资金", "衔接推进乡村振兴补助资金"),
    ("财政衔接推进乡村振兴补助资金", "财政常态化帮扶资金", "财政支持乡村全面振兴补助资金"),
)
OFFICES = ("扶贫开发办公室", "乡村振兴局", "农业农村局")
POOR = ("建档立卡贫困户", "脱贫户和监测对象", "农村低收入人口")
MECHANISM = (
    ("带贫减贫机制", "带贫机制", "减贫带贫机制", "群众参与和带贫减贫机制"),
    ("联农带农机制", "利益联结机制", "联农带农富农机制", "群众参与和利益联结机制"),
    ("利益联结机制", "联农带农机制", "联农带农情况"),
)
BATCHES = ("", "第一批", "第二批", "第三批", "提前下达", "")


@dataclass
class Scene:
    """One invented place in one of three eras: 0 until 2020 (扶贫), 1 2021–2025 (衔接), 2 from 2026."""

    rng: Random
    era: int
    year: int
    county: str
    town: str
    village: str
    fund: str

    @property
    def office(self) -> str:
        """The department in charge, under the name it had in that era."""
        return OFFICES[self.era]

    @property
    def poor(self) -> str:
        """What poor households were called."""
        return POOR[self.era]

    def person(self) -> str:
        """A name of two or three characters."""
        return self.rng.choice(SURNAMES) + self.rng.choice(GIVEN)

    def two_towns(self) -> tuple[str, str]:
        """Two different towns."""
        first, second = self.rng.sample(TOWNS, 2)
        return first, second

    def document_number(self) -> str:
        """A document number; counties write the brackets in several ways."""
        rng = self.rng
        head = self.county[0] + rng.choice(("财农", "财预", "政办", "扶贫办", "乡振", "农", "政", "财建"))
        left, right = rng.choice(
            (("〔", "〕"), ("〔", "〕"), ("〔", "〕"), ("[", "]"), ("﹝", "﹞"), ("（", "）"))
        )
        return f"{head}{left}{self.year}{right}{rng.randint(1, 180)}号"

    def day(self, month: int = 0) -> tuple[int, int, int]:
        """A day of the year, in the given month or any."""
        return self.year, month or self.rng.randint(2, 12), self.rng.randint(1, 28)


def scene(rng: Random) -> Scene:
    """A scene drawn from the generator."""
    era = rng.choice((0, 0, 1, 1, 1, 2))
    year = (rng.randint(2018, 2020), rng.randint(2021, 2025), 2026)[era]
    return Scene(
        rng, era, year, rng.choice(COUNTIES), rng.choice(TOWNS), rng.choice(VILLAGES), rng.choice(FUNDS[era])
    )


_HAN = "○一二三四五六七八九"


def _han_number(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (("" if tens == 1 else _HAN[tens]) + "十" if tens else "") + (_HAN[ones] if ones else "")


def written_date(rng: Random, day: tuple[int, int, int]) -> str:
    """A date as signatures write it."""
    year, month, date = day
    way = rng.randrange(9)
    if way == 0:
        zero = rng.choice("○〇零")
        han = "".join(_HAN[int(c)] for c in str(year)).replace("○", zero)
        return f"{han}年{_han_number(month)}月{_han_number(date)}日"
    if way == 1:
        return f"{year} 年 {month} 月 {date} 日"
    if way == 2:
        return f"{year}年{month:02d}月{date:02d}日"
    if way == 3:
        return f"{year}.{month}.{date}"
    if way == 4:
        return f"{year}-{month:02d}-{date:02d}"
    return f"{year}年{month}月{date}日"


def money(value: float) -> str:
    """An amount in 万元 without needless zeros."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
