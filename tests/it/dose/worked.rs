//! X1 to X4, X9b and X28: one volume from one concentration.

use super::kit::*;
use crate::kit::{Patient as _, amount, confirm, result, weighing, x};
use cardose::{
    engine::{
        dose::{
            DecidedBy, WeightChoice,
            dosing::{DoseAsk, DoseState},
        },
        formula::step::{Step, Term},
        problem::ProblemCode,
    },
    model::{Convention, Lot},
};

struct Row {
    kilograms: &'static str,
    lot: Lot,
    level: usize,
    step: &'static str,
    calculated: &'static str,
    drawn: &'static str,
    cells: &'static str,
    deviation: &'static str,
}

#[track_caller]
fn check(row: Row) {
    let site = usual_but(&[("rounding_step", row.step)]);
    let dosing = dose(&weighing(row.kilograms).lot(row.lot), &site);
    let level = &dosing.levels[row.level];
    assert_eq!(level.state, DoseState::Ready);
    assert!(level.provisional.is_empty(), "{:?}", level.provisional);
    let result = only(level);
    let draw = result.draw.as_ref().unwrap();
    near(&draw.calculated, row.calculated);
    exactly(&draw.volume, row.drawn);
    exactly(result.delivered.as_ref().unwrap(), row.cells);
    near(result.deviation.as_ref().unwrap(), row.deviation);
}

#[test]
fn x1_viable_count() {
    for (step, drawn, cells, deviation) in [
        ("0.1 mL", "20.2", "187,036,850", "-0.0871527777778"),
        ("0.2 mL", "20.2", "187,036,850", "-0.0871527777778"),
        // 20 × 9,259,250
        ("0.5 mL", "20", "185,185,000", "-1.07638888889"),
        ("1 mL", "20", "185,185,000", "-1.07638888889"),
    ] {
        let calculated = "20.2176202176202";
        check(Row {
            kilograms: "62.4",
            lot: x1_lot(),
            level: DL2,
            step,
            calculated,
            drawn,
            cells,
            deviation,
        });
    }
}

#[test]
fn x1_target_and_cells_per_kilogram() {
    let dosing = dose(&weighing("62.4").lot(x1_lot()), &usual());
    let result = only(&dosing.levels[DL2]);
    exactly(&result.target, "187,200,000");
    assert_eq!(dosing.lots[0].density().unwrap().said().to_string(), "9259250");
    near(&result.per_kg.as_ref().unwrap().cells_per_kilogram(), "2,997,385.41667");
    // 1.2 × 10,000,000 × 62.4
    exactly(&result.ceiling, "748,800,000");
    assert!(matches!(&dosing.weight, WeightChoice::Decided(_, DecidedBy::Stage(0))));
}

/// Every line can be redone with a pocket calculator.
#[test]
fn x1_line_by_line() {
    let number = |term: &Term| format!("{:?} {} {}", term.symbol, term.value.significant(12), term.unit);
    let line = |step: &Step| {
        let terms: Vec<String> = step.terms.iter().map(number).collect();
        assert_eq!(step.quantity, step.result.symbol);
        format!("{:?}({}) = {}", step.formula, terms.join(", "), number(&step.result))
    };
    let level = level("62.4", x1_lot(), DL2);
    let lines: Vec<String> = only(&level).steps().iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "Target(DoseLevel 3000000 /kg, DosingWeight 62.4 kg) = TargetCells 187200000 cells",
            "ViableChain(ViableConcentration 25000000 /mL, Cd3Share 96.2 %, CarShare 38.5 %) = \
             CarConcentration 9259250 /mL",
            "Volume(TargetCells 187200000 cells, CarConcentration 9259250 /mL) = Volume 20.2176202176 mL",
            "Rounded(HalfUp)(Volume 20.2176202176 mL, RoundingStep 0.2 mL) = DrawnVolume 20.2 mL",
            "Delivered(DrawnVolume 20.2 mL, CarConcentration 9259250 /mL) = DeliveredCells 187036850 cells",
            "PerKg(DeliveredCells 187036850 cells, DosingWeight 62.4 kg) = DeliveredPerKg 2997385.41667 /kg",
            "Deviation(DeliveredCells 187036850 cells, TargetCells 187200000 cells) = \
             Deviation -0.0871527777778 %",
        ]
    );
}

fn x2_lot() -> Lot {
    let figures =
        [("total", "30.0 10*6/mL"), ("viability", "91.5 %"), ("cd3", "97.0 %"), ("car_share", "42.3 %")];
    lot(Convention::TotalCount, &figures)
}

#[test]
fn x2_total_count() {
    let (calculated, drawn) = ("6.21503515556832", "6.2");
    let (cells, deviation) = ("69,830,658.9", "-0.241915857143");
    let (kilograms, step) = ("70", "0.2 mL");
    check(Row { kilograms, lot: x2_lot(), level: DL1, step, calculated, drawn, cells, deviation });
}

/// 97.0 % × 42.3 % = 41.031 % of the viable cells: the same product, the same dose.
#[test]
fn x3_car_of_viable_equals_x2() {
    // 30.0 × 91.5 % = 27.45
    let figures = [("viable", "27.45 10*6/mL"), ("car_share", "41.031 %")];
    let x3 = dose(&weighing("70").lot(lot(Convention::CarOfViable, &figures)), &usual());
    let x2 = dose(&weighing("70").lot(x2_lot()), &usual());
    assert_eq!(x3.lots[0].density().unwrap().said().to_string(), "11263009.5");
    assert_eq!(x3.lots[0].density(), x2.lots[0].density());
    for (left, right) in x3.levels.iter().zip(&x2.levels) {
        let drawn = |level| only(level).draw.clone().map(|draw| (draw.calculated, draw.volume, draw.cells));
        assert_eq!(drawn(left), drawn(right));
        assert_eq!(only(left).deviation, only(right).deviation);
    }
    near(&only(&x3.levels[DL1]).draw.as_ref().unwrap().calculated, "6.21503515556832");
}

#[test]
fn x4_single_platform() {
    let lot = lot(Convention::SinglePlatform, &[("car", "8450 /uL")]);
    check(Row {
        kilograms: "55.5",
        lot,
        level: DL1,
        step: "0.1 mL",
        calculated: "6.56804733727811",
        drawn: "6.6",
        // 6.6 × 8,450,000
        cells: "55,770,000",
        deviation: "0.486486486486",
    });
}

#[test]
fn x9b_every_syringe_step() {
    for (step, drawn, deviation, state) in [
        ("0.01 mL", "1.41", "0.266667", DoseState::Ready),
        ("0.1 mL", "1.4", "-0.444444", DoseState::Ready),
        ("0.2 mL", "1.4", "-0.444444", DoseState::Ready),
        ("0.5 mL", "1.5", "6.666667", DoseState::Ready),
        ("1 mL", "1", "-28.888889", DoseState::Underdose),
    ] {
        let site = usual_but(&[("rounding_step", step)]);
        let level = &dose(&weighing("45").lot(stated("32")), &site).levels[DL1];
        let draw = only(level).draw.as_ref().unwrap();
        exactly(&draw.calculated, "1.40625");
        exactly(&draw.volume, drawn);
        near(only(level).deviation.as_ref().unwrap(), deviation);
        assert_eq!(level.state, state, "{step}");
        let delivered = only(level).delivered.clone().unwrap();
        assert_eq!(delivered.said(), x(drawn) * x("32000000"), "{step}");
    }
}

/// 62.4 kg is 137.568451603 lb; typed as kilograms it would be 2.2 times the dose.
#[test]
fn x28_pounds_typed_as_kilograms() {
    let mut draft = weighing("137.568451603").lot(x1_lot());
    draft.assessments[0].results.push(result("height", amount("168", "cm")));
    let found = outcome(&draft, &usual());
    let field = "assessments[1].results[weight].value";
    assert!(matches!(problem(&found, field), Some(ProblemCode::DoubtfulWeight { .. })), "{found:#?}");
    assert!(matches!(found.dosings[0].weight, WeightChoice::NotUsable(_)));
    for level in &found.dosings[0].levels {
        assert_asks(level, &[DoseAsk::WeightNotUsable]);
        assert!(level.results.is_empty());
    }

    confirm(&mut draft.assessments[0].results[0]);
    let confirmed = dose(&draft, &usual());
    let target = only(&confirmed.levels[DL2]).target.clone();
    near(&target.said().per(&x("187200000")).unwrap(), "2.2046226218");

    draft.assessments[0].results[0] = result("weight", amount("137.568451603", "lb"));
    let pounds = dose(&draft, &usual());
    near(&only(&pounds.levels[DL2]).weight.mass, "62.4000000");
}
