//! The certificate's figures held against each other: a tenfold slip shows here.

use super::{
    CERTIFICATE_TOLERANCE_PERCENT, CertificateCheck, CheckedFigure, Fields, LotAsk, ReadLot,
    concentration::{concentration_of, own_concentration},
};
use crate::{
    model::{Address, BagPart, Convention, LotPart},
    quantity::{
        Exact, Figure,
        component::{
            CarCells, CarDensity, CarPositive, Cd3, Component, Density, Fraction, FromBase, Nucleated, Of,
            Viable, Within,
        },
        units::{
            RuntimeUnit, cell_density, cells, share,
            si::{Ratio, Volume},
        },
    },
};
use num_traits::Zero as _;

const PER_ML: cell_density::Unit = cell_density::Unit::per_milliliter;

/// Figures that the chosen convention does not use still have to agree with it.
pub(super) fn check_shares(convention: Convention, fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    let stated = matches!(convention, Convention::Stated | Convention::SinglePlatform);
    let mut unused = Unused { fields, scratch: read.clone() };
    let viable = unused.density::<Viable>(LotPart::Viable);
    let total = unused.density::<Nucleated>(LotPart::Total);
    let counted = total.zip(unused.fraction(LotPart::Viability)).map(|(total, viability)| total * viability);
    if let (Some(viable), Some(counted)) = (&viable, &counted) {
        let check = check(CheckedFigure::ViableCount, viable, counted, PER_ML);
        // Two counts that agree say nothing of a concentration that rests on neither.
        read.checks.push(CertificateCheck { guards: !stated, ..check });
    }
    let car = unused.density::<CarPositive>(LotPart::Car);
    for share in [LotPart::Viability, LotPart::Cd3, LotPart::CarShare, LotPart::Recovery] {
        unused.share(share);
    }
    let zero = unused.scratch.asks.iter().filter(|ask| matches!(ask, LotAsk::NoCarCells(_)));
    let zero: Vec<LotAsk> = zero.filter(|ask| !read.asks.contains(ask)).cloned().collect();
    // Zero is a figure: a certificate of no viable, or no CD3+, cells has no CAR+ cells to give.
    read.asks.extend(zero);
    if !stated {
        if let (Some(car), Some(computed)) = (car, read.density()) {
            read.checks.push(check(CheckedFigure::StatedConcentration, &car, &computed, PER_ML));
        }
        return;
    }
    let chains = unused.chains(viable.or(counted));
    let Some(car) = read.density() else { return };
    let checks =
        chains.iter().map(|computed| check(CheckedFigure::StatedConcentration, &car, computed, PER_ML));
    read.checks.extend(checks.min_by(|one, other| one.differs.cmp(&other.differs)));
}

/// A part above its whole, in any pair of figures of one lot: all of them were counted at one time.
pub(super) fn check_parts(fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    let mut unused = Unused { fields, scratch: read.clone() };
    let (viable, total) =
        (unused.density::<Viable>(LotPart::Viable), unused.density::<Nucleated>(LotPart::Total));
    let typed = unused.density::<CarPositive>(LotPart::Car);
    let (share, cd3) = (unused.share(LotPart::CarShare), unused.fraction::<Cd3, Viable>(LotPart::Cd3));
    let t_cell_share = unused.share(LotPart::Cd3);
    let viability = unused.fraction::<Viable, Nucleated>(LotPart::Viability);
    let mut car: Vec<CarDensity> = typed.into_iter().chain(read.density()).collect();
    car.extend(densities_of_bags(fields, read));
    let most = car.into_iter().max().map(Of::into_quantity);
    let of_viable = (fields.lot.convention == Some(Convention::CarOfViable)).then(|| share.clone()).flatten();
    let counted = read.checks.iter().any(|check| check.what == CheckedFigure::ViableCount);
    let living = viable.clone().or_else(|| Some(total.clone()? * viability?));
    let t_cells = living.clone().zip(cd3).map(|(living, cd3)| (living * cd3).into_quantity());
    let car_share = share.as_ref().and_then(Fraction::<CarPositive, Viable>::new);
    let at_most = living.clone().zip(car_share).map(|(living, share)| (living * share).into_quantity());
    let (in_bags, in_lot) = cells_typed(fields);
    let (living, viable, total) =
        (living.map(Of::into_quantity), viable.map(Of::into_quantity), total.map(Of::into_quantity));
    // Held against the viable share of the total already.
    let beside_total = total.as_ref().filter(|_| !counted);
    let found = [
        exceeds(CheckedFigure::CarWithinViable, most.as_ref(), living.as_ref(), PER_ML),
        exceeds(CheckedFigure::CarWithinCd3, most.as_ref(), t_cells.as_ref(), PER_ML),
        exceeds(CheckedFigure::CarWithinShare, most.as_ref(), at_most.as_ref(), PER_ML),
        exceeds(CheckedFigure::BagsWithinLot, in_bags.as_ref(), in_lot.as_ref(), cells::Unit::one),
        exceeds(CheckedFigure::CarWithinTotal, most.as_ref(), total.as_ref(), PER_ML),
        exceeds(CheckedFigure::ViableWithinTotal, viable.as_ref(), beside_total, PER_ML),
        exceeds(CheckedFigure::CarWithinCd3, of_viable.as_ref(), t_cell_share.as_ref(), share::Unit::percent),
    ];
    read.checks.extend(found.into_iter().flatten());
}

/// A part that is larger than its whole by more than the tolerance.
fn exceeds<Q, U>(
    what: CheckedFigure,
    part: Option<&Q>,
    whole: Option<&Q>,
    unit: U,
) -> Option<CertificateCheck>
where
    Q: FromBase + Ord,
    U: RuntimeUnit<Quantity = Q::Plain>,
{
    let (part, whole) = part.zip(whole).filter(|(part, whole)| part > whole)?;
    let check = check(what, part, whole, unit);
    (!check.agrees).then_some(check)
}

/// The cells of all bags together, as far as they are typed, and those of the whole lot.
fn cells_typed(fields: &mut Fields<'_, '_>) -> (Option<CarCells>, Option<CarCells>) {
    let lot = fields.lot;
    let mut of_bags: Option<CarCells> = None;
    for bag in &lot.bags {
        if let Some(cells) = fields.cells(&bag.cells, &Address::bag(fields.lot, bag, BagPart::Cells)) {
            of_bags = Some(match of_bags {
                Some(so_far) => so_far + cells,
                None => cells,
            });
        }
    }
    (of_bags, fields.cells(&lot.certificate_cells, &fields.at(LotPart::CertificateCells)))
}

/// The concentrations that the bags have of their own, and the one that the cells of the whole lot make.
fn densities_of_bags(fields: &mut Fields<'_, '_>, read: &ReadLot) -> Vec<CarDensity> {
    let lot = fields.lot;
    let mut found = Vec::new();
    let mut all = Some(Volume::zero());
    for (place, bag) in lot.bags.iter().enumerate() {
        let volume = fields.volume(&bag.volume, &Address::bag(fields.lot, bag, BagPart::Volume));
        let own = match &read.car {
            Some(car) => concentration_of(fields, (place, bag), (read.index, car)),
            None => own_concentration(fields, (place, bag), read.index),
        };
        let cells = fields.cells(&bag.cells, &Address::bag(fields.lot, bag, BagPart::Cells));
        found.extend(own.and_then(|own| own.value()));
        found.extend(cells.zip(volume.as_ref()).and_then(|(cells, volume)| cells.per_volume(volume)));
        all = all.zip(volume).map(|(all, volume)| all + volume);
    }
    let cells = fields.cells(&lot.certificate_cells, &fields.at(LotPart::CertificateCells));
    found.extend(cells.zip(all).and_then(|(cells, volume)| cells.per_volume(&volume)));
    found
}

/// Figures that the convention does not use: what is wrong with them is said, and nothing is asked for.
struct Unused<'u, 'l, 'p> {
    fields: &'u mut Fields<'l, 'p>,
    scratch: ReadLot,
}

impl Unused<'_, '_, '_> {
    fn density<P: Component>(&mut self, field: LotPart) -> Option<Density<P>> {
        self.fields.density::<P>(field, &mut self.scratch).map(|(density, _)| density)
    }

    fn share(&mut self, field: LotPart) -> Option<Ratio> {
        self.fields.share(field, &mut self.scratch)
    }

    fn fraction<Part: Within<Whole>, Whole: Component>(
        &mut self,
        field: LotPart,
    ) -> Option<Fraction<Part, Whole>> {
        self.fields.fraction(field, &mut self.scratch)
    }

    /// What a stated concentration can be held against: viable cells × CD3+ × CAR+, or, as the gate of CAR+ is not
    /// said, viable cells × CAR+. Without the CD3+ share only a gate of viable cells could be computed, and it would
    /// contradict every certificate with the other gate.
    fn chains(&mut self, viable: Option<Density<Viable>>) -> Vec<CarDensity> {
        let cd3 = self.fraction::<Cd3, Viable>(LotPart::Cd3);
        let of_cd3 = self.fraction::<CarPositive, Cd3>(LotPart::CarShare);
        let of_viable = self.fraction::<CarPositive, Viable>(LotPart::CarShare);
        let (Some(viable), Some(cd3), Some(of_cd3), Some(of_viable)) = (viable, cd3, of_cd3, of_viable)
        else {
            return Vec::new();
        };
        vec![viable.clone() * cd3 * of_cd3, viable * of_viable]
    }
}

/// Holds a figure of the certificate against what follows from the others; both are shown in this unit.
pub(crate) fn check<Q, U>(what: CheckedFigure, stated: &Q, computed: &Q, unit: U) -> CertificateCheck
where
    Q: FromBase + Ord,
    U: RuntimeUnit<Quantity = Q::Plain>,
{
    let smaller = stated.min(computed).in_base();
    let difference = (stated.in_base() - computed.in_base()).abs();
    let differs = Ratio::from_base(difference.per(smaller).unwrap_or_else(|| Exact::from(1)));
    let tolerance = share::Unit::percent.quantity(Exact::from(CERTIFICATE_TOLERANCE_PERCENT));
    let agrees = smaller.is_positive() && differs <= tolerance;
    let shown = |of: &Q| Figure { value: unit.row().of_base(of.in_base()), unit: unit.row().symbol };
    CertificateCheck { what, stated: shown(stated), computed: shown(computed), differs, agrees, guards: true }
}

/// The certificate's cells of the whole lot against the sum over its bags, filled volumes counted.
pub(super) fn check_totals(fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    if fields.lot.certificate_cells.is_empty() {
        return;
    }
    let Some(stated) = fields.cells(&fields.lot.certificate_cells, &fields.at(LotPart::CertificateCells))
    else {
        return;
    };
    let Some(car) = &read.car else { return };
    let mut total: Option<CarCells> = None;
    for (place, bag) in fields.lot.bags.iter().enumerate() {
        let Some(volume) = fields.volume(&bag.volume, &Address::bag(fields.lot, bag, BagPart::Volume)) else {
            return;
        };
        let own = concentration_of(fields, (place, bag), (read.index, car)).and_then(|own| own.value());
        let Some(own) = own else { return };
        let cells = own.in_volume(&volume);
        total = Some(match total {
            Some(total) => total + cells,
            None => cells,
        });
    }
    if let Some(total) = total {
        read.checks.push(check(CheckedFigure::LotCells, &stated, &total, cells::Unit::one));
    }
}
