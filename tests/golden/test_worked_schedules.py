"""Schedules against the worked examples, to the centavo: other systems' own tests and Mexican tables."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.calendar import Frequency, due_dates
from app.domain.loans.json_values import date_of
from app.domain.loans.schedule import build_schedule
from app.domain.loans.terms_json import terms_from_json
from app.domain.money import Money

FOLDER = Path(__file__).parent / "worked_examples"
SCHEDULES = json.loads((FOLDER / "schedules.json").read_text(encoding="utf-8"))["examples"]
DATES = json.loads((FOLDER / "dates.json").read_text(encoding="utf-8"))["examples"]
INTEREST = json.loads((FOLDER / "mexico.json").read_text(encoding="utf-8"))["interest_vat"]


@pytest.mark.parametrize("example", SCHEDULES, ids=lambda example: example["id"])
def test_every_row_is_the_worked_one(example: dict[str, Any]) -> None:
    rows = build_schedule(terms_from_json(example["terms"])).rows
    columns = ("principal", "interest", "vat", "total", "closing")
    found = [{"n": row.n} | {column: str(getattr(row, column)) for column in columns} for row in rows]
    expected = [{key: value for key, value in row.items() if key != "due_on"} for row in example["expected"]]
    assert found == expected
    if example["check_due_dates"]:
        assert [row.due_on.isoformat() for row in rows] == [row["due_on"] for row in example["expected"]]


@pytest.mark.parametrize("example", DATES, ids=lambda example: example["id"])
def test_every_due_date_is_the_worked_one(example: dict[str, Any]) -> None:
    first = date_of(example["first_due_on"], "first_due_on")
    found = due_dates(Frequency(example["frequency"]), first, len(example["dates"]))
    assert [day.isoformat() for day in found] == example["dates"]


@pytest.mark.parametrize("example", INTEREST, ids=lambda example: example["id"])
def test_interest_by_days_and_its_vat_are_the_worked_ones(example: dict[str, Any]) -> None:
    start = date(2026, 1, 1)
    terms = terms_from_json(
        {
            "principal": str(Money.parse(example["principal"])),
            "annual_rate": str(Decimal(example["annual_rate_pct"]) / 100),
            "vat_rate": "0.16",
            "method": "bullet",
            "disbursed_on": start.isoformat(),
            "first_due_on": (start + timedelta(days=example["days"])).isoformat(),
            "day_count": example["day_count"],
        }
    )
    (row,) = build_schedule(terms).rows
    assert (str(row.interest), str(row.vat)) == (example["interest"], example["iva"])
