"""The words that say what a number is, found as raw substrings (never as tokens).

Sources: the label lists of notices in practice. A word belongs to one class; of two words at the same
place the longer one counts, so 对公账户 is no 账户.
"""

from __future__ import annotations

from scanner.regexes import any_of, compiled

WORDS: dict[str, str] = {
    # what a person is known by
    "id": "身份证号码 身份证件号码 身份证件号 身份证号 身份证 公民身份号码 公民身份证号 身份号码 居民身份证 "
    "证件号码 证件号 社会保障号码 社会保障号 社保号 学籍号",
    # what an organisation is known by
    "credit": "统一社会信用代码 社会信用代码 信用代码 组织机构代码 机构代码 纳税人识别号 税号 营业执照号 "
    "营业执照 注册号 登记证号",
    "account": "银行卡号 银行卡 银行账号 银行帐号 卡号 账号 帐号 账户 帐户 一卡通号 一卡通 存折号 存折 "
    "社保卡号 社保卡 惠农卡 惠民卡 折号 打卡号",
    "bank": "开户银行 开户行",
    "public-account": "对公账户 对公帐户 对公账号 对公 财政专户 专户 国库 基本户 基本账户 零余额 非税收入 "
    "保证金账户 保证金账号 单位账户 单位账号 缴款账号 基本存款账户 一般存款账户 专用存款账户 临时存款账户 结算账户 "
    "工会经费账户 捐款账户 捐赠账户 募捐账户 捐款账号 捐赠账号 收费账户 收款单位账号 公司账户 公司账号 企业账户",
    # telephones of an office or of somebody who answers for it
    "contact": "监督举报电话 监督电话 举报电话 投诉电话 咨询电话 服务电话 办公电话 值班电话 联系电话 联系方式 "
    "联系人电话 监督方式 监督渠道 举报 监督 投诉 咨询 值班 热线 受理 联系人 联络人 负责人 责任人 经办人 "
    "承办人 联系 传真 报名电话 报名 致电 拨打 来电",
    "phone": "手机号码 手机号 手机 移动电话 电话号码 电话 TEL Tel tel",
    "home-phone": "监护人电话 户主电话 本人电话 家长电话 家庭电话 个人电话 学生电话",
    "mailbox": "监督邮箱 举报邮箱 监督举报邮箱 投诉邮箱 联系邮箱 咨询邮箱 电子邮箱 电子邮件 邮箱 邮件 E-mail Email email",
    # numbers of things
    "number": "编号 序号 文号 索引号 标识码 项目代码 项目编码 代码 备案号 备案 公网安备 ICP 合同号 订单号 "
    "订单 单号 流水号 流水 凭证号 票据号 发票号 发票 许可证 证书号 字第 批号 条形码 条码 运单 工号 学号 "
    "考号 准考证 QQ群 QQ 邮政编码 邮编 图号 宗地 单元号 车架号 发动机号 版本 网址",
    "amount": "金额 合计 总计 共计 资金 投资 预算 造价 面积 产值 收入 支出 余额 单价 万元 （元） (元)",
    # whom a list is about
    "name": "开户人 户主姓名 学生姓名 姓名 户主 受益人 申请人 家庭成员 持卡人 领取人 补贴对象 救助对象 低保对象 "
    "村民 农户 贫困户 脱贫户 监测户 低保户 监护人 本人 家属 与户主关系 学生 残疾人 特困人员",
    "post": "职务 职位 岗位 科室 部门 处室 股室 职称 分工",
    "project": "项目名称 工程名称 建设单位 实施单位 施工单位 监理单位 责任单位 主管部门",
    "owner": "开户名称 账户名称 帐户名称 收款单位 收款人 单位名称 企业名称 合作社名称 户名",
}

CLASS_OF: dict[str, str] = {word: name for name, words in WORDS.items() for word in words.split()}
_LABEL = compiled(any_of(CLASS_OF))

# Units that make an amount of the number before them. 人民 and 户主 are no units.
UNIT = compiled(
    "[ 余多]?(?:[万亿百千]?元|[万亿]?亩|平方米|平方公里|平米|㎡|立方米|m2|m²|km|公里|千米|吨|公斤|千克|斤|[万]?户(?![主口籍名])|"
    "[万]?人(?![民大社])|[万]?株|[万]?棵|[万]?头|[万]?只|[万]?羽|千瓦|kW|%|％|‰|°|度)"
)

# Somebody with a post, right beside a telephone.
POST = compiled("主任|书记|[镇乡县市区局科股站所处校院会组队部]长|支书|队员|同志|工作人员|律师|老师")

# What is done with a telephone; behind a word for villagers it turns the sentence to a contact.
ACTION = compiled("拨打|致电|来电|请联系|反映|举报|咨询|监督|异议|投诉|受理")

ORGANISATION = compiled(
    "局|所|委员会|委|厅|政府|中心|公司|合作社|村委|学校|小学|中学|大学|医院|协会|基金会|银行|办公室|办|集团|厂|"
    "联合社|街道|财政|专户|国库|工会|农场|林场|总会|慈善|敬老院|卫生院|福利院|养老院|幼儿园|联合会|促进会|商会|学会|法院|"
    "检察院|研究院|合作联社|经营部|门市部|商行|超市|饭店|站$|社$|队$|院$|店$|会$"
)


def labels(text: str) -> list[tuple[str, str, int]]:
    """(class, word, position behind it) of every label word in a short text, left to right."""
    return [(CLASS_OF[match.group()], match.group(), match.end()) for match in _LABEL.finditer(text)]
