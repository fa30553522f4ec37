"""Wide pools of invented people, places and firms, in two halves: what is learned from and what measures.

Everything is put together from characters and syllables; a piece belongs to the half "held" when its checksum says
so, so that no given name, place root, firm or word-name of the one half stands in the other. Surnames are a
closed class and stand in both, the rare ones in one only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from zlib import crc32

from corpora.places import GIVEN as PLAIN
from corpora.places import Region
from scanner.search.names.words import surnames

HELD_OF = 3  # every third piece measures
UNCOMMON = (
    0.04  # names to learn from that begin with no known surname: what stands round a name must speak for it
)
SOUNDED = 0.1  # places whose names are sounds of another language
USUAL = 160  # characters of GIVEN that are most usual
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志海波鹏辉峰林云飞龙凤春燕玲琴萍莉丹晶洁颖琳雪倩婷"
    "欣怡佳慧雅婧瑶璐悦彤萱涵梓轩浩宇子轩俊博文思睿晨阳天泽瑞佑诺一铭宏昊然逸航哲熙嘉豪凯皓晗阔煜晟昕若汐语桐雨诗琪梦"
    "洁馨莹蕊蕾菲薇茜芸芝芬芹苹菊莲荷蓉萌蓓香馥翠碧彩绣锦银金宝珍珠珊玛琼瑾瑜琦玮琨珏璇国家民族党忠孝仁义礼智信德才贤良善福禄寿喜财富贵荣昌盛兴旺发达"
    "来顺利成功胜安康宁和谐泰永长久恒远大广宽正直方圆东南西北中京川湘豫秦晋冀鲁皖苏浙闽粤桂滇黔蜀陇新疆蒙藏松柏杨柳桃李杏梨枣槐榆椿桐樟楠竹"
    "山河江湖海洋泉溪石岩土田地水火木根苗花草叶果麦豆谷粮丰收满仓库囤柱栓锁铁钢铜锋锐剑刀虎豹狮象马牛羊鹤鹰雁鸿鹏麟凰雷电风霜雾虹霓冰露"
    "启迪学书翰墨诗画琴棋章典经纶纬论策谋略培植育栽增加添进步跃腾升登攀先锋光亮照耀曙晓旭昭昌晖映景曼妮妍姝姗娅娥娇婵媛嫣婉嫦娴淑惠贞节洁芊芷若蘅"
    "卫保护守援朝抗美拥爱跟立树定固坚毅刚勤俭朴实诚恳敬业勉励奋斗争向前冲锋占奎魁元甲乙丙丁三四五六七八九十二大小老少幼长伯仲叔季孟爷娃仔妹弟哥姐"
    "改革开放生产解庆祝节日月星辰斗宿晴霁冬至夏秋清谷霜降寒露早晚宵夕晌午延续继承传宗耀祖显绍绪裔嗣孙儿子女男招引盼换转变化雄武威猛勋烈战"
    "健壮魄力气概豪迈浪涌潮波澜涛沛泽润滋渊淼沐沁泓澄湛淳渝滨滢漫洪涵溢万千百亿兆众全整齐均衡恩惠慈悲念怀忆思想望希冀愿祈祷"
)  # fmt: skip
WORDS = (
    "云朵 春天 朝阳 向阳 星辰 彩虹 月亮 太阳 石榴 樱桃 苹果 高粱 谷雨 立春 白露 芒种 夏至 小雪 小寒 惊蛰 霜降 清明 重阳 端午 中秋 国庆 元旦 元宵 "
    "建设 解放 胜利 团结 和平 友好 进步 民主 光荣 勇敢 诚实 健康 幸福 快乐 吉祥 如意 平安 顺利 成功 希望 理想 未来 黎明 曙光 东风 长城 长江 黄河 泰山 "
    "珍珠 玛瑙 翡翠 牡丹 芙蓉 茉莉 丁香 海棠 杜鹃 百合 玫瑰 月季 水仙 桂花 荷花 莲花 菊花 梅花 兰花 杏花 桃花 梨花 枣花 麦花 棉花 雪花 "
    "石头 铁锤 钢蛋 栓柱 满囤 余粮 有财 有福 来福 进宝 招财 长命 百岁 千里 万年 永久 自强 自力 爱国 爱民 拥军 卫国 保家 报国 兴国 安邦 治国 "
    "计划 标准 公平 公正 正义 法治 文化 学习 学问 知识 科学 技术 创新 改革 开放 发展 丰收 收获 富强 文明 英雄 模范 先进 榜样 战士 红军 八一 五四 "
    "海洋 江河 湖泊 山川 森林 草原 沙漠 绿洲 田野 泉水 溪流 瀑布 冰雪 风雨 雷雨 闪电 霞光 晚霞 朝霞 晨曦 晨光 夜雨 秋水 春水 秋月 明月 新月 满月 "
    "松柏 杨柳 梧桐 银杏 翠竹 青松 白桦 胡杨 红柳 沙枣 骆驼 骏马 雄鹰 大雁 喜鹊 百灵 凤凰 麒麟 金龙 玉龙 飞虎 飞燕 金鸡 银鸽 白鹤 仙鹤 "
    "冬瓜 金豆 红豆 黑豆 米粒 麦穗 稻香 果果 豆豆 丫头 毛毛 妞妞 宝贝 心肝 多多 双双 圆圆 方方 正正 点点 甜甜 笑笑 乐乐 欢欢 喜喜 年年 岁岁 "
    "可心 安心 放心 开心 同心 齐心 一心 真心 诚心 知足 知音 知己 自然 天然 天真 天赐 天佑 上进 向前 前进 向上 高升 高远 远大 远方 明白 清楚 简单 平凡"
).split()  # fmt: skip
RARE_GIVEN = "彧翀骢骕曦羲燊垚淼焱堃喆犇骉鑫赟昶昰晁暐玥珺琰璟瓒瓘钰铄镕锴锟鋆邈邃頔颢飏骁骐鲲鹄鹭鸢麒黛黎蘅蕙薏蘭茗莼菡苒苡荞荻莙葳蕤祎祺禛稷穗竑竣笙筠箐簌粲绛绮缦羿翊翎翮翯翾聿肃胤舸舫艺岚岱岫峤崧嵘嵩巍弋弈彦徽忱怿恂恺悌悫惇惟愔懿戬扬挚攸斐斓昀昉昱晔晞晢晤暄曜朔杉杼枫柘柠柯栩桢梵棠楷榕檀欤毓泗泠洛洵浔涓淇淙渌湉溥滟漪潇澍濡灏炜烁焓煊燚牧狄猗玖玘玙玟珂珣珩琅琎琛琬瑄瑗璞璨甄畅皎盈睦瞳矜砚磐礼"
UYGHUR = (
    "买买提 阿卜杜拉 吐尔逊 艾力 玉素甫 库尔班 艾合买提 托合提 阿不都热合曼 肉孜 斯拉木 热西提 亚森 麦麦提 伊明 卡德尔 阿布力孜 依马木 努尔买买提 阿迪力 "
    "艾尼瓦尔 吾买尔 帕尔哈提 阿力木 木拉提 艾买提 萨迪克 热合曼 吐尔洪 阿西木 塔依尔 艾山 图尔荪 喀迪尔 祖农 尼亚孜 赛买提 阿吾提 牙生 伊斯马伊 "
    "阿卜力克木 艾克拜尔 凯赛尔 迪力夏提 阿曼古力 阿依古丽 古丽娜尔 帕提古丽 热依汗古丽 阿孜古丽 迪丽努尔 努尔曼古丽 玛依努尔 阿米娜 茹仙古丽 海尼古丽 布买热木 "
    "阿依夏木 吐送汗 图尔贡 再努尔 祖丽皮亚 阿瓦古丽 热娜古丽 佐热古丽 麦迪娜 古扎努尔 阿提古丽 巴哈古丽 其曼古丽 坎拜尔 哈丽旦 萨拉麦提 阿尼帕 帕夏汗"
).split()
KAZAKH = (
    "叶尔兰 巴合提 努尔兰 哈那提 塔拉甫 别克 叶尔肯 阿依波力 赛力克 胡安德克 木合塔尔 加恩斯 哈布勒 沙亚 古丽加娜 阿依努尔 巴哈提努尔 哈丽亚 努尔别克 叶尔波力 "
    "哈山 马合沙提 拜山 巴太 托勒恒 别尔克 阿山 恰尔甫汗 对山 吾拉孜 加依娜 沙吾列 库丽扎 阿依江 玛尔江 叶斯波力 达吾列提 卡哈尔曼 斯马胡力 扎依拉"
).split()
TIBETAN = (
    "扎西 顿珠 次仁 拉姆 格桑 巴桑 旦增 曲扎 央金 索朗 卓玛 卓嘎 多吉 平措 德吉 白玛 洛桑 仁增 旺堆 尼玛 达娃 普布 边巴 米玛 拉巴 强巴 土登 晋美 桑珠 "
    "仓决 曲珍 玉珍 措姆 群培 贡嘎 嘎玛 罗布 加措 旺姆 赤列 丹增 才让 东珠 尕藏 桑杰 南杰 周毛 卓么 措毛 公保 更登 华旦 吉太 拉毛 仁青 才旦 久美 尕玛 昂毛 完么 项秀"
).split()
YI_CLAN = (
    "阿木 吉克 沙马 曲比 俄木 马海 阿苏 吉木 且沙 尔古 瓦渣 阿侯 阿尔 吉俄 罗洪 勒伍 海来 日海 木帕 石一 阿約 尔布 乃古 某色 加巴 苏呷 呷西 莫色 土比".replace(
        "約", "约"
    )
    .replace("某色 ", "")
    .split()
)
YI_GIVEN = "尔布 阿牛莫 拉且 石以 约古 伍各 木呷 子布 阿呷 日则 史布 尔洛 阿支 尔哈 木牛 伍呷 衣布 热布 伍支莫 阿果 尔果 有古 金古 日尔 铁哈 曲者 布哈 么色 克哈 尔沙 子呷 伍牛 拉洛 石布莫".split()
MONGOL = (
    "乌云其木格 巴特尔 苏日娜 敖特根 那日苏 其其格 额尔敦 斯琴 格日勒图 萨仁高娃 阿拉坦 宝音 朝鲁 孟和 那顺 娜仁 乌兰 托娅 图雅 哈斯 哈斯巴根 呼和 赛音 布和 "
    "特木尔 满都拉 乌日娜 高娃 格根 塔娜 通拉嘎 苏和 巴雅尔 白音 达布希拉图 额日登 斯日古楞 阿茹娜 乌尼日 德力格尔 宝力德 青格勒 锡林 牧仁 乌力吉 图门 那木拉 敖登 萨日娜 其木格 金花 "
    "呼日查 毕力格 吉日嘎拉 陶格陶 恩和 查干 海日罕 阿木尔 阿斯楞 苏德 乌仁 旭日 珠拉"
).split()
DAI = "岩温 玉香 岩罕叫 玉儿香 岩三坎 岩叫 玉罕 玉波 岩的 岩香 玉应 玉叫 岩甩 玉甩 岩应 玉旺 岩旺 玉坦 岩拉 玉腊 岩帕 玉光 岩燕 玉喃 岩说 玉丙 岩勇 岩丙 玉儿罕 岩罕温 玉儿甩 岩罕香 玉罕香 岩庄 玉庄 岩吨 玉吨".split()
OTHER = "阿妮 阿普 娜玛 密贵花 腊四益 普阿妞 李社恒 和志华 余四妹 斯那 鲁茸 汪堆 七林 培楚 松吉 扎史 此里 格茸 阿追 阿格 阿南 阿邓 娜朵 扎朵 娜倮 扎倮 娜药 扎药 尼三 约娘 格来 朗三".split()
HUI = "尤素福 海麦 阿西叶 主麻 哈克木 伊布拉 福生 尔利 尔沙 五十 六十九 三十九 七十 哈给 乃 者麻 舍布 阿乙舍 法土麦 麦燕 赛力麦 热者布 哈三 胡才 由布 一不拉 海比白 索菲亚 如海 古白".split()

HUI_SOUNDS = "海者布麦主麻一不拉哈三由法土赛力舍西叶尔沙伊木乃古给福素索菲五六七九十克白比买热努穆"
TRANSLITERATED = "阿巴布达德尔多额古格果哈海吉加嘎卡克库拉来勒里力丽洛买玛麦曼莫木穆娜那乃尼努诺帕其奇切仁日如赛桑沙苏索塔特提图吐托瓦乌西希夏亚雅耶伊依玉扎泽则卓孜祖呷什以且者衣火惹妞牛伍木体子史姆拖布都柱才让措毛旦增顿珠平曲珍尕昂久美旺堆罗央金"  # fmt: skip

ROOTS_ONE = "云溪栗望青宕布羊碧勐曲塔沙白平海武景桃来临沽岚鲁夏兴兰宁蒙巫保清永安泰长丰盛河江湖泉岭坡原川阳阴源潭滩洲港浦涧淳澜沅渌泾渭洛颍涡淮沭汶潍沂漳滏桑洋汾沁绛黎襄屯陵垣辽浑瑷讷嫩绥伊穆鹤佳富依汤宾".replace(
    "涡", ""
)
ROOTS_TAIL = "溪园楼木渠西场谷景桑尔音隆陵溪云澧凤泉水谷岔营拉河都河阳陵平安和川口城州山原宁远定昌丰源江兴林津乐化仁义德康顺通"
TOWN_HEADS = "石桥 双河 槐树 马家 城关 三官 大沟 新集 上官 塬上 沟圈 北塬 巴石 茶坪 两河 石梯 黄金 火洛 拉达 鼠场 猫营 大寨 鹿马 片古 上登 红柳 那坡 赤石 大湖 桃澜 中堡 畲山 大漈 沙湾 鹤溪 茶庵 枫香 沙坪 大水 百福 旧司 姜寨 瓦店 单桥 平定 小厂 土峪 王狮 李家 葛家 关庄 新营 子科 河卡 龙藏 榆树 田头 黄陂 小布 岱固 垛庄 高都 官阳 铜鼓 骡坪 什玲 毛感 新政 王集 张店 刘套 郭楼 胡桥 周口 杜曲 韩城 杨柳青 高坪 方渡 康庄 万福 金山 银川滩 安乐 和平 任桥 向阳 温泉 水口 石门 连山 成家 全丰 丰乐 常乐 明光 文昌 武功 江口 池店 池塘 谷城 柏林 苗圃 花桥 梅林 梅山 路口 时集 鲁山 麦岭 项店 祝塘 符离 古城 古楼 车站 关帝 侯集 孟津 孟姜 龙门 龙泉 史河 顾店 段集 钱塘 汤池 易家 戴湾 宋集 许庄 何店 吕梁沟 施秉河 凌家 雷公 倪丘 汪疃 颜集 庞村 贺兰沟 翟营 殷都街 黎阳".split()
VILLAGE_HEADS = "柳林 王家 上店 孙口 大槐树 赵坡 水磨 李家 前营 后营 上塬 下洼 窑头 郭家 沟底 茶园 三岔 纸坊 庙坝 五星 凉水井 老屋 斑竹 阿尼 瓦曲 尔古 上寨 平寨 新寨 岩脚 娃底 空通 三排 曼弄 曼掌 景洛 曲果 仁布 加查 巴什 依格孜 军垦 宝力根 哈日 新井 那劳 弄拉 百朋 德胜 埔边 新厝 沙塘 溪头 下村 乌石 蓝家 半岭 吴布 金丘 竹园 杨公 团结 板沙 三堡 舍米 于庄 韩营 大郢 前圩 二道 石头 大营 阳湾 西口 沙会 大湾 张家 红土 马湾 羊圈 移民 卡力 上鹿 长发 前进 大土 赤坎 麻田 西指 上峪 大岔 双河 龙务 坪南 什坡 番文 万好 和平 向阳 胜利 红旗 东风 光明 幸福 建设 解放 民主 友谊 高潮 跃进 任家 方家 金家 田家 石家 江家 白家 康家 毛家 万家 常家 安家 武家 温家 严家 牛家 龙家 段家 雷家 钱家 文家 花园 梅园 苗家 明家 成家 全家 连家 路家 车家 关家 时家 项家 谷家 水家 平家 元家 高坎 方塘 贺家 易家 乔家 卜家 符家 古家 单家 施家 汤家 黎家 尹家".split()
VILLAGE_TAILS = "村 村 村 村 社区 庄村 湾村 沟村 屯 寨村 坪村 营村 岭村 口村 集村 堡村 桥村 店村 塘村 坝村 河村 崖村 峪村 洼村 坡村 冲村 垸村 嘎查 行政村".split()
TOWN_TAILS = "镇 镇 镇 镇 镇 乡 乡 乡 街道 街道 镇 苏木 苏木 土家族乡 回族乡 彝族乡 满族镇".split()
FIRM = "恒泰绿源宏达兴农富民中茂鑫磊天润众合丰禾金穗博远正阳瑞祥华盛永昌德隆顺通万佳联创嘉禾广益亿诚信康盈利立百川东方龙腾飞鸿运新世纪嘉业锦绣江山海纳同心齐力福临门聚宝凯旋振华精工"
TRADES = "建筑工程 农业开发 种养殖 市政工程 水利工程 工程咨询 商贸 食品加工 农机 路桥建设 生态林业 水电安装 园林绿化 监理 工程造价咨询 项目管理 电力 光伏科技 新能源 畜牧 茶业 果业 粮油 蔬菜种植 中药材种植 养殖 旅游开发 文化传媒 信息技术 物流 劳务 装饰 土地勘测规划 勘察设计 测绘 环保科技 保洁服务 物业 服饰 木业 矿业 化工 汽车运输 农资 种业 饲料 乳业 果蔬 家庭".split()
FORMS = "有限公司 有限公司 有限责任公司 专业合作社 股份有限公司 农民专业合作社 集团有限公司 有限公司 种植专业合作社 家庭农场 加工厂 合作联社 经营部 分公司 （集团）有限公司".split()
SCHOOLS = "中心小学 第一中学 初级中学 职业技术教育中心 希望小学 实验中学 中心幼儿园 实验小学 第二中学 高级中学 九年一贯制学校 教学点 完全小学 第三小学 第二幼儿园 特殊教育学校 中等职业学校 民族中学 第五中学 外国语学校".split()


def is_held(piece: str) -> bool:
    """Whether a piece stands in the half that measures."""
    return crc32(piece.encode()) % HELD_OF == 0


def half(pieces: Sequence[str], *, held: bool) -> tuple[str, ...]:
    """The pieces of one half."""
    return tuple(piece for piece in pieces if is_held(piece) == held)


@dataclass
class Pools:
    """Draws values of one half. `held` says which; every value comes from `rng`."""

    rng: Random
    held: bool
    _halves: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def _of(self, name: str, pieces: Sequence[str]) -> str:
        if name not in self._halves:
            self._halves[name] = half(pieces, held=self.held)
        return self.rng.choice(self._halves[name])

    def person(self, ethnic: str = "") -> str:
        """A name: of a minority with this word for it, or one of the Han kind."""
        rng = self.rng
        if ethnic and rng.random() < 0.75:
            return self.of_minority(ethnic)
        if rng.random() < 0.05:
            return self.of_minority(rng.choice(tuple(MINORITIES)))
        if not self.held and rng.random() < UNCOMMON:
            return rng.choice(GIVEN) + self.given()
        return self.surname() + self.given()

    def surname(self) -> str:
        """A surname; frequent ones more often, as in life, rare and double ones in every twelfth name."""
        known = surnames()
        chance = self.rng.random()
        if chance < 0.035:
            return self.rng.choice(known.compound)
        if chance < 0.085:
            return self._of("rare", known.rare)
        rank = int(len(known.single) * self.rng.random() ** 2.2)
        return known.single[rank]

    def given(self) -> str:
        """A given name: one or two characters, now and then a word or a rare character."""
        rng = self.rng
        chance = rng.random()
        if chance < 0.06:
            return self._of("words", WORDS)
        if chance < 0.11:
            return self._of("rare given", RARE_GIVEN) + (rng.choice(GIVEN) if rng.random() < 0.5 else "")
        if chance < 0.30:
            return self._of("one", GIVEN)
        if chance < 0.40:
            return self._of("plain", PLAIN)
        for _ in range(40):
            found = self._character() + self._character()
            if is_held(found) == self.held:
                break
        return found

    def _character(self) -> str:
        return self.rng.choice(GIVEN[:USUAL] if self.rng.random() < 0.5 else GIVEN)

    def of_minority(self, ethnic: str) -> str:
        """A name of one of the peoples of MINORITIES."""
        rng = self.rng
        first, second, join = MINORITIES[ethnic]
        if not self.held and rng.random() < 0.35:
            if ethnic == "回":
                return rng.choice(first) + "".join(
                    rng.choice(HUI_SOUNDS) for _ in range(rng.choice((2, 2, 3)))
                )
            return self._transliterated(join)
        if rng.random() < (0.15 if join == "·" else 0.3 if ethnic == "藏" else 0.0):
            return self._of(ethnic, first)
        if second:
            return self._of(ethnic, first) + join + self._of(ethnic + "2", second)
        return self._of(ethnic, first)

    def _transliterated(self, join: str) -> str:
        """A name of syllables put together at random, so that the model learns the sound and not the list."""
        rng = self.rng

        def part(low: int, high: int) -> str:
            return "".join(rng.choice(TRANSLITERATED) for _ in range(rng.randint(low, high)))

        return part(2, 5) + join + part(2, 5) if join else part(2, 5)

    def region(self) -> Region:
        """A county with what lies above and below it."""
        rng = self.rng
        minority = self._minority()
        towns = tuple({self.town() for _ in range(5)})
        villages = tuple({self.village() for _ in range(8)})
        names = tuple(self.person(minority) for _ in range(12)) if minority else ()
        tail = rng.choice(
            ("县", "县", "县", "县", "县", "县", "区", "市", "旗", "自治县", "回族自治县", "苗族侗族自治县")
        )
        city = rng.choice(
            ("市", "市", "市", "市", "市", "地区", "盟", "自治州", "藏族自治州", "土家族苗族自治州")
        )
        return Region(
            rng.choice(PROVINCES),
            self.root() + city,
            self.root() + tail,
            tuple(sorted(towns)),
            tuple(sorted(villages)),
            names,
        )

    def _minority(self) -> str:
        return self.rng.choice(("", "", "", "", "", "", *MINORITIES))

    def root(self) -> str:
        """Two characters that a county could be called, now and then sounds of another language (塔什, 库木托)."""
        if self.rng.random() < SOUNDED:
            return self._sounded()
        for _ in range(40):
            found = self.rng.choice(ROOTS_ONE) + self.rng.choice(ROOTS_TAIL)
            if is_held(found) == self.held:
                break
        return found

    def town(self) -> str:
        """A town, township or subdistrict."""
        if self.rng.random() < SOUNDED:
            return self._sounded() + self.rng.choice(TOWN_TAILS)
        return self._of("towns", TOWN_HEADS) + self.rng.choice(TOWN_TAILS)

    def village(self) -> str:
        """A village or a community."""
        if self.rng.random() < SOUNDED:
            return self._sounded() + self.rng.choice(VILLAGE_TAILS)
        return self._of("villages", VILLAGE_HEADS) + self.rng.choice(VILLAGE_TAILS)

    def _sounded(self) -> str:
        """A place name of two to five syllables of another language."""
        for _ in range(40):
            found = "".join(self.rng.choice(TRANSLITERATED) for _ in range(self.rng.choice((2, 2, 3, 4, 5))))
            if is_held(found) == self.held:
                break
        return found

    def firm(self, region: Region) -> str:
        """A company, a cooperative, a farm."""
        rng = self.rng
        for _ in range(40):
            head = "".join(rng.choice(FIRM) for _ in range(rng.choice((2, 2, 2, 3, 4))))
            if is_held(head) == self.held:
                break
        where = rng.choice((region.county[:2], region.county, region.city, "", region.province, self.root()))
        trade = self._of("trades", TRADES) if rng.random() < 0.8 else rng.choice(TRADES)
        return f"{where}{head}{trade}{rng.choice(FORMS)}"

    def school(self, region: Region) -> str:
        """A school of the county or a town."""
        where = self.rng.choice((region.county, region.county[:2], self.town(), *region.towns))
        return where + self.rng.choice(SCHOOLS)


PROVINCES = (
    "河南省 陕西省 四川省 贵州省 云南省 西藏自治区 新疆维吾尔自治区 内蒙古自治区 广西壮族自治区 广东省 福建省 浙江省 湖南省 湖北省 安徽省 "
    "河北省 山西省 甘肃省 宁夏回族自治区 青海省 黑龙江省 江西省 山东省 重庆市 海南省 江苏省 辽宁省 吉林省"
).split()
MINORITIES: dict[str, tuple[list[str], list[str], str]] = {
    "维": (UYGHUR, UYGHUR, "·"),
    "哈": (KAZAKH, KAZAKH, "·"),
    "藏": (TIBETAN, TIBETAN, ""),
    "彝": (YI_CLAN, YI_GIVEN, ""),
    "蒙": (MONGOL, [], ""),
    "傣": (DAI, [], ""),
    "回": (["马", "妥", "丁", "杨", "海", "撒", "冶", "喇", "韩", "米", "苏", "李"], HUI, ""),
    "其他": (OTHER, [], ""),
}


class UsualPools(Pools):
    """Draws people as often as they are met: the hundred first surnames for 85 in 100, rare ones for one, given names of
    two usual characters, names of the sounds of another language in one county of twelve. Pieces of both halves.
    """

    def person(self, ethnic: str = "") -> str:
        """A name of the Han kind, but for one in a hundred."""
        if ethnic or self.rng.random() < 0.01:
            return self.of_minority(ethnic or self.rng.choice(tuple(MINORITIES)))
        return self.surname() + self.given()

    def surname(self) -> str:
        """A surname; the first ten for nearly half of all people."""
        known, chance = surnames(), self.rng.random()
        if chance < 0.01:
            return self.rng.choice(known.compound + tuple(known.rare))
        ranks = (0, 10) if chance < 0.45 else (10, 100) if chance < 0.86 else (100, len(known.single))
        return known.single[self.rng.randrange(*ranks)]

    def given(self) -> str:
        """A given name: two characters for four in five."""
        chance = self.rng.random()
        if chance < 0.02:
            return self.rng.choice(WORDS)
        if chance < 0.17:
            return self._character()
        return self._character() + (self.rng.choice(RARE_GIVEN) if chance < 0.2 else self._character())

    def _character(self) -> str:
        return self.rng.choice(GIVEN[:USUAL] if self.rng.random() < 0.8 else GIVEN)

    def _minority(self) -> str:
        return self.rng.choice(tuple(MINORITIES)) if self.rng.random() < 1 / 12 else ""
