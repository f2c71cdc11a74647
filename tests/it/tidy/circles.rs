//! What may know what: no circle of more than three files, and none between the folders of a floor.

use super::{nothing, source::Source, sources};
use std::collections::{BTreeMap, BTreeSet};

/// Files that know each other in a circle are read together: three can be.
const LARGEST: usize = 3;

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// `src/engine/lot/mod.rs` is `engine::lot`.
fn module(path: &str) -> String {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    path.replace('/', "::")
}

/// A path of the code from the root of the crate; nothing where it leads out of it.
fn from_root(own: &str, path: &str, modules: &BTreeSet<String>) -> Option<String> {
    if let Some(rest) = path.strip_prefix("crate::") {
        return Some(rest.to_owned());
    }
    let (mut at, mut rest) = (own, path);
    while let Some(up) = rest.strip_prefix("super::") {
        at = at.rsplit_once("::").map_or("", |(parent, _)| parent);
        rest = up;
    }
    let rest = rest.strip_prefix("self::").unwrap_or(rest);
    let whole = format!("{at}::{rest}").trim_start_matches("::").to_owned();
    let child = format!("{own}::{}", rest.split("::").next()?);
    (rest != path || modules.contains(&child)).then_some(whole)
}

/// The deepest module that a path leads through, re-exports followed.
fn target(path: &str, modules: &BTreeSet<String>, again: &BTreeMap<String, String>) -> Option<String> {
    let mut path = path.to_owned();
    // The longest first.
    let beginnings = |path: &str| -> Vec<String> {
        let ends = [path.len()].into_iter().chain(path.rmatch_indices("::").map(|(at, _)| at));
        ends.map(|end| path[..end].to_owned()).collect()
    };
    for _ in 0..6 {
        let Some(found) =
            beginnings(&path).into_iter().find(|it| again.contains_key(it) && !modules.contains(it))
        else {
            break;
        };
        path = format!("{}{}", again[&found], &path[found.len()..]);
    }
    beginnings(&path).into_iter().find(|it| modules.contains(it))
}

/// Which file uses which, by their modules.
fn arrows(sources: &[Source]) -> Arrows {
    let modules: BTreeSet<String> = sources.iter().map(|source| module(&source.path)).collect();
    let mut again = BTreeMap::new();
    let mut used: Vec<(String, String)> = Vec::new();
    for source in sources {
        let own = module(&source.path);
        for (line, path, public) in source.all_paths() {
            let Some(path) = from_root(&own, &path, &modules).filter(|_| !source.is_test(line)) else {
                continue;
            };
            match path.rsplit_once("::") {
                Some((_, name)) if public => drop(again.insert(format!("{own}::{name}"), path.clone())),
                _ => used.push((own.clone(), path)),
            }
        }
    }
    let mut arrows = Arrows::new();
    for (own, path) in used {
        if let Some(to) = target(&path, &modules, &again).filter(|to| *to != own) {
            arrows.entry(own).or_default().insert(to);
        }
    }
    arrows
}

fn reached<'a>(from: &str, arrows: &'a Arrows) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = arrows.get(from).into_iter().flatten().map(String::as_str).collect();
    while let Some(at) = open.pop() {
        if found.insert(at) {
            open.extend(arrows.get(at).into_iter().flatten().map(String::as_str));
        }
    }
    found
}

/// Every circle, each once.
fn circles(arrows: &Arrows) -> BTreeSet<Vec<&str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        arrows.keys().map(|from| (from.as_str(), reached(from, arrows))).collect();
    let round = |from: &str| -> Vec<&str> {
        let back = |to: &&&str| reach.get(**to).is_some_and(|its| its.contains(from));
        reach[from].iter().filter(back).copied().collect()
    };
    reach.keys().map(|from| round(from)).filter(|circle| circle.len() > 1).collect()
}

/// The same arrows between what stands directly in a floor: its folders and flat files.
fn between_rooms(arrows: &Arrows) -> Arrows {
    let room = |module: &str| -> Option<String> {
        let mut parts = module.split("::");
        Some(format!("{}::{}", parts.next()?, parts.next()?))
    };
    let mut rooms = Arrows::new();
    for (from, all) in arrows {
        for to in all {
            if let (Some(from), Some(to)) = (room(from), room(to))
                && from != to
            {
                rooms.entry(from).or_default().insert(to);
            }
        }
    }
    rooms
}

fn too_large(sources: &[Source]) -> Vec<String> {
    let arrows = arrows(sources);
    let large = circles(&arrows).into_iter().filter(|circle| circle.len() > LARGEST);
    large.map(|circle| format!("a circle of {}: {}", circle.len(), circle.join(", "))).collect()
}

fn between_folders(sources: &[Source]) -> Vec<String> {
    let rooms = between_rooms(&arrows(sources));
    let folder = |room: &&str| {
        let inside = format!("src/{}/", room.replace("::", "/"));
        sources.iter().any(|source| source.path.starts_with(&inside))
    };
    let with_folder = circles(&rooms).into_iter().filter(|circle| circle.iter().any(folder));
    with_folder.map(|circle| format!("folders in a circle: {}", circle.join(", "))).collect()
}

#[test]
fn no_circle_is_larger_than_three_files() {
    let sources = sources("src");
    assert!(arrows(&sources).values().map(BTreeSet::len).sum::<usize>() > 2000, "too few arrows were seen");
    nothing(&too_large(&sources));
}

#[test]
fn no_folders_of_a_floor_know_each_other() {
    nothing(&between_folders(&sources("src")));
}

#[test]
fn circles_are_seen() {
    let made = |texts: &[(&str, &str)]| -> Vec<Source> {
        texts.iter().map(|(path, text)| Source::new(path, text)).collect()
    };
    let round = [
        ("src/engine/a.rs", "use super::b::B;"),
        ("src/engine/b.rs", "use crate::engine::{c::C};"),
        ("src/engine/c.rs", "fn f() { super::d::f(); }"),
        ("src/engine/d/mod.rs", "mod e;\npub use e::E;"),
        ("src/engine/d/e.rs", "use super::super::a::A;"),
    ];
    assert_eq!(too_large(&made(&round)), Vec::<String>::new(), "d says only what e holds");
    let mut through = round;
    through[2].1 = "use super::d::E;";
    assert_eq!(too_large(&made(&through)).len(), 1, "a, b, c and e");
    assert_eq!(between_folders(&made(&through)).len(), 1, "the folder d and its neighbours");
    through[2].1 = "#[cfg(test)]\nmod tests {\n    use super::super::d::E;\n}";
    assert_eq!(too_large(&made(&through)), Vec::<String>::new(), "tests are free");
}
