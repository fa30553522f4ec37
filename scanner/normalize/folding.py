"""The character table of folding: what one raw character becomes. "\\0" stands for nothing."""

from __future__ import annotations

import re

from scanner.regexes import compiled

# Full-width forms that matter in numbers, labels and codes. ：（）， stay as they are: they are the
# ordinary punctuation of Chinese text and everything downstream accepts both forms.
_KEPT_WIDE = "：（），；！？"
_WIDE = {0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0xFF01 + i) not in _KEPT_WIDE}
_SPACES = dict.fromkeys([0xA0, 0x1680, 0x2800, 0xF020, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
# Zero-width space, joiners, marks of direction, soft hyphen, BOM, variation selectors, fillers.
_NOTHING = dict.fromkeys(
    [
        0xAD,
        0x61C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFE00, 0xFE10),
        0x34F,
        0x3164,
    ],
    "\0",
)
# Traditional forms of the characters that labels, units and official words are made of.
_TRADITIONAL = (
    "聯联 係系 繫系 電电 話话 號号 碼码 證证 監监 舉举 報报 訴诉 負负 責责 單单 位位 資资 來来 項项 "
    "實实 補补 貼贴 標标 準准 額额 區区 縣县 鎮镇 鄉乡 戶户 開开 帳账 賬账 銀银 郵邮 箱箱 績绩 機机 "
    "構构 處处 時时 間间 間间 驗验 結结 內内 設设 備备 圖图 書书 費费 總总 計计 萬万 億亿 圓圆 貧贫 "
    "濟济 興兴 農农 業业 財财 撥拨 態态 發发 佈布 關关 於于 後后 務务 師师 張张 陳陈 劉刘 楊杨 黃黄 "
    "趙赵 吳吴 鄭郑 馮冯 許许 鄧邓 蕭萧 盧卢 蔣蒋 葉叶 羅罗 職职 員员 齡龄 殘残 類类 級级 濟济 學学 "
    "應应 據据 會会 議议 導导 領领 廳厅 辦办 讓让 門门 組组 織织 網网 頁页 點点 綫线 線线 車车 牌牌 "
    "護护 照照 國国 籍籍 東东 義义 優优 惠惠 檢检 查查 監监 測测 產产 動动 產产 條条 絡络 傳传 真真"
)
_SIMPLIFIED = {ord(pair[0]): pair[1] for pair in _TRADITIONAL.split() if pair[0] != pair[1]}
# Brackets of 发文字号 and compatibility colons that stand for the usual ones.
_PUNCTUATION = {
    ord("﹝"): "〔",
    ord("﹞"): "〕",
    ord("﹕"): "：",
    ord("︰"): "：",
    ord("∶"): "：",
    ord("％"): "%",
}
# Other forms of stars, blocks, strokes and points, which mean what the ordinary one means.
_FORMS = ("*﹡∗✱✳", "█▇▉▓▒░", "-﹣﹘⁃", "·・･‧∙⋅", "XХΧⅩ", "xхχⅹ")
_ALIKE = {ord(char): form[0] for form in _FORMS for char in form[1:]}
# Digits of mathematical alphabets, which pages use to get past filters.
_DIGITS = {0x1D7CE + i: str(i % 10) for i in range(50)}
# Digits and the last sign of an identity number in a font of signs: they stand 0xF000 above what is drawn (ECMA-376-1, 17.3.3.30).
_SIGNS = {0xF000 + ord(char): char for char in "0123456789Xx"}

FOLDED: dict[int, str] = {
    **_WIDE,
    **_SPACES,
    **_NOTHING,
    **_SIMPLIFIED,
    **_PUNCTUATION,
    **_ALIKE,
    **_DIGITS,
    **_SIGNS,
}

_NEEDED = compiled("[" + "".join(re.escape(chr(code)) for code in sorted(FOLDED)) + "]")
_SPREAD = compiled(
    r"(?:^|(?<=[\n\t：:、。；;（(|]))[ ]*"
    r"([^\W\da-zA-Z_](?:[ ]{1,8}[^\W\da-zA-Z_]){1,7})(?=[ ]*(?:[:：\n\t（(|]|$))"
)


folding_search = _NEEDED.search  # finds the first character of a text that is in the table


def spread_spaces(text: str) -> frozenset[int]:
    """Indexes of the spaces that only spread a label or a name (联 系 人：, 李 明, 通 知).

    Single 汉字 apart from each other that together fill the place of a label, of a cell or of a line.
    """
    dropped: set[int] = set()
    for found in _SPREAD.finditer(text):
        start, end = found.span(1)
        dropped.update(i for i in range(start, end) if text[i] == " ")
    return frozenset(dropped)
