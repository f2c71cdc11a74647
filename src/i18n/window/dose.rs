//! Product and dose.

use crate::i18n::catalogue::texts;

texts! {
    /// Product and dose.
    DoseTexts {
        title, inputs, results, card_weight, card_product, card_bags, weight, weight_date, use_weight,
        weight_by_rule, another_weight, confirm, confirmed_as_it_stands, signed,
        infusion_number, follow_up, assign_hint, assign, assigned, take_back, assigned_by_nobody,
        planned_start, given, given_time, given_flushed, bag_number, lot_number, label_subject, expires,
        lot_unnamed, lots_hint, add_lot, remove_lot, remove_lot_question, remove_lot_yes, use_lot, lot_up,
        lot_down, other_subject, convention, convention_stated, convention_stated_hint, convention_total,
        convention_total_hint, convention_viable, convention_viable_hint, convention_car_of_viable,
        convention_car_of_viable_hint, convention_single, convention_single_hint, convention_refused, basis,
        before_freezing, after_thaw, of_total, of_viable_count, of_nucleated, of_viable, of_cd3,
        of_recovered, of_beads, of_stated, chain_reached, chain_result, chain_open, certificate,
        certificate_hint, certificate_level, not_multiplied, bags_empty, bag_details, bag, bag_volume,
        bag_hold_up, bag_state, bag_state_short, bag_stored, bag_thawed, bag_infused, bag_destroyed, bag_up,
        bag_down, bag_remove, alike_count, alike_volume, alike_add, nothing_title, nothing_text, delivers,
        short_of, glance_lot, draw_whole, draw_part, underdose_bar, provisional_hint, plot, plot_weight,
        plot_volume, plot_patient, plot_cap, bag_car, differs, date_hint, in_all, weight_gone, none_printed, bag_lost, bag_failed, bag_thawed_at, bag_infused_volume, given_end, decide, decide_line, height, given_start, record_remove,
    }
}
