"""A checker of the numeric screening criteria as one writes it by hand: the standard library, exact decimals, one unit.

checker.py < LINES: a JSON line for each with what passes (true), fails (false) or cannot be said (null).
"""

import json
import sys
from decimal import Decimal

# Cockcroft-Gault takes mg/dL: 113.12 g/mol.
UMOL_PER_MG_DL = Decimal("10000") / Decimal("113.12")
UNITS = {
    "neutrophils": "10*9/L", "haemoglobin": "g/L", "platelets": "10*9/L", "lymphocytes": "10*9/L",
    "bilirubin_total": "umol/L", "alt": "U/L", "ast": "U/L", "creatinine": "umol/L",
    "sodium": "mmol/L", "potassium": "mmol/L", "lvef": "%", "spo2_room_air": "%", "weight": "kg",
}


def number(found, of):
    finding = found.get(of)
    if finding is None:
        return None
    value = finding["value"]
    if "Counted" in value:
        return Decimal(value["Counted"])
    quantity = value["Quantity"]
    if quantity["unit"] != UNITS[of]:
        raise ValueError(f"{of}: the unit {quantity['unit']}")
    return Decimal(quantity["value"])


def upper_limit(found, of):
    return Decimal(found[of]["uln"]["value"].lstrip("≤").split("-")[-1])


def answer(found, of):
    return found[of]["value"] if of in found else None


def any_of(*parts):
    return True if True in parts else None if None in parts else False


def at_least(found, of, limit):
    value = number(found, of)
    return None if value is None else value >= Decimal(limit)


def multiple_at_most(found, of, factor):
    value = number(found, of)
    return None if value is None else value <= Decimal(factor) * upper_limit(found, of)


def liver(found, of):
    low, high = multiple_at_most(found, of, "2.5"), multiple_at_most(found, of, "5")
    metastasis = answer(found, "liver_metastasis")
    if metastasis == "Yes":
        return high
    if metastasis == "No":
        return low
    return low if low == high else None


def clearance(draft, found):
    weight, creatinine = number(found, "weight"), number(found, "creatinine")
    if weight is None or creatinine is None:
        return None
    value = (140 - Decimal(draft["age"]["years"])) * weight / (72 * creatinine / UMOL_PER_MG_DL)
    return (value * Decimal("0.85") if draft["sex"] == "Female" else value) >= 50


def check(draft):
    found = {}
    for assessment in draft["assessments"]:
        for finding in assessment["results"]:
            found[finding["of"]] = finding
    age, ecog, oxygen = Decimal(draft["age"]["years"]), number(found, "ecog"), number(found, "spo2_room_air")
    creatinine = multiple_at_most(found, "creatinine", "1.5")
    estimated = clearance(draft, found)
    return {
        "I2": 18 <= age < 70,
        "I7": None if ecog is None else ecog <= 2,
        "I8.neutrophils": at_least(found, "neutrophils", "1.0"),
        "I8.haemoglobin": at_least(found, "haemoglobin", "80"),
        "I8.platelets": at_least(found, "platelets", "75"),
        "I8.lymphocytes": at_least(found, "lymphocytes", "0.5"),
        # The bare limit: nobody has asked for Gilbert's syndrome.
        "bilirubin": multiple_at_most(found, "bilirubin_total", "1.5"),
        "I9.alt": liver(found, "alt"),
        "I9.ast": liver(found, "ast"),
        "I10.creatinine": creatinine,
        "I10": any_of(creatinine, estimated),
        "I11": at_least(found, "lvef", "50"),
        "spo2": None if oxygen is None else oxygen > 90,
        "E5.sodium": at_least(found, "sodium", "125"),
        "E5.potassium": at_least(found, "potassium", "3.5"),
    }


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        told = {"id": asked["id"], "parts": check(asked["draft"])}
        sys.stdout.write(json.dumps(told, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
