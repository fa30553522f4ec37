"""C01 to C36: the hard inputs, each as it stands, glued to Han on both sides, and as a cell of a table."""

from __future__ import annotations

from corpora.numbers_cases import Case, case

_ID, _BAD = "resident-id", "resident-id-malformed"
# The input, marked; for a bare value also how it is glued: {} is the input.
HARD: dict[str, str] = {
    "C01": "身份证号⟦resident-id:410999197903262845⟧已核实",
    "C02": "身份证⟦resident-id:41099919790326009x⟧（本人）",
    "C03": "身份证号⟦resident-id:４１０９９９１９７９０３２６２８４５⟧",
    "C04": "⟦resident-id:410999 19790326 2845⟧",
    "C05": "⟦resident-id:4109991979\n03262845⟧",
    "C06": "某某\t⟦resident-id:410999197903262845⟧\t女",
    "C07": "身份证号：⟦resident-id-malformed:410999197903262840⟧",
    "C08": "身份证号：⟦resident-id-malformed:410999197902302841⟧",
    "C09": "990999197903262848",
    "C10": "身份证号⟦resident-id-15:410999790326284⟧",
    "C11": "⟦masked resident-id:41099919790326****⟧",
    "C12": "⟦masked resident-id:410999**7903262845⟧",
    "C13": "⟦masked resident-id:410***********2845⟧",
    "C14": "⟦masked resident-id:410999********2845⟧，附件2中同一人为⟦masked resident-id:41099919790326****⟧",
    "C15": "项目代码2021-410999-05-01-123456",
    "C16": "银行卡号⟦bank-card:6228480000000001230⟧开户行",
    "C17": "账号：⟦bank-card:6228 4800 0000 0001 230⟧",
    "C18": "户名：某某镇财政所 对公账户⟦public bank-account:41000123040000567⟧",
    "C19": "联系电话⟦mobile-phone:13900001234⟧王主任",
    "C20": "⟦mobile-phone:139-0000-1234⟧",
    "C21": "⟦mobile-phone:１３９００００１２３４⟧",
    "C22": "监督举报电话：⟦public private-landline:0393-8000001⟧，12345",
    "C23": "90139000012345678901",
    "C24": "下达资金13900001234元",
    "C25": "⟦masked mobile-phone:139****1234⟧",
    "C26": "统一社会信用代码⟦public credit-code:91410999MA0ABCDE62⟧的企业",
    "C27": "⟦public credit-code:12410999410999005G⟧",
    "C28": "车牌⟦vehicle-plate:豫J·12345⟧的车辆",
    "C29": "号牌⟦vehicle-plate:豫JD12345⟧",
    "C30": "邮箱⟦may email:cunwu2021@163.com⟧联系",
    "C31": "护照号⟦passport:E98765432⟧签发",
    "C32": "通行证号⟦travel-permit:H98765432⟧",
    "C33": "⟦resident-id:410999\u200b19790326\u200b2845⟧",
    "C34": "身份证号⟦resident-id-malformed|resident-id:四一〇九九九一九七九〇三二六二八四五⟧",
    "C35": "文号G20240001号",
    "C36": "身份证号⟦resident-id:41099919790326009Ｘ⟧",
}
MORE: dict[str, str] = {
    "M01": "0393-8000001".join(("⟦public private-landline:", "⟧")),
    "M02": "+86-⟦mobile-phone:139-0000-1234⟧",
    "M03": "编号2023-0801-2024",
    "M04": "编号2023-0012-3456",
    "M05": "云A100001号文件",
    "M06": "残疾人证号⟦disability-certificate:41099919790326284543⟧",
    "M07": "学籍号⟦student-number:G410999197903262845⟧",
    "M08": "⟦residence-permit:932000197903262848⟧",
    "M09": "身份证号及电话：⟦resident-id:410999197903262845⟧⟦mobile-phone:13900001234⟧",
    "M10": "⟦resident-id:410999197903262845⟧⟦mobile-phone:13900001234⟧",
    "M11": "⟦masked bank-card:622848*********1230⟧",
    "M12": "⟦masked resident-id:410999xxxxxxxx2845⟧",
    "M13": "⟦masked resident-id:41099919790326●●●●⟧",
    "M14": "身份证号：⟦masked resident-id:410999＊＊＊＊＊＊＊＊2845⟧",
}


def hard_cases() -> list[Case]:
    """Each input three times."""
    found = []
    for name, marked in {**HARD, **MORE}.items():
        group = "hard inputs"
        found.append(case(f"{name}/bare", group, marked))
        found.append(case(f"{name}/glued", group, f"经核对{marked}情况属实"))
        if "\t" not in marked:
            cell = f'"{marked}"' if "\n" in marked else marked
            format = "csv" if "\n" in marked else "txt"
            table = f"序号\t村名\t内容\n1\t柳林村\t{cell}\n2\t上店村\t无\n"
            found.append(case(f"{name}/cell", group, table, format))
    return found
