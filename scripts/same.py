"""The drafts of scripts/same, and the comparison of what was answered.

same.py write FOLDER PRESETS NUMBER   the examples, and NUMBER drafts made from them, as files and as lines for `eval`
same.py compare FOLDER BASE HEAD      the answers of two programs; exit 1 where they differ
"""

import collections
import copy
import datetime
import filecmp
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys

SEED = 20261122
SHOWN = 5
DRAFT = re.compile(r"DRAFT-\d{5}")

# --- RON: what the examples are written in ------------------------------------------------------------------------

TOKEN = re.compile(r'\s+|//[^\n]*|#!\[[^\]]*\]|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(-?\d+)|([()\[\],:])')


class Word(str):
    """A word without quotation marks: Yes, Female, true."""


class Variant(tuple):
    """A word with what stands in its brackets: Choice("negative")."""


def tokens(text):
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError(f"not understood: {text[at:at + 40]!r}")
        at = match.end()
        typed, word, digits, sign = match.groups()
        if typed is not None:
            yield json.loads(f'"{typed}"')
        elif word:
            yield Word(word)
        elif digits:
            yield int(digits)
        elif sign:
            yield (sign,)


def read(text):
    queue = collections.deque(tokens(text))

    def value():
        token = queue.popleft()
        if token == ("[",):
            return items(("]",))
        if token == ("(",):
            return struct()
        if isinstance(token, Word) and queue and queue[0] == ("(",):
            queue.popleft()
            return Variant((token, struct()))
        return token

    def items(end):
        found = []
        while queue[0] != end:
            found.append(value())
            if queue[0] == (",",):
                queue.popleft()
        queue.popleft()
        return found

    # Fields with names are a dict, without names a tuple; one alone is itself.
    def struct():
        if len(queue) > 1 and isinstance(queue[0], Word) and queue[1] == (":",):
            fields = {}
            while queue[0] != (")",):
                name = queue.popleft()
                queue.popleft()
                fields[str(name)] = value()
                if queue[0] == (",",):
                    queue.popleft()
            queue.popleft()
            return fields
        found = items((")",))
        return found[0] if len(found) == 1 else tuple(found)

    return value()


def ron(node):
    if isinstance(node, Variant):
        inner = ron(node[1])
        return f"{node[0]}{inner if isinstance(node[1], dict) and node[0] in OF_FIELDS else f'({inner})'}"
    if isinstance(node, Word):
        return str(node)
    if isinstance(node, dict):
        return "(" + ", ".join(f"{name}: {ron(field)}" for name, field in node.items()) + ")"
    if isinstance(node, list):
        return "[" + ", ".join(map(ron, node)) + "]"
    if isinstance(node, tuple):
        return "(" + ", ".join(map(ron, node)) + ")"
    return json.dumps(node, ensure_ascii=False)


def plain(node):
    """As JSON has it."""
    if isinstance(node, Variant):
        return {str(node[0]): plain(node[1])}
    if isinstance(node, Word):
        return {"true": True, "false": False}.get(node, str(node))
    if isinstance(node, dict):
        return {name: plain(field) for name, field in node.items()}
    if isinstance(node, (list, tuple)):
        return [plain(item) for item in node]
    return node


# Words whose brackets hold fields, not one value with fields.
OF_FIELDS = {"Urine", "Value", "Choice", "NoneByProtocol", "Settled"}

# --- Changes ------------------------------------------------------------------------------------------------------

NUMBERS = ["", "0", "0.0", "-1", "1e3", "<5", "≥100", "＞7.5", "约12", "12,5", "1.234,5", "1 000", "12.", "abc", "50", "75",
           "1.5", "2", "30", "120", "≤21.0", "3.5-9.5", "10-2", "12.34567890123456789"]
UNITS = ["", "kg", "g", "斤", "cm", "mm", "m", "%", "1", "10*9/L", "x10^9/L", "G/L", "/uL", "10*6/mL", "10^6/ml", "g/L", "g/dL",
         "mg/dL", "umol/L", "µmol/L", "mmol/L", "U/L", "IU/L", "ukat/L", "mL", "ml", "L", "10*6", "mL/min", "mg/d", "h", "d"]
DATES = ["", "2026", "2026-11", "2026年11月19日", "19.11.2026", "11/19/2026", "2026-02-30", "2026-11-19T25:00", "gestern",
         "2026-11-22", "2026-11-22T09:00", "2026-11-30", "20261119"]
ANSWERS = [Word("Yes"), Word("No"), Word("NotKnown"), Variant(("NotDone", "")), Variant(("NotDone", "no sample")),
           Variant(("Counted", 0)), Variant(("Counted", 2)), Variant(("Choice", "positive")), Variant(("Choice", "other"))]
DAY = re.compile(r"^(\d{4}-\d\d-\d\d)(T.*)?$")
DATED = {"when", "date", "first", "complete_to", "start", "end", "expires", "at", "birth", "years_on", "thawed"}


def spots(node, path=()):
    """Every place of a draft, with the name of the field that it stands in."""
    if isinstance(node, Variant):
        yield from spots(node[1], path + (1,))
        return
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, (list, tuple)) else ()
    for key, value in inner:
        yield path + (key,)
        yield from spots(value, path + (key,))


def at(node, path):
    for key in path:
        node = node[key]
    return node


def put(node, path, value):
    """The same with another value there."""
    if not path:
        return value
    if isinstance(node, tuple):
        parts = list(node)
        parts[path[0]] = put(parts[path[0]], path[1:], value)
        return type(node)(parts)
    node[path[0]] = put(node[path[0]], path[1:], value)
    return node


def name_of(path):
    return next((key for key in reversed(path) if isinstance(key, str)), "")


class Maker:
    def __init__(self, records, sites):
        self.random = random.Random(SEED)
        self.records = records
        # What stands in the field of a name, in any example.
        self.seen = collections.defaultdict(list)
        for whole in [*records, *sites]:
            for path in spots(whole):
                value = at(whole, path)
                if value not in self.seen[name_of(path)]:
                    self.seen[name_of(path)].append(value)

    def number(self, text):
        if self.random.random() < 0.3:
            return self.random.choice(NUMBERS)
        try:
            value = float(text) * self.random.choice([0.1, 0.5, 0.8, 0.95, 1.05, 1.2, 1.5, 2, 3, 10])
        except ValueError:
            return self.random.choice(NUMBERS)
        sign = self.random.choice([""] * 8 + ["<", ">", "≤", "~"])
        return sign + f"{value:.{self.random.randrange(4)}f}"

    def day(self, text):
        match = DAY.match(text)
        if not match or self.random.random() < 0.2:
            return self.random.choice(DATES)
        days = self.random.choice([-400, -90, -30, -28, -14, -8, -7, -6, -3, -2, -1, 1, 2, 3, 7, 14, 30, 180])
        date = datetime.date.fromisoformat(match[1]) + datetime.timedelta(days)
        return date.isoformat() + (match[2] or "")

    def changed(self, draft):
        """One change, somewhere."""
        paths = [path for path in spots(draft) if path[0] not in ("subject", "note")]
        path = self.random.choice(paths)
        value, name = at(draft, path), name_of(path)
        if isinstance(value, list):
            return self.list_changed(draft, path, value)
        if name == "value" and isinstance(value, (Word, Variant)) and self.random.random() < 0.5:
            return put(draft, path, self.random.choice(ANSWERS))
        if name == "value" and isinstance(value, str) and not isinstance(value, Word):
            return put(draft, path, self.number(value))
        if name == "unit":
            return put(draft, path, self.random.choice(UNITS))
        if name in DATED and isinstance(value, str):
            return put(draft, path, self.day(value))
        same = [other for other in self.seen[name] if type(other) is type(value)]
        return put(draft, path, copy.deepcopy(self.random.choice(same))) if same else draft

    def list_changed(self, draft, path, value):
        kind = self.random.randrange(4)
        others = [other for other in self.seen[name_of(path)] if isinstance(other, list) and other]
        if kind == 0 and value:
            value = [item for item in value if self.random.random() < 0.7]
        elif kind == 1 and value:
            value = value + [copy.deepcopy(self.random.choice(value))]
        elif others:
            value = value + copy.deepcopy(self.random.choice(others))[:3]
        return put(draft, path, value)

    def slipped(self, draft):
        """A file or line that cannot be read: a field of another name, or of another kind."""
        path = self.random.choice([path for path in spots(draft) if isinstance(path[-1], str) and len(path) > 1])
        fields = at(draft, path[:-1])
        if self.random.random() < 0.5:
            fields[path[-1] + "x"] = fields.pop(path[-1])
        else:
            fields[path[-1]] = self.random.choice([7, "7", [], Word("Maybe")])
        return draft

    def record(self, number):
        record = copy.deepcopy(self.random.choice(self.records))
        draft, subject = record["draft"], f"DRAFT-{number:05}"
        # The label names the patient, or nothing could be drawn.
        for lot in draft["lots"]:
            if lot["label_subject"] == draft["subject"]:
                lot["label_subject"] = subject
        for _ in range(self.random.choice([0, 1, 1, 2, 2, 3, 4, 6])):
            draft = self.changed(draft)
        if self.random.random() < 0.02:
            draft = self.slipped(draft)
        draft["subject"] = subject
        return {**record, "draft": draft}

    def line(self, number, record, site):
        line = {"id": f"DRAFT-{number:05}", "draft": plain(record["draft"])}
        if self.random.random() < 0.8:
            line["site"] = plain(self.changed(copy.deepcopy(site)) if self.random.random() < 0.1 else site)
        if self.random.random() < 0.2:
            line["now"] = self.day("2026-11-22T09:00")
        return line


def write(folder, presets, number):
    folder.mkdir()
    site_text = (presets / "sites/example.ron").read_text()
    site = read(site_text)
    (folder / "site.ron").write_text(site_text)
    patients = sorted((presets / "patients").glob("*.ron"))
    examples = [read(file.read_text()) for file in patients]
    maker = Maker(examples, [site])
    names = [f"example:{file.stem}" for file in patients]
    with open(folder / "eval.jsonl", "w") as lines:
        for index, example in enumerate(examples):
            line = {"id": names[index], "draft": plain(example["draft"]), "site": plain(site)}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
        for index in range(number):
            record = maker.record(index)
            names.append(f"DRAFT-{index:05}.ron")
            (folder / names[-1]).write_text("#![enable(implicit_some)]\n" + ron(record) + "\n")
            lines.write(json.dumps(maker.line(index, record, site), ensure_ascii=False) + "\n")
    (folder / "names").write_text("\n".join(names) + "\n")
    print(f"{len(examples)} examples, {number} drafts made from them, seed {SEED}")


# --- Comparison ---------------------------------------------------------------------------------------------------


def compare(folder, base, head):
    names = sorted(file.name[len(base) + 1:] for file in folder.glob(f"{base}.*"))
    commands = {re.split(r"[-.]", name)[0] for name in names}
    drafts = sum(1 for _ in open(folder / "drafts/names"))
    differing = 0
    for name in names:
        found = differences(*(folder / f"{side}.{name}" for side in (base, head)))
        differing += len(found)
        if found:
            print(f"{name}: {len(found):,} places differ")
        for place, removed, added in found[:SHOWN]:
            print(f"  line {place}, {draft_at(folder / f'{base}.{name}', place)}")
            for side, own, other in ((base, removed, added), (head, added, removed)):
                print(f"    {side}: {near(own, other)}")
    print("eval: " + counted(folder / f"{base}.eval"))
    print(f"same: {drafts:,} drafts, {len(commands)} commands, {differing:,} differences")
    return differing


def differences(one, other):
    """The places where two files differ, by the line of the first: the line that is there, the line that is there now."""
    if filecmp.cmp(one, other, shallow=False):
        return []
    found, diff = [], ["diff", "--text", "--speed-large-files", one, other]
    with subprocess.Popen(diff, stdout=subprocess.PIPE, encoding="utf-8", errors="replace") as run:
        for line in run.stdout:
            if line[0].isdigit():
                found.append([int(re.match(r"\d+", line)[0]), None, None])
            elif line[0] in "<>":
                side = 1 if line[0] == "<" else 2
                found[-1][side] = found[-1][side] or line[2:].rstrip("\n")
    return found


def draft_at(file, place):
    """The draft that a line speaks of: it names it, or one above it does."""
    named = "an example"
    with open(file, encoding="utf-8", errors="replace") as lines:
        for line in itertools.islice(lines, place):
            named = (DRAFT.findall(line) or [named])[0]
    return named


def near(own, other):
    """The part of a line around the first difference."""
    if own is None:
        return "(no such line)"
    pairs = itertools.zip_longest(own, other or "")
    first = next((i for i, (mine, its) in enumerate(pairs) if mine != its), 0)
    start = max(0, first - 60)
    return ("…" if start else "") + own[start:first + 80]


def counted(file):
    """What the answers are. Drafts that nearly all are refused would compare nothing."""
    kinds = collections.Counter()
    with open(file) as lines:
        for line in lines:
            answer = json.loads(line)
            kinds["refused" if "error" in answer else answer["result"]["verdict"]] += 1
            kinds["with a volume"] += '"calculated_volume"' in line
    told = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
    answers = kinds.total() - kinds["with a volume"]
    if kinds["refused"] > answers / 5 or kinds["with a volume"] < answers / 5:
        sys.exit(f"error: the drafts are no good: {told}")
    return told


def main():
    command, *arguments = sys.argv[1:]
    if command == "write":
        folder, presets, number = arguments
        write(pathlib.Path(folder), pathlib.Path(presets), int(number))
        return 0
    folder, base, head = arguments
    return 1 if compare(pathlib.Path(folder), base, head) else 0


if __name__ == "__main__":
    sys.exit(main())
