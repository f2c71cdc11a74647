"""Twelve bare limits as SQL: limits.py LINES prints as JSON how many patients pass each. One thread, exact decimals."""

import json
import sys

import duckdb

# The name, the result, and what must hold of its value `v` and the printed upper limit of normal `u`.
LIMITS = [
    ("I8.neutrophils", "neutrophils", "v >= 1.0"),
    ("I8.haemoglobin", "haemoglobin", "v >= 80"),
    ("I8.platelets", "platelets", "v >= 75"),
    ("I8.lymphocytes", "lymphocytes", "v >= 0.5"),
    ("bilirubin", "bilirubin_total", "v <= 1.5 * u"),
    ("I9.alt", "alt", "v <= 2.5 * u"),
    ("I9.ast", "ast", "v <= 2.5 * u"),
    ("I10.creatinine", "creatinine", "v <= 1.5 * u"),
    ("E5.sodium", "sodium", "v >= 125"),
    ("E5.potassium", "potassium", "v >= 3.5"),
    ("I11", "lvef", "v >= 50"),
    ("spo2", "spo2_room_air", "v > 90"),
]
DRAFT = """STRUCT(assessments STRUCT(results STRUCT("of" VARCHAR,
    "value" STRUCT(Quantity STRUCT("value" VARCHAR)), uln STRUCT("value" VARCHAR))[])[])"""
QUERY = """
    WITH drafts AS (SELECT draft FROM read_ndjson(?, columns = {{'draft': '{draft}'}})),
    assessments AS (SELECT unnest(draft.assessments) AS assessment FROM drafts),
    findings AS (SELECT unnest(assessment.results) AS finding FROM assessments),
    numbers AS (SELECT finding.of AS name, CAST(finding.value.Quantity.value AS DECIMAL(12, 3)) AS v,
        CAST(regexp_extract(finding.uln.value, '[0-9.]+$') AS DECIMAL(12, 3)) AS u
        FROM findings WHERE finding.of IN ({names}))
    SELECT {counts} FROM numbers"""


def main():
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    names = ", ".join(f"'{of}'" for _, of, _ in LIMITS)
    counts = ", ".join(f"count(*) FILTER (name = '{of}' AND {holds})" for _, of, holds in LIMITS)
    query = QUERY.format(draft=DRAFT.replace("'", "''"), names=names, counts=counts)
    row = connection.execute(query, [sys.argv[1]]).fetchone()
    print(json.dumps(dict(zip((name for name, _, _ in LIMITS), row))))


if __name__ == "__main__":
    main()
