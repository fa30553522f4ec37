"""Policy documents, and what stands on the same web sites without being a notice."""

from __future__ import annotations

from corpora.draft import Draft
from corpora.layouts import title
from corpora.scenes import Scene, written_date

_MATTERS = ("{f}管理办法", "{f}项目公告公示实施细则", "加强{f}绩效管理的通知", "做好{y}年项目库建设工作的通知", "{f}使用监管的实施意见", "做好防返贫监测帮扶工作的通知", "政务公开工作要点", "村级公益性岗位管理办法")  # fmt: skip
_CLAUSES = (
    "加强组织领导。各乡镇人民政府、县直有关部门要提高认识，明确专人负责，确保各项工作落到实处。",
    "明确工作职责。县财政局负责资金拨付和监督检查，{o}负责项目审核和业务指导，乡镇负责项目实施和日常管护。",
    "规范公开内容。资金分配结果、项目计划安排、项目实施情况应当及时公开，坚持主动公开和依申请公开相结合。",
    "强化监督管理。对截留、挤占、挪用资金的，依法依规追究责任；涉及国家秘密、商业秘密、个人隐私的内容不得公开。",
    "严格项目管理。项目实行入库管理，未入库项目原则上不得安排资金。项目单位要编制绩效目标，明确责任人和实施期限。",
    "加快资金支出进度。资金下达后30日内应分解到项目，年底支出进度不低于92%。",
    "畅通监督渠道。公布监督举报电话，接受群众和社会监督。",
    "做好信息公开。县级长期公开，乡村两级公示时间不少于10天。",
)


_ADDRESSEES = (
    "各乡镇人民政府，县直有关单位：",
    "各乡（镇）人民政府、街道办事处，县政府各部门：",
    "各有关单位：",
)
_OPENINGS = (
    "为进一步规范{f}管理，提高资金使用效益，结合我县实际，现就有关事项通知如下。",
    "现将有关文件印发给你们，请认真贯彻执行。",
)


def _number(scene: Scene) -> str:
    rng = scene.rng
    head = scene.county[0] + rng.choice(("政", "政办", "政发", "扶领办", "乡振发", "财农", "农发"))
    return f"{head}{rng.choice(('〔{}〕', '〔{}〕', '﹝{}﹞', '[{}]', ' 〔{}〕')).format(scene.year)}{rng.randint(1, 90)}号"


def policy_document(scene: Scene) -> Draft:
    """通知、办法、意见: head with a document number, addressees, numbered parts, signature, date."""
    rng, draft = scene.rng, Draft("policy-document")
    unit = scene.county + rng.choice(
        ("人民政府", "人民政府办公室", scene.office, "财政局", "乡村振兴领导小组办公室")
    )
    number, day = _number(scene), scene.day()
    kept = {element for element in ("document-number", "publisher", "publish-date") if rng.random() < 0.85}
    if rng.random() < 0.4 and "publisher" in kept:
        draft.line(f"{unit}文件", "mark")
    if "document-number" in kept:
        draft.line(number, "mark")
        draft.holds("document-number", number.strip())
    matter = rng.choice(_MATTERS).format(f=scene.fund, y=scene.year)
    forwarded = rng.random() < 0.2
    verb = "转发" if forwarded else rng.choice(("印发", "关于", "关于"))
    text = (
        f"关于{verb}《{matter.removesuffix('的通知')}》的通知"
        if verb != "关于"
        else f"关于{matter.removesuffix('的通知')}的通知"
    )
    whole = (unit if "publisher" in kept else "") + text
    title(scene, draft, whole)
    draft.line(rng.choice(_ADDRESSEES))
    draft.line(rng.choice(_OPENINGS).format(f=scene.fund))
    for index, clause in enumerate(rng.sample(_CLAUSES, rng.randint(3, 7))):
        draft.line(f"{'一二三四五六七'[index]}、{clause.format(o=scene.office)}")
    if forwarded:
        _origin(scene, draft)
    written = written_date(rng, day)
    if "publisher" in kept:
        draft.line(unit, "sign")
    if "publish-date" in kept:
        draft.line(written, "sign")
        draft.holds("publish-date", written, f"{day[0]}年{day[1]}月{day[2]}日")
    _ends(scene, draft, unit, day, kept)
    return draft


def _origin(scene: Scene, draft: Draft) -> None:
    """A forwarded paper should say where the original stands."""
    rng = scene.rng
    page = f"https://www.example.com/art/{scene.year}/{rng.randint(1, 12)}/art_{rng.randint(100, 999)}.html"
    if rng.random() < 0.5:
        draft.line(f"原文链接：{page}")
        draft.holds("source-link", page)
    else:
        draft.lacks("source-link")


def _ends(scene: Scene, draft: Draft, unit: str, day: tuple[int, int, int], kept: set[str]) -> None:
    """Disclosure mark and the block of the printing office; what is absent goes into the answer."""
    rng = scene.rng
    if rng.random() < 0.5:
        mark = rng.choice(("（此件公开发布）", "（此件主动公开）", "公开属性：主动公开"))
        draft.line(mark)
        draft.holds("disclosure-attribute", mark, "主动公开" if "主动" in mark else "公开发布")
    else:
        draft.lacks("disclosure-attribute")
    if rng.random() < 0.3 and {"publisher", "publish-date"} <= kept:
        draft.line("抄送：县委各部门，县人大常委会办公室，县政协办公室。")
        draft.line(f"{unit}　　　　{day[0]}年{day[1]}月{min(day[2] + 1, 28)}日印发")
    if "publisher" in kept:
        draft.holds("publisher", unit)
    draft.lacks(*({"document-number", "publisher", "publish-date"} - kept))


_NEWS = (
    "{d}，{p}带队到{t}调研{f}项目建设情况，先后来到{v}蔬菜大棚、村组道路施工现场，详细了解项目进展、资金使用和带动群众增收情况。",
    "近日，走进{t}{v}，一座座整齐的大棚映入眼帘，村民们正在忙着采摘。村党支部书记{p}告诉记者，项目建成后村里的日子一天比一天好。",
    "{p}强调，要抓好项目实施，加快资金支出进度，确保项目早建成、早见效，让群众得到更多实惠。",
    "据了解，该县今年共投入{f}{m}万元，实施项目{n}个，受益群众{n}00余人。",
    "会议指出，各乡镇要进一步压实责任，聚焦重点任务，补齐工作短板，提升工作成效。",
    "下一步，{t}将继续做好产业发展文章，不断壮大村集体经济。",
    "与会人员围绕项目库建设、资金监管等方面作了交流发言，{p}主持会议。",
)
_QUESTIONS = (
    ("问：为什么要出台这个办法？", "答：为进一步规范{f}管理，提高资金使用效益，结合我县实际，制定了本办法。"),
    ("问：哪些项目可以申报？", "答：已纳入县级项目库的产业发展、基础设施等项目可以申报。"),
    ("问：群众如何监督？", "答：资金分配结果和项目实施情况都会向社会公开，群众可以随时查阅。"),
    ("问：补助标准是怎么确定的？", "答：由各乡镇结合产业类型和带动效果，在县定标准内确定。"),
)


def not_a_notice(scene: Scene) -> Draft:
    """News, a report of a meeting, an interpretation, a learning session: nothing is called for."""
    rng, draft = scene.rng, Draft("not-a-notice")
    kind = rng.choice(("news", "meeting", "answers", "news"))
    words = {"d": f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日", "t": scene.town, "v": scene.village, "f": scene.fund, "m": rng.randint(300, 9000), "n": rng.randint(10, 90)}  # fmt: skip
    if kind == "answers":
        draft.line(f"《{scene.county}{scene.fund}管理办法》政策解读", "title")
        for question, answer in rng.sample(_QUESTIONS, rng.randint(3, 4)):
            draft.line(question, "heading")
            draft.line(answer.format(**words))
        return draft
    heads = {
        "news": (
            "{t}：特色产业铺就增收路",
            "{c}领导调研{f}项目建设",
            "{v}：小大棚撑起大产业",
            "驻村干部忙春耕 田间地头展新貌",
        ),
        "meeting": ("{c}召开{f}项目推进会", "{c}召开巩固拓展成果工作会议", "{t}召开项目建设调度会"),
    }[kind]
    draft.line(rng.choice(heads).format(c=scene.county, **words), "title")
    for text in rng.sample(_NEWS, rng.randint(3, 6)):
        draft.line(text.format(p=scene.person() + rng.choice(("", "（副县长）", "书记")), **words))
    if rng.random() < 0.6:
        draft.line(f"（记者 {scene.person()} 通讯员 {scene.person()}）")
    return draft
