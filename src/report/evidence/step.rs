//! A line of a calculation in words: symbol = formula = numbers put in = result.

use std::borrow::Cow;

use crate::{
    engine::formula::step::{Formula, Mode, Step, Symbol, Term},
    i18n::{Digits, beside_cells, cells, dose_level},
    quantity::{
        component::CarCells,
        display::{self, Displayed as _},
    },
    report::{
        block::{Calculation, Number},
        words::Reporter,
    },
};

impl Reporter<'_> {
    /// A line of a calculation.
    pub fn step(&self, step: &Step) -> Calculation {
        let symbols: Vec<Cow<'_, str>> = step.terms.iter().map(|term| self.symbol(term.symbol)).collect();
        let terms: Vec<Number> = step.terms.iter().map(|term| self.term(term)).collect();
        let numbers: Vec<String> = terms.iter().map(|term| term.text.clone()).collect();
        // Where a rounded number was computed, its own line says so; between signs the mark would only be in the way.
        let rounded = matches!(terms.as_slice(), [only] if only.rounded);
        let result = self.term(&step.result);
        let symbol = self.of_bag(step, &self.symbol(step.quantity));
        #[expect(clippy::wildcard_enum_match_arm, reason = "every other formula writes itself")]
        let (formula, numbers) = match step.formula {
            Formula::Stated => (self.words.formula_stated.clone(), String::new()),
            Formula::Rounded(mode) => {
                let of = |texts: &[String]| {
                    let [volume, step] =
                        [texts.first(), texts.last()].map(|text| text.map_or("", |text| text));
                    match mode {
                        Mode::NotRounded => self.words.formula_not_rounded(volume),
                        Mode::HalfUp => self.words.formula_rounded_half_up(volume, step),
                        Mode::HalfEven => self.words.formula_rounded_half_even(volume, step),
                        Mode::Down => self.words.formula_rounded_down(volume, step),
                        Mode::DownForCap => self.words.formula_rounded_cap(volume, step),
                        Mode::Up => self.words.formula_rounded_up(volume, step),
                    }
                };
                let symbols: Vec<String> = symbols.iter().map(ToString::to_string).collect();
                (of(&symbols), of(&numbers))
            }
            Formula::Converted => (self.words.formula_converted.clone(), step.written(&numbers)),
            _ => (step.written(&symbols), step.written(&numbers)),
        };
        Calculation { symbol, formula, numbers: Number { text: numbers, rounded }, result }
    }

    /// The symbol of a line that is of one bag names the bag.
    fn of_bag(&self, step: &Step, symbol: &str) -> String {
        let Some((lot, bag)) = step.bag else { return symbol.to_owned() };
        self.words.line_of_bag(self.bag(lot, bag), symbol)
    }

    /// The number of a bag, with its lot's where there are several lots.
    pub(crate) fn bag(&self, lot: usize, bag: usize) -> String {
        let Some(typed) = self.draft.lots.get(lot) else { return String::new() };
        let number = typed.bags.get(bag).map_or("", |bag| bag.number.as_str());
        if self.draft.lots.len() > 1 { format!("{} / {number}", typed.id) } else { number.to_owned() }
    }

    fn term(&self, term: &Term) -> Number {
        let exact = |text: String| Number { text, rounded: false };
        let digits = Digits::of(&term.value);
        let with = |digits: Digits, unit: &str| Number {
            text: format!("{}{unit}", digits.text),
            rounded: digits.rounded,
        };
        match (term.symbol, term.unit) {
            (Symbol::DoseLevel, _) => exact(dose_level(&term.value, self.language, self.words)),
            (_, "cells") => exact(format!("{} {}", display::grouped(&term.value), self.words.unit_cells)),
            (_, unit @ ("/mL" | "/kg")) => with(digits.grouped(), unit),
            // Bare, as the other constants of Devine's formula.
            (Symbol::IdealBase, _) | (_, "") => with(digits, ""),
            (_, unit) => {
                let Number { text, rounded } = with(digits, &format!(" {unit}"));
                Number { text: text.replacen('-', "−", 1), rounded }
            }
        }
    }

    /// Cells in full, in words and as a power.
    pub fn cells(&self, value: &CarCells) -> String {
        cells(&value.displayed(), self.language, self.words)
    }

    /// The same without the digits in full; nothing for a small number.
    pub fn beside_cells(&self, value: &CarCells) -> Option<String> {
        beside_cells(&value.displayed(), self.language, self.words)
    }

    fn symbol(&self, symbol: Symbol) -> Cow<'_, str> {
        let words = self.words;
        Cow::Borrowed(match symbol {
            Symbol::Value(analyte) => return Cow::Owned(self.item(analyte.id())),
            Symbol::DoseLevel => &words.symbol_dose_level,
            Symbol::Weight => &words.symbol_weight,
            Symbol::WeightCap => &words.symbol_weight_cap,
            Symbol::DosingWeight => &words.symbol_dosing_weight,
            Symbol::TargetCells => &words.symbol_target_cells,
            Symbol::CellCap => &words.symbol_cell_cap,
            Symbol::TotalConcentration => &words.symbol_total,
            Symbol::ViableConcentration => &words.symbol_viable,
            Symbol::Viability => &words.symbol_viability,
            Symbol::Cd3Share => &words.symbol_cd3,
            Symbol::CarShare => &words.symbol_car_share,
            Symbol::Recovery => &words.symbol_recovery,
            Symbol::CarConcentration => &words.symbol_car,
            Symbol::BagCells => &words.symbol_bag_cells,
            Symbol::BagVolume => &words.symbol_bag_volume,
            Symbol::HoldUp => &words.symbol_hold_up,
            Symbol::InfusedVolume => &words.symbol_infused_volume,
            Symbol::UsableVolume => &words.symbol_usable_volume,
            Symbol::InfusedCells => &words.symbol_infused_cells,
            Symbol::CellsLeft => &words.symbol_cells_left,
            Symbol::Volume => &words.symbol_volume,
            Symbol::RoundingStep => &words.symbol_step,
            Symbol::DrawnVolume => &words.symbol_drawn,
            Symbol::DeliveredCells => &words.symbol_delivered,
            Symbol::DeliveredPerKg => &words.symbol_per_kg,
            Symbol::DeliveredPerActualKg => &words.symbol_per_actual_kg,
            Symbol::Deviation => &words.symbol_deviation,
            Symbol::AvailableCells => &words.symbol_available,
            Symbol::Age => &words.symbol_age,
            Symbol::Height => &words.symbol_height,
            Symbol::Creatinine => &words.symbol_creatinine,
            Symbol::UrineCreatinine => &words.symbol_urine_creatinine,
            Symbol::UrineVolume => &words.symbol_urine_volume,
            Symbol::CollectionTime => &words.symbol_time,
            Symbol::IdealWeight => &words.symbol_ideal,
            Symbol::AdjustedWeight => &words.symbol_adjusted,
            Symbol::Clearance => &words.symbol_clearance,
            Symbol::SexFactor => &words.symbol_sex_factor,
            Symbol::IdealBase => &words.symbol_ideal_base,
            Symbol::UnitFactor => &words.symbol_unit_factor,
            // As laboratories of every language print them.
            Symbol::WhiteCells => "WBC",
            Symbol::CorrectedWhiteCells => "cWBC",
            Symbol::NucleatedRedCells => "NRBC",
            Symbol::NeutrophilShare => "NE%",
            Symbol::BandShare => "BAND%",
            Symbol::LymphocyteShare => "LY%",
            Symbol::Neutrophils => "ANC",
            Symbol::Lymphocytes => "ALC",
            Symbol::InternationalUnits => "IU",
            Symbol::CopiesPerUnit => "copies/IU",
            Symbol::Copies => "copies",
        })
    }
}
