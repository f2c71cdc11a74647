//! Units, answers and numbers that are mended by a hint or refused by name.

use crate::kit::{Patient as _, codes, derived, eligible, judged, x};
use cardose::{
    engine::{Derived, evidence::outcome::Outcome, problem::ProblemCode as P},
    i18n::Language::{Chinese, English},
    model::{Draft, Typed, Value},
    quantity::{Analyte, NumberProblem, Refusal, Style, read_number},
    report::code_text,
};

fn with(item: &str, value: &str, unit: &str) -> Derived {
    let draft = eligible().quantity(item, value, unit);
    derived(&draft)
}

/// The one problem of the unit of an item.
#[track_caller]
fn unit_problem(item: &str, value: &str, unit: &str) -> P {
    let found = with(item, value, unit);
    let place =
        found.problems.iter().find(|problem| problem.field.to_string().ends_with(&format!("[{item}].unit")));
    place.unwrap_or_else(|| panic!("{item} {value} {unit}: {:?}", found.problems)).code.clone()
}

#[track_caller]
fn refused(item: &str, unit: &str, wanted: Refusal) {
    let code = unit_problem(item, "60", unit);
    assert!(matches!(&code, P::UnitRefused { why, .. } if *why == wanted), "{item} {unit}: {code:?}");
}

/// 18.6 ten thousands per microlitre: 186 000 /µL, which is 186 ×10⁹/L.
#[test]
fn a_count_in_ten_thousands_per_microlitre_is_taken() {
    let size = |value: &str, unit: &str| {
        let unit = Analyte::Platelets.unit(unit).unwrap_or_else(|| panic!("{unit}"));
        Analyte::Platelets.measured(x(value), unit).unwrap()
    };
    for unit in [
        "10^4/uL",
        "10^4/µL",
        "10⁴/µL",
        "×10⁴/μL",
        "10*4/uL",
        "10E4/uL",
        "x10^4/uL",
        "万/µL",
        "万/uL",
        "万个/µL",
        "10^4/mm3",
        "１０＾４／ｕＬ",
        "10(4)/uL",
        "10**4/uL",
        "x 10^4 / uL",
    ] {
        assert_eq!(size("18.6", unit), size("186", "10*9/L"), "{unit}");
    }
    let context = crate::kit::context();
    // The limit of Inclusion 8 is 75 ×10⁹/L, which is 7.5 ×10⁴/µL.
    for (value, expected) in [("7.4", Outcome::Fail), ("7.5", Outcome::Pass), ("18.6", Outcome::Pass)] {
        let found = with("platelets", value, "10^4/uL");
        assert_eq!(found.problems, [], "{value}");
        assert_eq!(judged(&found, &context).outcome("I8.platelets"), expected, "{value}");
    }
}

/// A hint has the size of what was typed, or there is none.
#[test]
fn no_hint_of_another_size() {
    for (item, unit, hint) in [
        ("platelets", "10^12/L", Some("×10⁶/µL")),
        ("platelets", "10^9 per L", None),
        ("platelets", "10^9/LL", None),
        ("platelets", "10^9/L/L", None),
        ("haemoglobin", "MG/mL", Some("g/L")),
        ("haemoglobin", "GMS/DL", Some("g/dL")),
        ("haemoglobin", "Grams/L", Some("g/L")),
        ("alt", "unit/L", Some("U/L")),
        ("alt", "U/litre", Some("U/L")),
        ("creatinine", "UMOL/L", Some("µmol/L")),
        ("creatinine", "Mg/dL", Some("mg/dL")),
        ("creatinine", "毫克/分升", Some("mg/dL")),
        ("weight", "公斤/人", None),
        ("weight", "furlong", None),
        ("platelets", "10^9/ul/kg", None),
    ] {
        let code = unit_problem(item, "60", unit);
        let P::UnitUnknown { suggestion, .. } = &code else { panic!("{item} {unit}: {code:?}") };
        assert_eq!(*suggestion, hint, "{item} {unit}");
    }
}

#[test]
fn an_indexed_clearance_is_refused_by_name() {
    for item in ["creatinine_clearance_measured", "creatinine_clearance_reported"] {
        for unit in [
            "mL/min/1.73㎡",
            "mL/min/1.73m^2",
            "mL/min/1.7",
            "/1.73m^2",
            "/1.7",
            "/1.73 m²",
            "ml/min/1,73",
            "mL/(min·1.73m²)",
            "mL/min per 1.73 m2",
            "ｍＬ／ｍｉｎ／１．７３ｍ２",
            "mL/min/1.73平方米",
            "mL/min/m2",
            "mL·min-1·1.73m-2",
            "ml/min/1.73m*2",
            "ML/MIN/1.73M2",
            "mL/min/BSA",
        ] {
            refused(item, unit, Refusal::IndexedToSurface);
        }
        for unit in ["mL/min", "ｍＬ／ｍｉｎ", "ml/s"] {
            assert!(Analyte::from_id(item).unwrap().unit(unit).is_some(), "{unit}");
        }
    }
}

#[test]
fn logarithms_and_lost_superscripts_are_refused_by_name() {
    for unit in [
        "log10 copies/mL",
        "Log IU/mL",
        "lg IU/mL",
        "log10 IU/mL",
        "LOG10IU/ML",
        "lgIU/ml",
        "log(IU/mL)",
        "ｌｏｇ IU/mL",
        "log拷贝/mL",
        "IU/mL(log10)",
        "对数 IU/mL",
    ] {
        refused("hbv_dna", unit, Refusal::Logarithm);
    }
    for unit in [
        "109/L",
        "x109/L",
        "×109/L",
        "×10 9/L",
        "10 9/L",
        "103/uL",
        "x103/µL",
        "104/uL",
        "1012/L",
        "×109／Ｌ",
        "10'9/L",
        "10.9/L",
        "10×9/L",
        "×10/L",
        "１０９／Ｌ",
        "109 /l",
        "10-9/L",
    ] {
        refused("platelets", unit, Refusal::LostSuperscript);
    }
    for unit in [
        "×10⁹／Ｌ",
        "10*9/L",
        "10E9/L",
        "x10(9)/L",
        "10^9/Ｌ",
        "１０＾９／Ｌ",
        "10∧9/L",
        "10**9/L",
        "×10^9 / L",
    ] {
        assert_eq!(with("platelets", "186", unit).problems, [], "{unit}");
    }
}

/// Capital letters of full width are letters.
#[test]
fn full_width_is_folded_first() {
    for (item, value, unit) in [
        ("haemoglobin", "118", "ｇ／Ｌ"),
        ("alt", "24", "Ｕ／Ｌ"),
        ("creatinine", "62", "μｍｏｌ／Ｌ"),
        ("weight", "62.4", "ｋｇ"),
        ("weight", "62.4", "㎏"),
        ("lvef", "62", "％"),
        ("measurable_lesion_diameter", "28", "㎜"),
    ] {
        assert_eq!(with(item, value, unit).problems, [], "{item} {unit}");
    }
    refused("weight", "　斤", Refusal::Jin);
}

#[test]
fn reactive_is_never_taken_for_negative() {
    for (typed, hint) in [
        ("reactive", Some("positive")),
        ("REACTIVE", Some("positive")),
        ("non-reactive", Some("negative")),
        ("negativ", Some("negative")),
        ("±", None),
        ("inactive", None),
    ] {
        for item in ["hbsag", "anti_hbc", "anti_hcv", "syphilis_antibody", "hiv_antibody"] {
            let draft = eligible().with(item, Value::Choice(typed.into()));
            let found = derived(&draft);
            let field = format!("assessments[2].results[{item}]");
            match codes(&found, &field)[..] {
                [P::NoneOf { suggestion, .. }] => assert_eq!(suggestion.as_deref(), hint, "{item} {typed}"),
                ref other => panic!("{item} {typed}: {other:?}"),
            }
        }
    }
}

/// The e-antigen is another antigen than the surface antigen.
#[test]
fn another_test_is_not_hinted() {
    for (item, hint) in
        [("hbeag", None), ("anti_hbs", None), ("hbsagg", Some("hbsag")), ("platlets", Some("platelets"))]
    {
        let draft = eligible().with(item, Value::Choice("positive".into()));
        let found = derived(&draft);
        match codes(&found, &format!("assessments[1].results[{item}]"))[..] {
            [P::UnknownId { suggestion, .. }] => assert_eq!(suggestion.as_deref(), hint, "{item}"),
            ref other => panic!("{item}: {other:?}"),
        }
    }
}

/// 25 million per millilitre, written in five more ways: the same volume to draw.
#[test]
fn concentrations_of_a_product_are_taken() {
    let mut draft = eligible();
    let drawn = |draft: &Draft| {
        let found = derived(draft);
        let lots: Vec<_> =
            found.problems.iter().filter(|problem| problem.field.to_string().starts_with("lots[")).collect();
        assert!(lots.is_empty(), "{lots:?}");
        let mut results = found.dosings[0].levels.iter().flat_map(|level| &level.results);
        results.find_map(|result| result.draw.as_ref()).unwrap().volume.clone()
    };
    let expected = drawn(&draft);
    for (value, unit) in [
        ("2.5", "10^7/mL"),
        ("0.025", "10^9/mL"),
        ("0.025", "10^6/uL"),
        ("2.5", "10^4/uL"),
        ("2.5", "千万/mL"),
        ("250", "10^5/mL"),
        ("25", "10(6)/mL"),
    ] {
        draft.lots[0].viable = Typed::new(value, unit);
        assert_eq!(drawn(&draft), expected, "{value} {unit}");
    }
    // A size that is not taken is told, and none of another size is hinted.
    draft.lots[0].viable = Typed::new("2.5", "10^8/uL");
    let found = derived(&draft);
    let codes = codes(&found, "lots[LOT-E01].viable.unit");
    assert!(matches!(codes[..], [P::UnitOtherSize { .. }]), "{codes:?}");
}

#[test]
fn a_mend_keeps_the_comparator() {
    for (typed, mend) in [
        (">99,5", ">99.5"),
        ("> 99,5", ">99.5"),
        ("＞99，5", ">99.5"),
        (">=99,5", ">=99.5"),
        ("≤0,5", "≤0.5"),
        ("＜0,5", "<0.5"),
        ("<.5", "<0.5"),
        (">5.", ">5"),
        (">1 000", ">1000"),
        (">99,5 ↑", ">99.5"),
        ("99,5", "99.5"),
    ] {
        let fix = match read_number(typed, Style::Laboratory) {
            Err(
                NumberProblem::Comma { fix: Some(fix) }
                | NumberProblem::NakedPoint { fix }
                | NumberProblem::Grouped { fix },
            ) => fix,
            other => panic!("{typed}: {other:?}"),
        };
        assert_eq!(fix, mend, "{typed}");
        assert!(read_number(&fix, Style::Laboratory).is_ok(), "{fix}");
    }
    let unit = |number: &str| NumberProblem::UnitInside { number: number.into(), unit: "U/L".into() };
    assert_eq!(read_number(">99.5 U/L", Style::Laboratory), Err(unit(">99.5")));
    // The same in the words.
    let found = with("alt", ">99,5", "U/L");
    let code = codes(&found, "assessments[2].results[alt].value")[0];
    for language in [English, Chinese] {
        assert!(code_text(code, language.catalogue()).contains(">99.5"));
    }
}

/// An interval keeps its signs too.
#[test]
fn the_mend_of_a_limit_keeps_its_sign() {
    for (typed, mend) in
        [("≤26,5", Some("≤26.5")), ("<26,5 U/L", Some("<26.5")), ("8,5-50", Some("8.5-50")), (">26,5", None)]
    {
        let draft = eligible().uln("alt", typed, "");
        let found = derived(&draft);
        match codes(&found, "assessments[2].results[alt].uln")[..] {
            [P::ReferenceUnreadable { fix }] => assert_eq!(fix.as_deref(), mend, "{typed}"),
            ref other => panic!("{typed}: {other:?}"),
        }
    }
}

/// 1 mmol/L is 1000 µmol/L; 1 mg/L is 0.1 mg/dL.
#[test]
fn another_size_of_the_same_quantity_is_said_to_be_one() {
    for (item, unit, times, of) in [
        ("creatinine", "mmol/L", "1000", "µmol/L"),
        ("creatinine", "mg/L", "0.1", "mg/dL"),
        ("bilirubin_total", "mmol/L", "1000", "µmol/L"),
        ("bilirubin_direct", "mg/L", "0.1", "mg/dL"),
        ("haemoglobin", "mg/L", "0.001", "g/L"),
        ("sodium", "umol/L", "0.001", "mmol/L"),
        ("potassium", "μmol/L", "0.001", "mmol/L"),
        ("alt", "nkat/L", "0.001", "µkat/L"),
        ("alt", "U/mL", "1000", "U/L"),
        ("weight", "mg", "0.000001", "kg"),
        ("creatinine_clearance_reported", "L/min", "1000", "mL/min"),
        ("creatinine_clearance_measured", "L/s", "60000", "mL/min"),
        ("measurable_lesion_diameter", "um", "0.0001", "cm"),
        ("platelets", "10^11/mL", "100000", "×10⁹/L"),
        ("hbv_dna", "10^5 copies/mL", "100000", "copies/mL"),
    ] {
        let code = unit_problem(item, "60", unit);
        let P::UnitOtherSize { times: found, of: other, accepted, .. } = &code else {
            panic!("{item} {unit}: {code:?}")
        };
        assert_eq!((found, *other), (&x(times), of), "{item} {unit}");
        assert!(accepted.contains(&of), "{item} {unit}");
        assert_eq!(code.code(), "unit_refused", "{item} {unit}");
        for language in [English, Chinese] {
            let text = code_text(&code, language.catalogue());
            assert!(text.contains(of) && text.contains(times), "{text}");
            assert!(!text.contains(&language.catalogue().refusal_other_quantity), "{text}");
        }
    }
}

/// By mass instead of by amount it is still the same substance.
#[test]
fn another_form_of_the_same_substance() {
    for (item, unit) in [("sodium", "mg/dL"), ("potassium", "mg/L")] {
        refused(item, unit, Refusal::OtherForm);
    }
    for (item, unit) in
        [("creatinine", "U/L"), ("bilirubin_total", "U/L"), ("platelets", "g/L"), ("haemoglobin", "%")]
    {
        refused(item, unit, Refusal::OtherQuantity);
    }
    refused("haemoglobin", "mmol/L", Refusal::MonomerOrTetramer);
}
