//! The volume against the weight, as a plot; the engine's own results at other weights.

use crate::{
    app::{core::Page, theme::palette, widget::fold},
    engine::{
        dose::{Curve, volume_against_weight},
        site::settings::Settings,
    },
    model::Draft,
    quantity::{
        display::Displayed as _,
        units::si::{Mass, Volume},
    },
};
use eframe::egui::Ui;
use egui_plot::{Corner, Legend, Line, Plot, PlotPoints, Points, VLine};
use std::sync::Arc;

/// The curves, and what they were made of.
#[derive(Default)]
pub(super) struct Cache {
    of: Option<(Draft, Arc<Settings>, usize)>,
    curves: Vec<Curve>,
}

impl Cache {
    /// Made anew only when draft, settings or infusion are others.
    fn curves(&mut self, page: &Page<'_>, place: usize) -> &[Curve] {
        let settings = &page.context().settings;
        let same = self.of.as_ref().is_some_and(|(draft, known, at)| {
            draft == page.draft() && Arc::ptr_eq(known, settings) && *at == place
        });
        if !same {
            self.curves = volume_against_weight(page.draft(), page.context(), place);
            self.of = Some((page.draft().clone(), Arc::clone(settings), place));
        }
        &self.curves
    }
}

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, cache: &mut Cache, place: usize) {
    let texts = &page.texts.dose;
    fold(ui, "plot", &texts.plot, false, |ui| {
        let curves = cache.curves(page, place);
        let cap = page.context().settings.weight_cap.value();
        let colors = palette(ui);
        let shades = [colors.primary, colors.pass, colors.unknown];
        let plot = Plot::new("volume against weight")
            .height(240.0)
            .x_axis_label(&*texts.plot_weight)
            .y_axis_label(&*texts.plot_volume)
            .legend(Legend::default().position(Corner::LeftTop))
            .allow_scroll(false)
            .allow_zoom(false)
            .allow_drag(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false);
        plot.show(ui, |plot| {
            for (curve, color) in curves.iter().zip(shades.into_iter().cycle()) {
                let level = page.context().plan.levels.get(curve.level).map_or("", |level| &*level.id);
                let points: PlotPoints<'_> = curve.points.iter().map(point).collect();
                plot.line(Line::new(level, points).color(color).width(2.0));
                let here: PlotPoints<'_> = std::iter::once(point(&curve.here)).collect();
                plot.points(Points::new(texts.plot_patient.clone(), here).color(color).radius(6.0));
            }
            if let Some(cap) = cap {
                plot.vline(VLine::new(texts.plot_cap.clone(), cap.displayed().to_f64()).color(colors.weak));
            }
        });
    });
}

fn point((weight, volume): &(Mass, Volume)) -> [f64; 2] {
    [weight.displayed().to_f64(), volume.displayed().to_f64()]
}
