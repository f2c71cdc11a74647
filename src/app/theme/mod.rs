//! Colours, sizes and fonts, from one token file, for both themes.

mod fonts;
mod tokens;

pub(crate) use fonts::{bold, install as install_fonts};
pub(crate) use tokens::{Palette, SpaceScale, TOKENS};

use eframe::egui::{
    self, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Theme, Ui, Visuals,
    style::{ScrollStyle, Selection, WidgetVisuals, Widgets},
    vec2,
};

/// The corners of cards, buttons and menus.
pub(crate) fn corner() -> CornerRadius {
    CornerRadius::same(TOKENS.corner.usual)
}

/// The corners of what lies inside a card.
pub(crate) fn small_corner() -> CornerRadius {
    CornerRadius::same(TOKENS.corner.small)
}

/// The corners of dialogues and chips.
pub(crate) fn large_corner() -> CornerRadius {
    CornerRadius::same(TOKENS.corner.large)
}

/// Text larger than body, for headings of cards.
pub(crate) const HEADING: &str = "heading";
/// Text of a page's title and of the headline.
pub(crate) const TITLE: &str = "title";
/// The volume to draw.
pub(crate) const FIGURE: &str = "figure";

/// Sets fonts and both themes; once, before the first frame.
pub(crate) fn install(ctx: &egui::Context) {
    install_fonts(ctx);
    // The size of text is the user's, and changed by a command; egui's own keys would change it a second time.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    ctx.style_mut_of(Theme::Light, |style| apply(style, &TOKENS.light, Visuals::light()));
    ctx.style_mut_of(Theme::Dark, |style| apply(style, &TOKENS.dark, Visuals::dark()));
}

/// The colours of the theme in use.
pub(crate) fn palette(ui: &Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &TOKENS.dark } else { &TOKENS.light }
}

/// The spacing scale.
pub(crate) fn space() -> SpaceScale {
    TOKENS.space
}

/// A text style by its name.
pub(crate) fn text_style(name: &'static str) -> TextStyle {
    TextStyle::Name(name.into())
}

fn apply(style: &mut Style, palette: &Palette, base: Visuals) {
    let tokens = &*TOKENS;
    let text = &tokens.text;
    let regular = |size| FontId::new(size, FontFamily::Proportional);
    let strong = |size| FontId::new(size, bold());
    style.text_styles = [
        (TextStyle::Small, regular(text.small)),
        (TextStyle::Body, regular(text.body)),
        (TextStyle::Button, regular(text.body)),
        (TextStyle::Monospace, regular(text.body)),
        (TextStyle::Heading, strong(text.heading)),
        (text_style(HEADING), strong(text.heading)),
        (text_style(TITLE), strong(text.title)),
        (text_style(FIGURE), strong(text.figure)),
    ]
    .into();
    style.spacing.item_spacing = vec2(tokens.space.small, tokens.space.tight);
    style.spacing.button_padding = vec2(tokens.space.medium, tokens.space.tight);
    style.spacing.interact_size = vec2(tokens.row, tokens.row);
    style.spacing.combo_width = 96.0;
    // In the colour of text: a handle as white as the page could not be seen.
    style.spacing.scroll = ScrollStyle {
        foreground_color: true,
        dormant_handle_opacity: 0.4,
        active_handle_opacity: 0.5,
        interact_handle_opacity: 0.7,
        ..ScrollStyle::solid()
    };
    style.spacing.window_margin = Margin::from(tokens.space.large);
    style.spacing.menu_margin = Margin::from(tokens.space.tight);
    style.animation_time = 0.0;
    style.interaction.selectable_labels = false;
    style.visuals = visuals(palette, base);
}

fn visuals(palette: &Palette, base: Visuals) -> Visuals {
    let corner = corner();
    let widget = |fill, border, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: corner,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Visuals {
        override_text_color: None,
        weak_text_color: Some(palette.weak),
        widgets: Widgets {
            noninteractive: widget(palette.panel, palette.border, palette.text),
            inactive: widget(palette.panel, palette.field_border, palette.text),
            hovered: widget(palette.hover, palette.primary, palette.text),
            active: widget(palette.selection, palette.primary, palette.text),
            open: widget(palette.hover, palette.primary, palette.text),
        },
        selection: Selection { bg_fill: palette.selection, stroke: Stroke::new(1.5, palette.primary) },
        hyperlink_color: palette.primary,
        faint_bg_color: palette.raised,
        extreme_bg_color: palette.field,
        text_edit_bg_color: Some(palette.field),
        code_bg_color: palette.raised,
        warn_fg_color: palette.unknown,
        error_fg_color: palette.fail,
        window_corner_radius: large_corner(),
        window_fill: palette.panel,
        window_stroke: Stroke::new(1.0, palette.border),
        menu_corner_radius: corner,
        panel_fill: palette.background,
        striped: true,
        ..base
    }
}
