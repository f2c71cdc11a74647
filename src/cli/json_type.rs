//! What a field takes, in the words of JSON; serde speaks of the types of the program.

/// The types of JSON by what serde calls the kind that it wanted.
const WORDS: [(&str, &str); 9] = [
    ("a string", "a text (JSON string), such as \"62.4\""),
    ("a borrowed string", "a text (JSON string), such as \"62.4\""),
    ("a boolean", "true or false (JSON boolean)"),
    ("u32", "a whole number (JSON number) from 0 to 4294967295"),
    ("a sequence", "a list (JSON array)"),
    ("an object", "an object with its fields by name (JSON object)"),
    ("unit", "the answer alone, as a text (JSON string)"),
    ("number out of range", "a text (JSON string), such as \"62.4\", or a number that is not as large"),
    ("any value", "a JSON value"),
];

/// What was wanted, from serde's message.
pub(super) fn wanted(message: &str) -> String {
    let wanted = message.rsplit_once("expected ").map_or(message, |(_, wanted)| wanted);
    if let Some((_, words)) = WORDS.iter().find(|(kind, _)| *kind == wanted) {
        return (*words).to_owned();
    }
    if wanted.starts_with("struct ") || wanted.starts_with("map") {
        return "an object with its fields by name (JSON object)".to_owned();
    }
    if wanted.contains("tuple") {
        let size = wanted.rsplit(' ').next().filter(|size| size.bytes().all(|byte| byte.is_ascii_digit()));
        return format!("a list of {} (JSON array)", size.unwrap_or("fixed length"));
    }
    "another JSON type".to_owned()
}

/// What one of these answers looks like.
pub(super) fn one_of(names: &[String]) -> String {
    format!("one of {} (JSON string, or an object with that name)", names.join(", "))
}
