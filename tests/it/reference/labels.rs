//! Unit spellings found in real laboratory files: each is accepted for its analyte or refused by name.

use super::table::{Row, Tally, rows};
use cardose::quantity::{
    Analyte::{self, *},
    units::Refusal,
};

fn analyte(row: &Row) -> Analyte {
    match (row.get("loinc"), row.get("test")) {
        ("", "ALB") => Albumin,
        ("", "ALP") => AlkalinePhosphatase,
        ("1742-6", _) | ("", "ALT") => Alt,
        ("1920-8", _) | ("", "AST") => Ast,
        ("", "BASO") => Basophils,
        ("", "BASOLE") => BasophilsPercent,
        ("1975-2", _) | ("", "BILI") => BilirubinTotal,
        ("2160-0" | "38483-4", _) | ("", "CREAT") => Creatinine,
        ("", "EOS") => Eosinophils,
        ("", "EOSLE") => EosinophilsPercent,
        ("718-7", _) | ("", "HGB") => Haemoglobin,
        ("2823-3" | "6298-4", _) | ("", "K") => Potassium,
        ("", "LYM") => Lymphocytes,
        ("26478-8", _) | ("", "LYMLE") => LymphocytesPercent,
        ("", "MONO") => Monocytes,
        ("", "MONOLE") => MonocytesPercent,
        ("770-8" | "26511-6", _) => NeutrophilsPercent,
        ("26508-2", _) => BandsPercent,
        ("26515-7", _) | ("", "PLAT") => Platelets,
        ("2951-2" | "2947-0", _) | ("", "SODIUM") => Sodium,
        ("26464-8", _) | ("", "WBC") => WhiteCells,
        other => panic!("no analyte for {other:?}"),
    }
}

#[test]
fn real_unit_labels() {
    let table = "real_unit_labels.csv";
    let Some(rows) = rows(table) else { return };
    let mut tally = Tally::default();
    for row in &rows {
        let (analyte, unit) = (analyte(row), row.get("unit_as_written"));
        let what = format!("{} in {unit}", analyte.id());
        match (analyte.unit(unit), analyte.refusal(unit)) {
            (Some(_), None) => tally.check(row, true, &what),
            (None, Some(Refusal::MonomerOrTetramer)) => {
                let why = "haemoglobin in bare mmol/L is refused by name: one iron or four";
                tally.explained(row, true, why, &what);
            }
            other => tally.check(row, false, &format!("{what}: {other:?}")),
        }
    }
    tally.finish(table, rows.len());
}
