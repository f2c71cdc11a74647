//! Every limit of the finished criteria as data: at it, just below, just above, in every unit of its table.

use crate::kit::{Patient as _, base, x};
use cardose::{
    engine::{
        Context,
        verdict::Outcome::{self, Fail, Pass},
    },
    model::{Draft, Value},
    quantity::{Analyte, Exact, Rounding, UnitRow},
};

/// One limit.
pub(crate) struct Boundary {
    /// The row or part.
    pub(crate) id: &'static str,
    pub(crate) item: &'static str,
    /// In the first unit of the table.
    pub(crate) limit: &'static str,
    /// The upper limit of normal it is a multiple of, in the first unit of the table.
    pub(crate) uln: Option<&'static str>,
    /// Below, at, above.
    pub(crate) expected: [Outcome; 3],
    pub(crate) setup: fn(Draft) -> Draft,
}

/// How many of this unit make one of the first unit of its table: facts.md section 4.
pub(crate) fn per_first(row: &UnitRow) -> Exact {
    if row.index == 0 {
        return Exact::from(1);
    }
    let (num, den) = match (row.table, row.ucum) {
        // One 10⁹/L is 10⁶ in 1 mL, 10³ in 1 µL; one charge per ion.
        ("cell_density", "10*3/uL" | "10*6/mL") | ("monovalent_ion", "meq/L") => (1, 1),
        ("cell_density", "10*4/mL") => (100, 1),
        ("cell_density", "10*8/mL") | ("length", "m") | ("share", "1") => (1, 100),
        ("cell_density", "10*8/L" | "10*5/mL") | ("length", "mm") => (10, 1),
        ("cell_density", "10*6/L" | "10*3/mL" | "/uL" | "/mm3") | ("copies", "{copies}/L") => (1_000, 1),
        ("cell_density", "/mL") => (1_000_000, 1),
        ("cell_density", "/L") => (1_000_000_000, 1),
        ("haemoglobin", "g/dL") | ("cell_density", "10*4/uL" | "10*7/mL") => (1, 10),
        // 16.1145 g per mmol of monomer.
        ("haemoglobin", "mmol{Fe}/L") => (10_000, 161_145),
        ("length", "[in_i]") => (100, 254),
        // 113.12 and 584.66 g/mol; 1 µmol/L = 113.12 µg/L = 0.011312 mg/dL.
        ("creatinine", "mg/dL") => (11_312, 1_000_000),
        ("bilirubin", "mg/dL") => (58_466, 1_000_000),
        ("enzyme", "ukat/L") | ("clearance", "mL/s") => (1, 60),
        ("copies", "10*3{copies}/mL") | ("cell_density", "10*6/uL" | "10*9/mL") => (1, 1_000),
        other => panic!("no size known for {other:?}"),
    };
    Exact::ratio(num, den)
}

fn same(chart: Draft) -> Draft {
    chart
}

/// All of them.
pub(crate) fn boundaries() -> Vec<Boundary> {
    const FROM: [Outcome; 3] = [Fail, Pass, Pass];
    const UP_TO: [Outcome; 3] = [Pass, Pass, Fail];
    const ABOVE: [Outcome; 3] = [Fail, Fail, Pass];
    const UNDER: [Outcome; 3] = [Pass, Fail, Fail];
    let plain = |id, item, limit, expected, setup| Boundary { id, item, limit, uln: None, expected, setup };
    let times = |id, item, limit, uln, setup| Boundary { id, item, limit, uln, expected: UP_TO, setup };
    let liver: fn(Draft) -> Draft = |chart| chart.with("liver_metastasis", Value::Yes);
    let node: fn(Draft) -> Draft = |chart| chart.with("measurable_lesion_is_node", Value::Yes);
    let carrier: fn(Draft) -> Draft = |chart| chart.choice("hbsag", "positive");
    vec![
        plain("I5.size", "largest_lesion_diameter", "6", UP_TO, same),
        plain("I5.measurable", "measurable_lesion_diameter", "1", FROM, same),
        plain("I5.measurable", "measurable_lesion_short_axis", "1.5", FROM, node),
        plain("I8.neutrophils", "neutrophils", "1.0", FROM, same),
        plain("I8.haemoglobin", "haemoglobin", "80", FROM, same),
        plain("I8.platelets", "platelets", "75", FROM, same),
        plain("I8.lymphocytes", "lymphocytes", "0.5", FROM, same),
        // 1.5 × 20; 2.5 × 60; 5 × 60; 1.5 × 100.
        times("I9.bilirubin", "bilirubin_total", "30", Some("20"), same),
        times("I9.alt", "alt", "150", Some("60"), same),
        times("I9.ast", "ast", "150", Some("60"), same),
        times("I9.alt", "alt", "300", Some("60"), liver),
        times("I9.ast", "ast", "300", Some("60"), liver),
        times("I10.creatinine", "creatinine", "150", Some("100"), same),
        plain("I10.clearance", "creatinine_clearance_measured", "50", FROM, same),
        plain("I10.clearance", "creatinine_clearance_reported", "50", FROM, same),
        plain("I11", "lvef", "50", FROM, same),
        plain("I12", "spo2_room_air", "90", ABOVE, same),
        plain("E4.hbv", "hbv_dna", "1000", UP_TO, carrier),
        plain("E5.sodium", "sodium", "125", FROM, same),
        plain("E5.potassium", "potassium", "3.5", FROM, same),
        plain("E6", "liver_replaced", "50", UNDER, same),
    ]
}

/// The texts to type around a limit: below, at (where the digits end), above.
fn probes(limit: &Exact) -> Vec<(usize, String)> {
    let ends = !limit.to_string().contains('/');
    let mut probes = Vec::new();
    if ends {
        probes.push((1, limit.to_string()));
    }
    let decimals = limit.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let decimals = if ends { u32::try_from(decimals).unwrap() } else { 3 };
    // One unit of the last place, of the next place, and so near that a binary float sees no difference.
    for places in [decimals, decimals + 1, decimals + 18] {
        let step = Exact::from(1) / x(&format!("1e{places}"));
        let down = limit.round(places, Rounding::Down);
        let below = if ends { down - step.clone() } else { down };
        let up = limit.round(places, Rounding::Up);
        let above = if ends { up + step } else { up };
        // Zero is not just below anything, and no lesion has zero centimetres.
        if below.is_positive() {
            probes.push((0, below.to_string()));
        }
        probes.push((2, above.to_string()));
    }
    probes
}

/// What comes out otherwise than expected.
pub(crate) fn mismatches(boundary: &Boundary, context: &Context) -> Vec<String> {
    let analyte = Analyte::from_id(boundary.item).unwrap();
    let mut found = Vec::new();
    for unit in analyte.units() {
        let limit = x(boundary.limit) * per_first(unit);
        // The upper limit of normal in every unit too: a report may print it in another one.
        let ulns: Vec<Option<(String, &str)>> = match boundary.uln {
            None => vec![None],
            Some(uln) => analyte
                .units()
                .iter()
                .map(|row| Some(((x(uln) * per_first(row)).to_string(), row.ucum)))
                .collect(),
        };
        for uln in ulns {
            let mut chart = (boundary.setup)(base()).quantity(boundary.item, "1", unit.ucum);
            if let Some((value, unit)) = &uln {
                chart = chart.uln(boundary.item, value, unit);
            }
            for (side, text) in probes(&limit) {
                let chart = chart.clone().quantity(boundary.item, &text, unit.ucum);
                let outcome = chart.judged_in(context).outcome_or_row(boundary.id);
                let expected = boundary.expected[side];
                if outcome != expected {
                    let (id, unit) = (boundary.id, unit.ucum);
                    found.push(format!(
                        "{id}: {text} {unit} (ULN {uln:?}) gives {outcome:?}, not {expected:?}"
                    ));
                }
            }
        }
    }
    found
}
