"""Lines for `cardose eval`, made from the one that `cardose eval --example` prints, always the same ones.

cardose eval --example | lines.py NUMBER [--complete] [--bad EVERY]

Without --complete a line is what a laboratory and a pharmacy send: no serology, lesions and answers of the interview.
With --bad each line of that number cannot be read, and an empty line follows it.
"""

import argparse
import json
import random
import sys
from decimal import Decimal

SEED = 20261122
# The limit, in the unit of the example; a factor is a multiple of the printed upper limit of normal.
LIMITS = {
    "neutrophils": "1.0",
    "haemoglobin": "80",
    "platelets": "75",
    "lymphocytes": "0.5",
    "sodium": "125",
    "potassium": "3.5",
    "lvef": "50",
    "spo2_room_air": "90",
}
FACTORS = {"bilirubin_total": "1.5", "alt": "2.5", "ast": "2.5", "creatinine": "1.5"}
# In per cent of the example, where 80 to 140 would be no patient.
SPREADS = {"spo2_room_air": (97, 103), "sodium": (97, 103), "lvef": (85, 120), "weight": (80, 120), "height": (92, 112)}
# How often a value is typed that stands at its limit, one step below it or one step above it.
NEAR = 0.1
BAD = '{"id":%d,"draft":{"subjct":"x"}}'


def is_sent(of):
    """As `screening_draft` of the benches: what a laboratory and a pharmacy know."""
    if of.endswith(("_percent", "_diameter")) or of.startswith("liver"):
        return False
    return of not in ("hbsag", "hbv_dna", "bilirubin_direct", "white_cells") and "anti" not in of


def typed(value, like):
    """As many decimals as the example has."""
    return str(value.quantize(Decimal(like)))


def varied(rng, finding):
    quantity = finding["value"]["Quantity"]
    of, like = finding["of"], quantity["value"]
    step = Decimal(1).scaleb(Decimal(like).as_tuple().exponent)
    limit = None
    if of in LIMITS:
        limit = Decimal(LIMITS[of])
    elif of in FACTORS:
        limit = Decimal(FACTORS[of]) * Decimal(finding["uln"]["value"].lstrip("≤").split("-")[-1])
    if limit is not None and rng.random() < NEAR:
        quantity["value"] = typed(limit + rng.choice([-1, 0, 1]) * step, like)
        return
    spread = SPREADS.get(of, (80, 140))
    quantity["value"] = typed(Decimal(like) * rng.randint(*spread) / 100, like)


def patient(rng, example, number):
    draft = json.loads(example)
    draft["subject"] = f"SYN-{number:06}"
    draft["sex"] = rng.choice(["Female", "Male"])
    draft["age"]["years"] = str(rng.randint(17, 71))
    for lot in draft["lots"]:
        lot["label_subject"] = draft["subject"]
    for assessment in draft["assessments"]:
        for finding in assessment["results"]:
            if finding["of"] == "ecog":
                finding["value"] = {"Counted": rng.choice([0, 1, 1, 1, 2, 2, 3])}
            elif isinstance(finding["value"], dict) and "Quantity" in finding["value"]:
                varied(rng, finding)
    return draft


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int)
    parser.add_argument("--complete", action="store_true")
    parser.add_argument("--bad", type=int, default=0)
    options = parser.parse_args()
    example = json.loads(sys.stdin.readline())["draft"]
    example.pop("note", None)
    if not options.complete:
        for assessment in example["assessments"]:
            assessment["results"] = [finding for finding in assessment["results"] if is_sent(finding["of"])]
        example["assessments"] = [assessment for assessment in example["assessments"] if assessment["id"] != 1]
    rng, text = random.Random(SEED), json.dumps(example)
    for number in range(1, options.number + 1):
        draft = patient(rng, text, number)
        if options.bad and number % options.bad == 0:
            sys.stdout.write(BAD % number + "\n\n")
            continue
        line = {"id": number, "draft": draft}
        sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
