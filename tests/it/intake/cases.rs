//! The pasted blocks of real use that went wrong, by name, each with siblings.

use super::kit::{check, intake};
use cardose::{
    engine::intake::{Choices, Names, Outcome, Question, read},
    model::Value,
};

#[test]
fn previous_column() {
    // The previous result is never the current one.
    check(
        "Test\tCurrent Result\tPrevious Result\tUnits\tReference Interval\nPlatelets\t\t240\tx10³/µL\t150 – 450\nHaemoglobin\t7.4\t11.2\tg/dL\t13.0 – 17.7\n项目\t结果\t上次结果\t单位\t参考区间\n中性粒细胞绝对值\t\t3.2\t10^9/L\t1.8-6.3\nALT\t待出\t24\tU/L\t7-40\nAST\t-\t22\tU/L\t13-35",
        &[
            "refused empty",
            "haemoglobin | 7.4 | g/dL | 13.0 – 17.7",
            "refused empty",
            "refused pending",
            "refused empty",
        ],
    );
    // Siblings: other words for it, the column first, no labels.
    for label in
        ["Prior", "Last Result", "前次", "历史结果", "Vorwert", "Vorheriger Wert", "Result (previous)"]
    {
        check(&format!("{label}\tTest\tResult\tUnit\n240\tPLT\t\t10^9/L"), &["refused empty"]);
        check(&format!("{label}\tTest\tResult\tUnit\n240\tPLT\t74\t10^9/L"), &["platelets | 74 | 10^9/L"]);
    }
    check("PLT\t\t240\t10^9/L", &["asked which_column"]);
    check("PLT\t-\t240\t10^9/L", &["asked which_column"]);
    check("Test\tPrevious\tUnit\nPLT\t240\t10^9/L", &["asked which_column"]);
}

#[test]
fn low_high_columns() {
    check(
        "Parameter\tResult\tLow\tHigh\tUnit\nPLT\t\t125\t350\t10^9/L\nK\t\t3.5\t5.3\tmmol/L\nALT\t24\t7\t40\tU/L\nAST\t22\tU/L\t13\t35",
        &["refused empty", "refused empty", "alt | 24 | U/L | 7-40", "asked columns_contradict"],
    );
    check("Parameter\tMin\tMax\tWert\tEinheit\nALT\t7\t40\t24\tU/L", &["alt | 24 | U/L | 7-40"]);
    check("项目\t参考下限\t参考上限\t结果\t单位\nALT\t7\t40\t\tU/L", &["refused empty"]);
    check("ALT\t24\t7\t40\tU/L", &["asked which_column"]);
}

#[test]
fn unit_with_blank_and_pdf_words() {
    check("PLT 186 10^9 /L 125 - 350", &["platelets | 186 | 10^9 /L | 125 - 350"]);
    check("12 *血小板计数 74 ↓ 125-350 10^9/L 鞘流阻抗法", &["platelets | 74 | 10^9/L | 125-350"]);
    check("13 *血小板计数 186 10^9 /L 125 - 350", &["platelets | 186 | 10^9 /L | 125 - 350"]);
    // The superscript is lost: its size would be a guess.
    check("14 中性粒细胞绝对值 3.2 ×10 9/L 1.8-6.3", &["refused unit_lost_superscript"]);
    check("15 LYMPH# 1.6 10 9/L 1.1-3.2", &["refused unit_lost_superscript"]);
    check("16 HGB 118 g / L 115 - 150", &["haemoglobin | 118 | g / L | 115 - 150"]);
    check("19 WBC 5.6 10^9 / L 3.5-9.5", &["white_cells | 5.6 | 10^9 / L | 3.5-9.5"]);
    check("20 PLT 10^9 /L 125 - 350", &["refused empty"]);
}

#[test]
fn names() {
    for (text, expected) in [
        ("Platelet Count\t186\tK/uL", "platelets | 186 | K/uL"),
        ("Hemoglobin\t11.8\tg/dL", "haemoglobin | 11.8 | g/dL"),
        ("Creatinine, Serum\t0.7\tmg/dL", "creatinine | 0.7 | mg/dL"),
        ("Bilirubin, Total\t0.6\tmg/dL", "bilirubin_total | 0.6 | mg/dL"),
        ("AST (SGOT)\t22\tIU/L", "ast | 22 | IU/L"),
        ("ALT (SGPT)\t24\tIU/L", "alt | 24 | IU/L"),
        ("Sodium, Serum\t140\tmmol/L", "sodium | 140 | mmol/L"),
        ("Neutrophils\t57\t%", "neutrophils_percent | 57 | %"),
        ("Neutrophils (Absolute)\t3.2\tx10E3/uL", "neutrophils | 3.2 | x10E3/uL"),
        ("Lymphs (Absolute)\t1.6\tx10E3/uL", "lymphocytes | 1.6 | x10E3/uL"),
        ("Abs. Neutrophils\t3.2\tK/uL", "neutrophils | 3.2 | K/uL"),
        ("*丙氨酸氨基转换酶\t24\tU/L", "alt | 24 | U/L"),
        ("*天门冬氨酸氨基转换酶\t22\tU/L", "ast | 22 | U/L"),
        ("门冬氨酸氨基转移酶\t22\tU/L", "ast | 22 | U/L"),
        ("肌酐\t62\tumol/L", "creatinine | 62 | umol/L"),
        ("血小板\t186\t10^9/L", "platelets | 186 | 10^9/L"),
        ("血小板总数\t186\t10^9/L", "platelets | 186 | 10^9/L"),
        ("中性粒细胞数\t3.2\t10^9/L", "neutrophils | 3.2 | 10^9/L"),
        ("中性粒细胞%\t57.1\t%", "neutrophils_percent | 57.1 | %"),
        ("淋巴细胞%\t28.6\t%", "lymphocytes_percent | 28.6 | %"),
        ("钠\t140\tmmol/L", "sodium | 140 | mmol/L"),
        ("血清钾\t4.1\tmmol/L", "potassium | 4.1 | mmol/L"),
        ("血红蛋白浓度\t118\tg/L", "haemoglobin | 118 | g/L"),
        ("总胆红素测定\t11.4\tumol/L", "bilirubin_total | 11.4 | umol/L"),
        ("Thrombozyten\t186\t/nl", "platelets | 186 | /nl"),
        ("Leukozyten\t4.4\t/nl\t3.6-10.0", "white_cells | 4.4 | /nl | 3.6-10.0"),
        // The third column of the terms, with or without their signs, in any width.
        ("血小板计数（ＰＬＴ）\t186\t10^9/L", "platelets | 186 | 10^9/L"),
        ("NEUT#\t3.2\t10^9/L", "neutrophils | 3.2 | 10^9/L"),
        ("NEUT＃\t3.2\t10^9/L", "neutrophils | 3.2 | 10^9/L"),
        ("NE\t3.2\t10^9/L", "neutrophils | 3.2 | 10^9/L"),
        ("LY#\t1.6\t10^9/L", "lymphocytes | 1.6 | 10^9/L"),
        ("NRBC\t0\t个/100WBC", "nucleated_red_cells | 0 | 个/100WBC"),
        ("T-BIL\t11.4\tumol/L", "bilirubin_total | 11.4 | umol/L"),
        ("谷丙转氨酶\t24\tU/L", "alt | 24 | U/L"),
        ("天冬氨酸氨基转移酶\t22\tU/L", "ast | 22 | U/L"),
        ("Scr\t62\tumol/L", "creatinine | 62 | umol/L"),
        ("Ccr\t88\tmL/min", "creatinine_clearance_reported | 88 | mL/min"),
        ("EF\t62\t%", "lvef | 62 | %"),
        ("指脉氧\t97\t%", "spo2_room_air | 97 | %"),
    ] {
        check(text, &[expected]);
        check(&text.replace('\t', " "), &[expected]);
    }
    // A per cent is never an absolute count, and what has no unit is neither.
    check("NEUT#\t57\t%", &["refused unit_refused"]);
    check("Neutrophils\t3.2", &["asked unit_missing"]);
    check("GRAN#\t3.2\t10^9/L", &["refused not_an_item"]);
}

#[test]
fn comparator_comma() {
    let mends = |text: &str| format!("{:?}", intake(text).lines.remove(0).outcome);
    // The mend keeps the sign.
    assert!(mends("ALT\t>99,5\tU/L\t7-40").contains(">99.5"));
    assert!(mends("HBV DNA\t<20,5\tIU/mL").contains("<20.5"));
    check("HBsAg\tReactive", &["hbsag | positive"]);
    check(
        "2023-08-11T18:37:13Z\tp\te\tlaboratory\t38483-4\tCreatinine\t0.7\tmg/dL\tnumeric",
        &["creatinine | 0.7 | mg/dL |  | 2023-08-11T18:37:13Z"],
    );
    check("777-3\tPlatelets\t186\t10*3/uL\t150-450", &["platelets | 186 | 10*3/uL | 150-450"]);
    check("ALT\t>99.5\tU/L\t7-40", &["alt | >99.5 | U/L | 7-40"]);
    check("ALT > 99.5 U/L 7-40", &["alt | > 99.5 | U/L | 7-40"]);
}

#[test]
fn serology() {
    for (text, expected) in [
        ("HBsAg\t0.18\tS/CO\t<1.0", "refused index_value"),
        ("HBsAg\tNon-React.\t0.18\tS/CO", "hbsag | negative"),
        ("HBsAg\t阴性(-)", "hbsag | negative"),
        ("HBsAg\t阴性 0.05", "hbsag | negative"),
        ("HBsAg\tNegative", "hbsag | negative"),
        ("抗-HBc\t0.15\tS/CO", "refused index_value"),
        ("HIV抗体\t阴性(-)  0.05", "hiv_antibody | negative"),
        ("丙肝抗体\t(-)", "anti_hcv | negative"),
        ("梅毒螺旋体抗体\t+", "syphilis_antibody | positive"),
        ("HBV DNA\t<20\tIU/mL\t<20", "hbv_dna | <20 | IU/mL | <20"),
        ("HBV DNA\t未检出\t", "hbv_dna | not_detected"),
        ("HBV DNA\tDetected <20\tIU/mL", "hbv_dna | <20 | IU/mL"),
        ("HBsAg\t（+）", "hbsag | positive"),
        ("HBsAg\t弱阳性(±)", "hbsag | weakly_positive"),
        ("HBsAg\tweakly reactive", "hbsag | weakly_positive"),
        ("HBsAg\tnicht reaktiv", "hbsag | negative"),
        ("HBsAg\t待出结果", "hbsag | pending"),
        ("HBsAg\t灰区", "hbsag | indeterminate"),
        ("HBsAg\t0.05\tIU/mL", "refused index_value"),
        ("HBsAg\t阴性(+)", "refused contradicts_itself"),
        ("HBsAg\t阴", "hbsag | negative"),
        ("HBsAg\t-", "refused empty"),
        ("HBsAg\tnot reactive yet", "refused not_an_answer"),
    ] {
        check(text, &[expected]);
    }
    // The answer that a reference column names is not the patient's.
    check("HBsAg\t阳性(+)\t阴性", &["asked which_column"]);
    check("HBsAg\t\t阴性", &["asked which_column"]);
    check("项目\t结果\t参考值\nHBsAg\t\t阴性", &["refused empty"]);
}

#[test]
fn two_dates_ask_which() {
    let text = "项目\t2026-11-01\t2026-11-19\t单位\n血小板\t240\t74\t10^9/L";
    check(text, &["asked which_date"]);
    let questions = intake(text).questions;
    let [Question::Date { part, offers }] = questions.as_slice() else { panic!("{questions:?}") };
    assert_eq!(
        offers.iter().map(|offer| offer.label.as_str()).collect::<Vec<_>>(),
        ["2026-11-01", "2026-11-19"]
    );
    let names = Names::of(&crate::kit::protocol());
    let choices = Choices { columns: [(*part, offers[1].column)].into(), ..Choices::default() };
    let read = read(text, &names, &choices);
    assert_eq!((read.lines[0].typed.as_str(), read.lines[0].when.as_str()), ("74", "2026-11-19"));
    assert_eq!((&read.lines[0].outcome, read.questions.len()), (&Outcome::Taken, 0));
    check("Test\t11/01/2026\t11/19/2026\tUnit\nPLT\t240\t74\t10^9/L", &["asked which_date"]);
    check("\t2026-11-01\t2026-11-19\nPLT (10^9/L)\t240\t74", &["asked which_date"]);
}

#[test]
fn what_a_person_says_is_followed() {
    let names = Names::of(&crate::kit::protocol());
    let text = "PLT\t186\t240\t10^9/L\nHGB\t118\t112\tg/L\nXYZ\t5.6\t\t10^9/L";
    let questions = intake(text).questions;
    let [Question::Column { part, offers }] = questions.as_slice() else { panic!("{questions:?}") };
    assert_eq!(offers.iter().map(|offer| offer.column).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(offers[0].samples, ["186", "118", "5.6"]);
    let mut choices = Choices { columns: [(*part, 2)].into(), ..Choices::default() };
    choices.items.insert(3, "white_cells".to_owned());
    let read_so = read(text, &names, &choices);
    let typed: Vec<&str> = read_so.lines.iter().map(|line| line.typed.as_str()).collect();
    assert_eq!(typed, ["240", "112", ""]);
    let text = "PLT\t186\t10^9/L\nPLT\t74\t10^9/L";
    let questions = intake(text).questions;
    let [Question::Line { item, lines }] = questions.as_slice() else { panic!("{questions:?}") };
    assert_eq!((item.as_str(), lines.as_slice()), ("platelets", &[1, 2][..]));
    let choices = Choices { lines: [2].into(), ..Choices::default() };
    let read_so = read(text, &names, &choices);
    assert_eq!(read_so.lines[0].outcome.code(), "other_line");
    assert_eq!(read_so.lines[1].outcome, Outcome::Taken);
    assert!(read_so.questions.is_empty());
}

/// The record is what was typed.
#[test]
fn values_and_cells_stay_as_typed() {
    let line = intake(" PLT \t １８６ ↑\t 10^9 /L\t125 ～ 350").lines.remove(0);
    assert_eq!(line.cells, [" PLT ", " １８６ ↑", " 10^9 /L", "125 ～ 350"]);
    assert_eq!(
        (line.typed.as_str(), line.unit.as_str(), line.interval.as_str()),
        ("１８６", "10^9 /L", "125 ～ 350")
    );
    assert!(matches!(line.value, Value::Quantity(typed) if typed.value == "１８６"));
}
