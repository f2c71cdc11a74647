//! What a gating chain has come to after each of its factors.

use crate::{
    engine::formula::step::{Formula, Step},
    quantity::Exact,
};

/// The concentration per mL after each factor of the chain, the count first; empty for what is no chain.
pub fn running(step: &Step) -> Vec<Exact> {
    if !matches!(step.formula, Formula::TotalChain | Formula::ViableChain | Formula::ViableShare) {
        return Vec::new();
    }
    let Some((count, shares)) = step.terms.split_first() else { return Vec::new() };
    let mut so_far = count.value.clone();
    let mut running = vec![so_far.clone()];
    for share in shares {
        so_far = so_far * &share.value / Exact::from(100);
        running.push(so_far.clone());
    }
    running
}

#[cfg(test)]
mod tests {
    use super::running;
    use crate::{
        engine::formula::step::{Formula, Step, Symbol, Term},
        quantity::Exact,
    };

    fn x(text: &str) -> Exact {
        text.parse().unwrap()
    }

    /// facts.md E2: 30e6 × 91.5 % × 97 % × 42.3 % = 11,263,009.5; after viability 27.45e6.
    #[test]
    fn each_factor_of_x2() {
        let term = |symbol, value, unit| Term::new(symbol, x(value), unit);
        let mut step = Step::new(
            Symbol::CarConcentration,
            Formula::TotalChain,
            vec![
                term(Symbol::TotalConcentration, "30000000", "/mL"),
                term(Symbol::Viability, "91.5", "%"),
                term(Symbol::Cd3Share, "97", "%"),
                term(Symbol::CarShare, "42.3", "%"),
            ],
            term(Symbol::CarConcentration, "11263009.5", "/mL"),
        );
        assert_eq!(running(&step), ["30000000", "27450000", "26626500", "11263009.5"].map(x));
        step.formula = Formula::Stated;
        assert!(running(&step).is_empty(), "one stated figure is no chain");
    }
}
