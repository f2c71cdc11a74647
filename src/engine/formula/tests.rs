//! The formulas against facts.md, and what is known of a value against arithmetic done here.

use super::{
    clearance::{Input, adjusted_weight, cockcroft_gault, ideal_weight, measured},
    differential::{corrected_white_cells, lymphocytes, neutrophils},
    dose,
    step::{Formula, Mode, Symbol},
    worked::{Tree, Typed, Worked},
};
use crate::{
    engine::range::{End, Range},
    model::Sex::{self, Female, Male},
    quantity::{
        Analyte, Exact,
        analyte::{Age, Creatinine, Height, Measurable, NucleatedRedCells, Value, Weight, WhiteCells},
        component::{CarCells, CarDensity, CarPositive, Density, DoseLevel, FromBase, InBase, Of},
        units::{
            RuntimeUnit, cell_density, creatinine, length, per_hundred, score, share,
            si::{Mass, Volume},
            time, urine_creatinine, volume, weight,
        },
    },
};

fn x(text: &str) -> Exact {
    text.parse().unwrap()
}

/// A number put in exactly, in this unit.
fn put<C: Measurable, U: RuntimeUnit>(symbol: Symbol, number: &str, unit: U) -> Input<C>
where
    C::Quantity: FromBase + InBase<Plain = U::Quantity>,
{
    Worked::given(symbol, &Value::<C>::from_base(unit.row().in_base(&x(number))), unit)
}

fn age(years: &str) -> Input<Age> {
    put(Symbol::Age, years, score::Unit::point)
}

fn kilograms(number: &str) -> Input<Weight> {
    put(Symbol::Weight, number, weight::Unit::kilogram)
}

fn height(centimeters: &str) -> Input<Height> {
    put(Symbol::Height, centimeters, length::Unit::centimeter)
}

fn plasma((number, unit): (&str, &str)) -> Input<Creatinine> {
    put(Symbol::Creatinine, number, creatinine::Unit::parse(unit).unwrap())
}

fn whites(number: &str) -> Input<WhiteCells> {
    put(Symbol::WhiteCells, number, cell_density::Unit::giga_per_liter)
}

fn nucleated(number: &str) -> Input<NucleatedRedCells> {
    put(Symbol::NucleatedRedCells, number, per_hundred::Unit::per_hundred_white_cells)
}

/// What a formula comes to, as its last line prints it.
fn shown<Q>(worked: &Worked<Q>) -> Exact {
    Tree::lines([worked.tree()]).last().unwrap().result.value.clone()
}

#[track_caller]
fn check(sex: Sex, years: &str, weight: &str, creatinine: (&str, &str), expected: &str) {
    let found = shown(&cockcroft_gault(&age(years), &kilograms(weight), &plasma(creatinine), Some(sex)));
    let digits = u32::try_from(expected.len() - 1).unwrap();
    assert_eq!(found.significant(digits), expected);
}

#[test]
fn x16_cockcroft_gault() {
    check(Male, "64", "71.5", ("1.10", "mg/dL"), "68.6111111111");
    check(Female, "58", "54", ("0.95", "mg/dL"), "55.0263157895");
}

/// Exact constants; the textbook's 1.23 and 1.04 give other numbers and in two cases another verdict.
#[test]
fn x17_exact_constants() {
    check(Female, "58", "54", ("88", "umol/L"), "52.5136218979");
    check(Male, "64", "71.5", ("97.2", "umol/L"), "68.640664037");
    check(Male, "40", "100", ("246", "umol/L"), "49.9106240473");
    check(Female, "34", "83", ("183", "umol/L"), "50.1741357781");
}

#[test]
fn x18_three_weights() {
    let (ideal, actual) = (ideal_weight(&height("178"), Some(Male)), kilograms("112"));
    assert_eq!(shown(&ideal).significant(12), "73.1811023622");
    let adjusted = adjusted_weight(&actual, &ideal);
    assert_eq!(shown(&adjusted).significant(12), "88.7086614173");
    for (weight, expected) in
        [(actual, "84.8001466813"), (adjusted, "67.1652455366"), (ideal, "55.4086447734")]
    {
        let found = cockcroft_gault(&age("66"), &weight, &plasma(("120", "umol/L")), Some(Male));
        assert_eq!(shown(&found).significant(12), expected);
    }
    assert_eq!(shown(&ideal_weight(&height("160"), Some(Female))).significant(12), "52.3818897638");
}

fn of_urine(
    urine: (&str, &str),
    milliliters: &str,
    creatinine: (&str, &str),
    minutes: &str,
) -> Worked<Value<crate::quantity::analyte::ClearanceMeasured>> {
    measured(
        &put(Symbol::UrineCreatinine, urine.0, urine_creatinine::Unit::parse(urine.1).unwrap()),
        &put(Symbol::UrineVolume, milliliters, volume::Unit::milliliter),
        &plasma(creatinine),
        &put(Symbol::CollectionTime, minutes, time::Unit::minute),
    )
}

#[test]
fn x19_measured_clearance() {
    for (urine, milliliters, creatinine, minutes, expected) in [
        (("5.8", "mmol/L"), "1650", ("95", "umol/L"), "1440", "69.9561403509"),
        (("5.8", "mmol/L"), "1650", ("95", "umol/L"), "1380", "72.9977116705"),
        (("120", "mg/dL"), "1800", ("1.2", "mg/dL"), "1440", "125"),
    ] {
        assert_eq!(shown(&of_urine(urine, milliliters, creatinine, minutes)).significant(12), expected);
    }
}

/// facts.md X29: checks published by others.
#[test]
fn x29_published_checks() {
    check(Male, "65", "70", ("1.4", "mg/dL"), "52.0833333333");
    check(Female, "45", "60", ("0.9", "mg/dL"), "74.7685185185");
    check(Female, "78", "47.6", ("1.56", "mg/dL"), "22.3336894587");
}

/// facts.md X13-X15 and X29.
#[test]
fn x29_counts_from_a_differential() {
    let unit = share::Unit::percent;
    let segments = |number: &str| put(Symbol::NeutrophilShare, number, unit);
    let bands = put(Symbol::BandShare, "4", unit);
    assert_eq!(shown(&neutrophils(&whites("3.2"), &segments("28"), Some(&bands))), x("1.024"));
    assert_eq!(shown(&neutrophils(&whites("2.94"), &segments("34"), None)), x("0.9996"));
    let share = put(Symbol::LymphocyteShare, "19.8", unit);
    assert_eq!(shown(&lymphocytes(&whites("2.0"), &share)), x("0.396"));
    assert_eq!(
        shown(&corrected_white_cells(&whites("17.4"), &nucleated("8"))).significant(12),
        "16.1111111111"
    );
    let corrected = corrected_white_cells(&whites("1.30"), &nucleated("30"));
    assert_eq!(shown(&corrected), x("1"));
    assert_eq!(shown(&neutrophils(&corrected, &segments("80"), None)), x("0.8"));
}

#[test]
fn nothing_divides_by_zero() {
    let none = |years, creatinine| {
        cockcroft_gault(&age(years), &kilograms("70"), &plasma((creatinine, "mg/dL")), Some(Male))
            .value()
            .is_none()
    };
    assert!(none("50", "0") && none("140", "1") && none("141", "1"));
    assert!(!none("139", "1"), "one year is left of the formula");
    assert_eq!(of_urine(("1", "mg/dL"), "1", ("0", "mg/dL"), "1").value(), None);
    assert_eq!(of_urine(("1", "mg/dL"), "1", ("1", "mg/dL"), "0").value(), None);
}

/// 140 − 49 to 140 − 50 years, 69.5 kg, 1.75 mg/dL: 90 × 69.5 ÷ 126 to 91 × 69.5 ÷ 126; the older first.
#[test]
fn an_age_that_is_not_known_gives_both_ends_and_a_line_each() {
    let years = |number: &str| Of::of(score::Unit::point.quantity(x(number)));
    let age: Input<Age> = Worked::between(Symbol::Age, [&years("49"), &years("50")], score::Unit::point);
    let found = cockcroft_gault(&age, &kilograms("69.5"), &plasma(("1.75", "mg/dL")), Some(Male));
    assert_eq!(found.value(), None, "it is not one number");
    let lines = Tree::lines([found.tree()]);
    let ends: Vec<(Exact, Exact)> =
        lines.iter().map(|line| (line.terms[0].value.clone(), line.result.value.clone())).collect();
    let expected = |years: &str, left: &str| (x(years), x(left) * x("69.5") / x("126"));
    assert_eq!(ends, [expected("50", "90"), expected("49", "91")]);
}

fn typed<C: Measurable>(
    analyte: Analyte,
    value: &Range<&str>,
    unit: &str,
    last_place: i32,
    into: impl RuntimeUnit<Quantity = <Value<C> as InBase>::Plain>,
    symbol: Symbol,
) -> Input<C>
where
    C::Quantity: InBase,
{
    let row = analyte.unit(unit).unwrap();
    let value = value.map(|number| analyte.measured(x(number), row).unwrap());
    Worked::measured(symbol, &Typed { value: &value, unit: row, last_place }, into).unwrap()
}

fn ends<Q: FromBase>(worked: &Worked<Q>, per: &str) -> [Option<Exact>; 2] {
    let range = worked.range().unwrap();
    [&range.low, &range.high].map(|end| end.number().map(|end| end.in_base() / x(per)))
}

/// 10 × 10⁹/L with more than 100 nucleated per 100 white cells: below 10 × 100 ÷ 200 = 5, down to nothing.
#[test]
fn a_number_without_an_upper_end_leaves_a_quotient_above_nothing() {
    let open = Range { low: End::Open("100"), high: End::None };
    let unit = per_hundred::Unit::per_hundred_white_cells;
    let many = typed(Analyte::NucleatedRedCells, &open, "/100 WBC", 0, unit, Symbol::NucleatedRedCells);
    let corrected = corrected_white_cells(&whites("10"), &many);
    assert_eq!(ends(&corrected, "1e12"), [Some(x("0")), Some(x("5"))]);
    let range = corrected.range().unwrap();
    assert!(matches!((&range.low, &range.high), (End::Open(_), End::Open(_))), "neither end is reached");
    // Corrected already, or not: up to the plain count, which is reached.
    let either = corrected.or_else(whites("10"));
    assert_eq!(ends(&either, "1e12"), [Some(x("0")), Some(x("10"))]);
    assert!(matches!(either.range().unwrap().high, End::Closed(_)));
}

/// 3.2 and 28 % are 3.15 to 3.25 and 27.5 to 28.5 %: 0.86625 to 0.92625.
#[test]
fn last_digits_typed_spread_through_a_formula() {
    let point = |number| Range::point(number);
    let giga = cell_density::Unit::giga_per_liter;
    let whites = typed(Analyte::WhiteCells, &point("3.2"), "10*9/L", -1, giga, Symbol::WhiteCells);
    let unit = share::Unit::percent;
    let segments = typed(Analyte::NeutrophilsPercent, &point("28"), "%", 0, unit, Symbol::NeutrophilShare);
    let counted = neutrophils(&whites, &segments, None);
    let near = counted.tree().near().unwrap();
    let near = [near.low, near.high].map(|end| end.number().unwrap() / x("1e12"));
    assert_eq!(near, [x("3.15") * x("0.275"), x("3.25") * x("0.285")]);
    assert_eq!(shown(&counted), x("0.896"), "the value itself is that of the digits");
}

/// The actual weight stands twice in the adjusted one: 0.6 × ideal + 0.4 × actual, no wider. 70 kg is 69.5 to 70.5 kg.
#[test]
fn an_input_that_stands_twice_is_one_number_in_both_places() {
    let unit = weight::Unit::kilogram;
    let actual = typed(Analyte::Weight, &Range::point("70"), "kg", 0, unit, Symbol::Weight);
    // 60 inches: 50 kg without a last digit.
    let ideal = ideal_weight(&height("152.4"), Some(Male));
    let near = adjusted_weight(&actual, &ideal).tree().near().unwrap();
    let near = [near.low, near.high].map(|end| end.number().unwrap().clone());
    assert_eq!(near, [x("30") + x("0.4") * x("69.5"), x("30") + x("0.4") * x("70.5")]);
}

#[test]
fn what_is_missing_is_named() {
    let missing: Input<Weight> = Worked::missing(Symbol::Weight, weight::Unit::kilogram);
    let found = cockcroft_gault(&age("50"), &missing, &plasma(("1", "mg/dL")), Some(Female));
    assert_eq!((found.value(), found.tree().missing()), (None, vec![Symbol::Weight]));
    assert!(Tree::lines([found.tree()]).is_empty(), "nothing is printed of what is not known");
    // Of several every one is named, in the order of the formula; the sex settles the factor, and Devine's base.
    let nothing: Input<Height> = Worked::missing(Symbol::Height, length::Unit::centimeter);
    let ideal = ideal_weight(&nothing, None);
    let found = cockcroft_gault(&age("50"), &ideal, &plasma(("1", "mg/dL")), None);
    assert_eq!(found.tree().missing(), [Symbol::IdealBase, Symbol::Height, Symbol::SexFactor]);
}

fn ml(number: &str) -> Volume {
    volume::Unit::milliliter.quantity(x(number))
}

fn car(millions: &str) -> Worked<CarDensity> {
    let million = cell_density::Unit::million_per_milliliter;
    dose::stated(&Density::of(million.quantity(x(millions))), million)
}

fn mass(number: &str) -> Mass {
    weight::Unit::kilogram.quantity(x(number))
}

fn level(number: &str) -> DoseLevel<CarPositive> {
    DoseLevel::per_kilogram(x(number))
}

/// X1 again, from the tree: 3 × 10⁶ × 62.4 = 187.2 million; ÷ 9.25925 million per mL = 20.2176… mL, drawn 20.2.
#[test]
fn x1_writes_its_own_lines() {
    let weight = dose::dosing_weight(&mass("62.4"), None);
    let target = dose::target(&level("3e6"), &weight);
    let calculated = dose::volume(&target, &car("9.25925"));
    let drawn = dose::rounded(&calculated, Some(&ml("0.1")), Mode::HalfUp);
    let delivered = dose::delivered(&drawn, &car("9.25925"));
    let off = dose::deviation(&delivered, &target);
    assert_eq!(drawn.value(), Some(ml("20.2")));
    assert_eq!(shown(&delivered), x("187036850"));
    let lines = Tree::lines([off.tree()]);
    let symbols: Vec<Symbol> = lines.iter().map(|line| line.quantity).collect();
    assert_eq!(
        symbols,
        [
            Symbol::TargetCells,
            Symbol::CarConcentration,
            Symbol::Volume,
            Symbol::DrawnVolume,
            Symbol::CarConcentration,
            Symbol::DeliveredCells,
            Symbol::Deviation
        ]
    );
    let last = lines.last().unwrap();
    assert_eq!(last.written(&["A", "B"]), "100 × (A − B) ÷ B");
    assert_eq!(last.result.value.significant(12), "-0.0871527777778");
}

#[test]
fn formulas_are_written_as_they_are_computed() {
    let lines = |tree: &Tree| Tree::lines([tree]).last().unwrap().clone();
    let woman = cockcroft_gault(&age("50"), &kilograms("60"), &plasma(("1", "mg/dL")), Some(Female));
    let line = lines(woman.tree());
    // Listed behind the creatinine, written before the division.
    assert_eq!(line.terms.last().unwrap().symbol, Symbol::SexFactor);
    assert_eq!(line.written(&["age", "W", "P", "F"]), "(140 − age) × W × F ÷ (72 × P)");
    assert_eq!(
        lines(ideal_weight(&height("170"), Some(Male)).tree()).written(&["B", "H"]),
        "B + 2.3 × (H ÷ 2.54 − 60)"
    );
    let adjusted = adjusted_weight(&kilograms("90"), &ideal_weight(&height("170"), Some(Male)));
    assert_eq!(lines(adjusted.tree()).written(&["I", "W"]), "I + 0.4 × (W − I)");
    let urine = of_urine(("1", "mg/dL"), "1", ("1", "mg/dL"), "1");
    assert_eq!(lines(urine.tree()).written(&["U", "V", "P", "t"]), "U × V ÷ (P × t)");
    let cap = CarCells::count(x("100"));
    let capped =
        dose::capped_target(dose::target(&level("3"), &dose::dosing_weight(&mass("40"), None)), &cap);
    assert_eq!(lines(capped.tree()).written(&["N", "cap"]), "min(N; cap)");
    let left = dose::left(&capped, &capped);
    assert_eq!((lines(left.tree()).written(&["N"]), shown(&left)), ("max(0; N − N)".to_owned(), x("0")));
    let usable = dose::usable(&ml("20"), &ml("0.5"), &ml("3"));
    assert_eq!(
        (lines(usable.tree()).written(&["F", "H", "I"]), usable.value()),
        ("F − H − I".to_owned(), Some(ml("16.5")))
    );
    // More was infused than a bag can give: nothing is left, and the line says so.
    let empty = dose::usable(&ml("20"), &ml("0.5"), &ml("20"));
    assert_eq!(
        (lines(empty.tree()).written(&["F", "H", "I"]), empty.value()),
        ("max(0; F − H − I)".to_owned(), Some(ml("0")))
    );
    let bags = dose::drawn_of_bags(Formula::BagsAdded, [usable.clone(), usable]);
    assert_eq!(shown(&bags), x("33"));
}
