"""Whether others put the same patients on each side of the limits: sides.py EVAL CHECKER LIMITS; exit 1 where not.

EVAL and CHECKER are compared patient by patient, LIMITS, which only counts, by its sums.

One difference is allowed and counted: `eval` leaves an estimated clearance open where the age in years, without a day of
birth, lets it fall on either side of 50 mL/min, or where something else must be confirmed first.
"""

import collections
import json
import sys

SIDES = {"pass": True, "fail": False, "unknown": None}
CAREFUL = "I10"


def parts(result):
    """Each row and part of the screening stage with its side."""
    stage = next(stage for stage in result["stages"] if stage["stage"] == "screening")
    for row in stage["criteria"]:
        for part in (row, *row.get("parts", ())):
            yield part["id"], SIDES[part["outcome"]]


def told(counts):
    return ", ".join(f"{counts[side]:,} {name}" for name, side in SIDES.items())


def main():
    evaluated, checked, limits = sys.argv[1:]
    sides, differing, left_open = collections.defaultdict(collections.Counter), [], 0
    with open(evaluated) as answers, open(checked) as others:
        for answer, other in zip(map(json.loads, answers), map(json.loads, others), strict=True):
            own = dict(parts(answer["result"]))
            for part, side in other["parts"].items():
                sides[part][side] += 1
                if part == CAREFUL and own[part] is None and side is not None:
                    left_open += 1
                elif answer["id"] != other["id"] or (part in own and own[part] is not side):
                    differing.append(f"id {answer['id']}, {part}: eval {own.get(part)}, checker {side}")
    compared = [part for part in sides if part in own]
    for part in compared:
        more = f"; of them {left_open:,} left open by eval" if part == CAREFUL else ""
        print(f"{part:<16}{told(sides[part])}{more}")
    with open(limits) as file:
        counts = json.load(file)
    for part, passing in counts.items():
        if part in sides and sides[part][True] != passing:
            differing.append(f"{part}: checker {sides[part][True]}, DuckDB {passing}")
    shared = [part for part in counts if part in sides]
    print(f"compared: eval and checker, {len(compared)} limits; checker and DuckDB, {len(shared)} limits")
    # Where all stand on one side, nothing is compared.
    one_sided = [part for part in sides if len(sides[part]) == 1]
    for line in differing[:10]:
        print(f"error: {line}", file=sys.stderr)
    if one_sided:
        print(f"error: one side only: {', '.join(one_sided)}", file=sys.stderr)
    return 1 if differing or one_sided or len(shared) < len(counts) else 0


if __name__ == "__main__":
    sys.exit(main())
