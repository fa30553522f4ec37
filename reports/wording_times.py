"""The sentences for facts about circumstances, times, values and audiences. Data only, part of `wording.FACTS`."""

from __future__ import annotations

TIMES: dict[str, tuple[str, str]] = {
    # circumstances that a finding rests on
    "level-stated": ("公开层级是“{value}”（您指定的）", "the level is “{value}” (stated by you)"),
    "level-inferred": (
        "公开层级是“{value}”（从落款、标题推断）",
        "the level is “{value}” (inferred from the publisher)",
    ),
    "level-default": (
        "公开层级是“{value}”（按这类公示的惯例推定）",
        "the level is “{value}” (assumed for this type)",
    ),
    "channel-stated": ("公开渠道是“{value}”（您指定的）", "the channel is “{value}” (stated by you)"),
    "channel-inferred": (
        "公开渠道是“{value}”（从文中推断）",
        "the channel is “{value}” (inferred from the text)",
    ),
    "channel-default": (
        "没有指明公开渠道，按“{value}”看；贴在别处的，用 --channel 说明",
        "no channel was stated, so “{value}” is assumed; --channel states another",
    ),
    "audience-stated": ("公开对象是“{value}”（您指定的）", "the audience is “{value}” (stated by you)"),
    "audience-inferred": (
        "公开对象是“{value}”（从文中推断）",
        "the audience is “{value}” (inferred from the text)",
    ),
    "audience-default": (
        "没有指明公开对象，按“{value}”看；只对部分人公开的，用 --audience 说明",
        "no audience was stated, so “{value}” is assumed; --audience states another",
    ),
    "publish-date-stated": (
        "发布日期是 {value}（您指定的）",
        "the date of publication is {value} (stated by you)",
    ),
    "publish-date-inferred": (
        "发布日期是 {value}（从落款推断）",
        "the date of publication is {value} (from the signature)",
    ),
    "publish-date-default": ("发布日期是 {value}", "the date of publication is {value}"),
    # times
    "asks-days": ("“{law}”要求至少 {least} 天", "at least {least} days are asked for by: {law}"),
    "asks-working-days": (
        "“{law}”要求至少 {least} 个工作日",
        "at least {least} working days are asked for by: {law}",
    ),
    "counted-days": ("起止日期首尾都算，是 {count} 天", "from first to last day, both counted: {count} days"),
    "counted-working-days": (
        "起止日期之间有 {count} 个工作日（首尾都算，已计调休）",
        "working days from first to last day, both counted, shifted days included: {count}",
    ),
    "stated-days": ("文中写的是 {count} 天", "the text says {count} days"),
    "stated-working-days": ("文中写的是 {count} 个工作日", "the text says {count} working days"),
    "calendar-unknown": (
        "没有 {year} 年的放假安排，工作日数不能算；可用 --patterns 给出该年日历",
        "the holidays of {year} are not known, so working days cannot be counted; --patterns can give them",
    ),
    "depends-on-dates": (
        "够不够要看从哪天起算，文中没有写明",
        "whether that is enough depends on the first day, which the text does not give",
    ),
    "ends-before-start": ("结束的日子在开始的日子前面", "it ends before it begins"),
    "one-end-left-out": (
        "只差一天，像是头一天没有算进去；公示期首尾两天都算",
        "one day apart: the first day seems to be left out; both ends count",
    ),
    "calendar-days-meant": (
        "按自然日数正好相符，像是把自然日写成了工作日",
        "as calendar days it would be right",
    ),
    "working-days-meant": (
        "按工作日数正好相符，应写明“个工作日”",
        "as working days it would be right; then it should say so",
    ),
    "signed-after-first-day": ("落款日期晚于公示的第一天", "the signature is later than the first day"),
    "signed-on-last-day": ("落款日期就是公示的最后一天", "the signature is of the last day"),
    "signed-after-end": ("落款时公示已经结束", "the period was over when it was signed"),
    "took-days": ("到发布用了 {count} 天", "publication took {count} days"),
    "took-working-days": (
        "到发布用了 {count} 个工作日（已计调休）",
        "publication took {count} working days, shifted days included",
    ),
    "by-day-of-next-month": (
        "应当在次月{most}日前公开（{law}）",
        "due by day {most} of the following month ({law})",
    ),
    "within-days": (
        "“{law}”要求自{from}起 {most} 天内公开",
        "within {most} days, counted from “{from}”, by: {law}",
    ),
    "within-working-days": (
        "“{law}”要求自{from}起 {most} 个工作日内公开",
        "within {most} working days, counted from “{from}”, by: {law}",
    ),
    "first-day-left-out": (
        "当天没有计入，从次日算起；当天算不算，没有查到明文",
        "the day itself is not counted; no source was found that says whether it is",
    ),
    "settled-by-then": (
        "文中没有写明形成、下达的日期；最迟到这一天已经形成",
        "the text does not say when it was settled; it was by this day at the latest",
    ),
    "penalty-person": (
        "处罚决定已过 {count} 年，对自然人的处罚公示满 {limit} 年应当撤下",
        "the decision is {count} years old; one about a person is withdrawn after {limit}",
    ),
    "penalty-unit": (
        "处罚决定已过 {count} 年，对单位的处罚公示满 {limit} 年应当撤下",
        "the decision is {count} years old; one about a unit is withdrawn after {limit}",
    ),
    "publication-stated": ("发布日期由您指定", "you stated the date of publication"),
    "publication-read": ("发布日期取自页面的“发布日期”", "the date of publication is the one the page gives"),
    "publication-by-signature": (
        "没有指明发布日期，按落款日期算，实际只会更晚",
        "no date of publication was stated; the signature's was taken, and it cannot have been earlier",
    ),
    "period-over": ("公示期已过 {count} 天", "the period ended {count} days ago"),
    "down-before-end": (
        "比公示期的最后一天早 {count} 天撤下",
        "taken down {count} days before the period ended",
    ),
    # values
    "claims-person": ("“{label}”后面写的是单位，不是人", "“{label}” is followed by a body, not a person"),
    "phone-mobile-length": (
        "像手机号，却有 {count} 位或者号段不对",
        "like a mobile number, but with {count} digits or an unknown beginning",
    ),
    "phone-length": ("{count} 位数字，不成电话号码", "{count} digits, which no telephone number has"),
    "hotline-of-others": ("这个短号不受理投诉举报", "this short number takes no complaints"),
    "hotline-unknown": ("不是已知的公共热线", "no public hotline that is known"),
    "mailbox-without-at": ("邮箱里没有 @", "the mailbox has no @"),
    "mailbox-broken": ("@ 的前面或者后面不完整", "something is missing before or behind the @"),
    "no-channel-at-all": ("全文没有电话、邮箱、地址", "no telephone, mailbox or address anywhere"),
    "no-such-month": ("没有这个月份", "there is no such month"),
    "no-such-day": ("{month}月只有 {count} 天", "month {month} has {count} days only"),
    "amount-without-unit": ("“{label}”的数没有写元还是万元", "nothing says the unit of “{label}”"),
    # audiences
    "names-listed": ("写了 {count} 个以上的姓名", "{count} names or more are listed"),
    "names-masked": ("姓名都已遮盖", "all names are masked"),
    "audience-by": ("依据：{law}", "by: {law}"),
}
