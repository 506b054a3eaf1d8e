//! Traditional characters as they are written in simplified ones, as far as names of columns use them.

/// Pairs of a traditional character and its simplified form.
const PAIRS: &str = "\
    戶户稱称編编號号約约額额負负責责續续聯联繫系電电話话郵邮類类級级狀状態态開开結结時时間间項项單单價价數数費费訂订購购買买\
    產产務务業业門门區区國国員员備备註注評评滿满錄录訪访問问處处優优發发應应實实際际總总計计萬万億亿個个點点覺觉簽签終终長长\
    對对認认證证標标準准報报據据績绩幣币帳账階阶層层絡络絕绝誤误設设訴诉諮咨詢询響响從从職职領领別别動动導导題题議议軟软體体\
    規规歷历週周權权";

/// `text` with traditional characters made simplified; `None` where it has none.
pub(crate) fn simplified(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut changed = false;
    let simple = |c: char| {
        let mut pairs = PAIRS.chars();
        while let (Some(traditional), Some(simple)) = (pairs.next(), pairs.next()) {
            if traditional == c {
                changed = true;
                return simple;
            }
        }
        c
    };
    let text: String = text.chars().map(simple).collect();
    changed.then_some(text)
}
