//! probe
use cardose::model::*;
use cardose::storage::*;
#[test]
fn probe() {
    for t in [
        "(schema: 1,\n draft: (\n  subjct: \"X\"))",
        "(schema: 1,\n draft: (\n  sex: Femal))",
        "(schema: 1,\n draft: (\n  sex: \"Female\"))",
        "(schema: 1,\n draft: (\n  subject: 12))",
        "(schema: 1,\n draft: (\n  subject: \"a\" sex: Male))",
        "(schema: 1,\n draft: (\n  subject: \"a\", subject: \"b\"))",
        "(schema: 1,\n revision: 99999999999)",
        "(schema: 1,\n revision: \"secret\")",
        "(schema: 1,\n draft: (\n  subject: \"王小明))\n",
        "(schema: 1,\n draft: (\n  subject: 王小明))\n",
        "(schema: 1,\n draft: (\n  assessments: [(id: 1, results: [(of: \"x\", value: Quantity(value: \"1\"))])]))\n",
        "(schema: 1,\n draft: (\n  assessments: [(id: 1, results: [(of: \"x\", value: Quantiti((value: \"1\")))])]))\n",
        "(schema: 1,\n draft: (\n",
        "(schema: 1)\nx",
        "(schema: 1, trail: [(at: \"\\q\")])",
        "(schema: 1, checks: [(entered: [(\"a\")])])",
        "",
    ] {
        println!("{}", read_text::<RecordFile>("f.ron", t).unwrap_err());
    }
    println!("{}", read_text::<Level>("f.ron", "(\n)").unwrap_err());
    let deep = format!("(draft: {}", "(assessments: [".repeat(100000));
    println!("{}", read_text::<RecordFile>("f.ron", &deep).unwrap_err());
    println!("{:?}", schema_of("f.ron", &format!("(a: {}", "[".repeat(100000))).unwrap_err().to_string());
    println!("{}", read_text::<Rule>("f.ron", &"Not(".repeat(100000)).unwrap_err());
    println!("{}", read_text::<Rule>("f.ron", &format!("{}Holds{}", "Not(".repeat(40), ")".repeat(40))).is_ok());
    println!("{}", read_text::<Rule>("f.ron", &format!("{}Holds{}", "Not(".repeat(120), ")".repeat(120))).is_ok());
    let mut r = RecordFile { schema: 1, ..Default::default() };
    r.draft.assessments.push(Assessment { results: vec![Finding { of: "a".into(), value: Value::Quantity(Typed::new("1", "g/L")), ..Default::default() }; 2], ..Default::default() });
    r.draft.lots.push(Lot { bags: vec![Bag::default(); 2], ..Default::default() });
    r.draft.note = "a\nb \"q\" 王\u{1f600}\u{7}\\".into();
    println!("{}", write_text(&r).unwrap());
}
