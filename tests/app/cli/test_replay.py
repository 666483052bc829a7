"""The command replay: states, allocations and rows as agreed; an error names what to mend."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.command_line import run_command
from app.cli.streams import Streams

L1: dict[str, Any] = {
    "principal": "10000.00",
    "annual_rate": "0.36",
    "vat_rate": "0.16",
    "method": "level_with_vat",
    "frequency": "monthly",
    "installments": 6,
    "disbursed_on": "2026-01-15",
    "first_due_on": "2026-02-15",
    "day_count": "30/360",
    "late_annual_rate": "0.72",
}


def _run(data: object, *options: str) -> tuple[int, Any, str]:
    out, err = io.StringIO(), io.StringIO()
    streams = Streams(io.StringIO(json.dumps(data)), out, err, files=None, clock=None, read_password=lambda: None)  # type: ignore[arg-type]  # no company, no clock here
    code = run_command(["replay", "-", *options], streams)
    return code, json.loads(out.getvalue()) if out.getvalue() else None, err.getvalue()


def _life(*events: dict[str, Any], days: tuple[str, ...] = ("2026-03-20",), **terms: Any) -> dict[str, Any]:
    numbered = [{"seq": seq, **event} for seq, event in enumerate(events, 1)]
    return {"terms": L1 | terms, "events": numbered, "as_of": list(days)}


def _event(kind: str, day: str, amount: str | None = None, **more: Any) -> dict[str, Any]:
    given = {"amount": amount} if amount else {}
    return {"type": kind, "value_date": day, **given, **more}


def _answer(*events: dict[str, Any], days: tuple[str, ...] = ("2026-03-20",), **terms: Any) -> dict[str, Any]:
    code, result, err = _run(_life(*events, days=days, **terms))
    assert (code, err) == (0, "")
    assert isinstance(result, dict)
    return result


def _refusal(*events: dict[str, Any], **terms: Any) -> str:
    code, result, err = _run(_life(*events, **terms))
    assert (code, result) == (2, None)
    assert err.count("\n") == 1
    return err


def test_a_state_has_every_figure_agreed() -> None:
    """Ten days late: 1,527.45 at 72 %/360 are 30.55 and 4.89 of VAT; ten days have accrued on 8,472.55."""
    state = _answer(days=("2026-02-25",))["states"][0]
    assert state == {
        "as_of": "2026-02-25",
        "days_past_due": 10,
        "stage": 1,
        "outstanding_principal": "10000.00",
        "due": {
            "charges": "0.00",
            "charges_vat": "0.00",
            "late_interest": "30.55",
            "late_vat": "4.89",
            "interest": "300.00",
            "vat": "48.00",
            "fees": "0.00",
            "fees_vat": "0.00",
            "principal": "1527.45",
            "total": "1910.89",
        },
        "accrued_interest": "84.73",
        "accrued_vat": "13.56",
        "payoff": "10481.73",
        "advance": "0.00",
        "next_due_on": "2026-03-15",
        "next_due_amount": "1875.45",
    }


def test_a_payments_lines_and_its_excess_add_up_to_it() -> None:
    """EV-6: the second installment paid, 2,000.00 prepaid the same day; four payments of 1,331.21 are left."""
    result = _answer(
        _event("payment", "2026-02-15", "1875.45"),
        _event("payment", "2026-03-15", "3875.45", excess="prepayment", effect="lower_payment"),
    )
    second = result["allocations"][1]
    assert second["seq"] == 2
    assert second["lines"] == [
        {"installment": 2, "component": "vat", "amount": "40.67"},
        {"installment": 2, "component": "interest", "amount": "254.18"},
        {"installment": 2, "component": "principal", "amount": "1580.60"},
    ]
    assert second["excess"] == {"kind": "prepayment", "amount": "2000.00"}
    assert [row["n"] for row in result["rows"]] == [1, 2, 3, 4, 5, 6]
    assert [row["total"] for row in result["rows"][2:]] == ["1331.21", "1331.21", "1331.21", "1331.19"]


def test_charges_come_first_and_a_waiver_lowers_what_is_due() -> None:
    result = _answer(
        _event("charge", "2026-02-20", "100.00", vat_rate="0.16"),
        _event("waiver", "2026-02-25", "30.00", component="late_interest"),
        _event("payment", "2026-02-25", "120.00"),
        days=("2026-02-25",),
    )
    assert result["states"][0]["due"]["late_interest"] == "0.55"
    assert result["allocations"][0]["lines"] == [
        {"installment": 0, "component": "charges_vat", "amount": "16.00"},
        {"installment": 0, "component": "charges", "amount": "100.00"},
        {"installment": 1, "component": "late_vat", "amount": "4.00"},
    ]


def test_a_reversal_undoes_even_what_later_events_built_on() -> None:
    first = _event("payment", "2026-02-15", "3875.45", excess="prepayment", effect="shorten_term")
    second = _event("payment", "2026-03-15", "1875.45")
    both = _answer(first, second, _event("reversal", "2026-03-18", of=1))
    assert both["states"] == _answer({**second, "seq": 2})["states"]
    assert [one["seq"] for one in both["allocations"]] == [2]


def test_a_loan_may_be_handed_over_in_parts() -> None:
    """6,000 for ten days, 10,000 for twenty at 36 %/360: 60.00 + 200.00."""
    result = _answer(
        _event("disbursement", "2026-01-15", "6000.00"),
        _event("disbursement", "2026-01-25", "4000.00"),
        days=("2026-01-24", "2026-01-25", "2026-02-15"),
    )
    before, drawn, due = result["states"]
    assert (before["outstanding_principal"], before["accrued_interest"]) == ("6000.00", "54.00")
    assert (drawn["outstanding_principal"], drawn["accrued_interest"]) == ("10000.00", "60.00")
    assert due["due"]["interest"] == "260.00"
    assert result["rows"][-1]["closing"] == "0.00"


def test_moving_the_dates_charges_the_days_and_keeps_the_number_of_payments() -> None:
    """The first payment moves to the 28th: 43 days of 30E/360 on 10,000 at 36 %."""
    result = _answer(_event("reschedule", "2026-02-10", first_due_on="2026-02-28"), days=("2026-03-01",))
    assert [row["due_on"] for row in result["rows"]][:3] == ["2026-02-28", "2026-03-28", "2026-04-28"]
    assert (len(result["rows"]), result["rows"][0]["interest"]) == (6, "430.00")
    assert result["states"][0]["days_past_due"] == 1


def test_a_restructure_ends_the_old_table_and_repays_all_that_was_owed() -> None:
    """On 25 February 10,481.73 are owed (see above): they become the principal of twelve new payments."""
    new = {"first_due_on": "2026-03-25", "installments": 12, "annual_rate": "0.24"}
    result = _answer(_event("restructure", "2026-02-25", terms=new), days=("2026-02-25", "2026-03-25"))
    after, first = result["states"]
    assert (after["outstanding_principal"], after["due"]["total"], after["days_past_due"]) == ("10481.73", "0.00", 0)
    assert first["due"]["interest"] == "209.63"  # 2 % of 10,481.73
    assert len([row for row in result["rows"] if row["due_on"] > "2026-02-25"]) == 12


def test_a_restructure_may_leave_the_overdue_interest_as_it_is() -> None:
    new = {"first_due_on": "2026-03-25"}
    result = _answer(_event("restructure", "2026-02-25", terms=new, capitalise=False), days=("2026-02-25",))
    state = result["states"][0]
    assert (state["outstanding_principal"], state["due"]["principal"]) == ("10000.00", "0.00")
    assert (state["due"]["interest"], state["due"]["late_interest"]) == ("384.73", "30.55")
    assert state["payoff"] == "10481.73"


def test_acceleration_makes_all_of_it_due_and_late_from_the_next_day() -> None:
    state, later = _answer(_event("acceleration", "2026-02-15"), days=("2026-02-15", "2026-02-25"))["states"]
    assert (state["due"]["principal"], state["payoff"]) == ("10000.00", "10348.00")
    assert later["due"]["late_interest"] == "200.00"  # 1,527.45 and 8,472.55 at 72 %/360 for ten days: 30.55 + 169.45


def test_what_was_sold_is_no_longer_owed_and_the_lawyers_change_nothing() -> None:
    sold = _answer(_event("assignment", "2026-02-25", to="sold"), days=("2026-02-25",))["states"][0]
    assert (sold["payoff"], sold["due"]["total"]) == ("0.00", "0.00")
    legal = _answer(_event("assignment", "2026-02-25", to="legal"), days=("2026-02-25",))["states"][0]
    assert legal["payoff"] == "10481.73"


def test_a_list_of_lives_gives_a_list_of_answers() -> None:
    code, results, err = _run([_life(), _life(days=("2026-02-15",))])
    assert (code, err, len(results)) == (0, "", 2)


@pytest.mark.parametrize(
    ("events", "terms", "named"),
    [
        ([_event("payment", "2026-01-14", "1.00")], {}, "Movimiento 1"),
        (
            [
                _event("payment", "2026-02-15", "1.00"),
                _event("reversal", "2026-02-15", of=1),
                _event("reversal", "2026-02-15", of=2),
            ],
            {},
            "una reversa no se reversa",
        ),
        ([_event("reversal", "2026-02-15", of=7)], {}, "el 7, que no existe"),
        ([_event("payment", "2026-02-30", "1.00")], {}, "events[0].value_date"),
        ([_event("payment", "2026-02-15", "1.005")], {}, "events[0].amount"),
        ([_event("payment", "2026-02-15", "0.00")], {}, "mayor que cero"),
        ([_event("payment", "2026-02-15", "1.00", monto="1.00")], {}, "events[0].monto"),
        ([_event("pago", "2026-02-15", "1.00")], {}, "events[0].type"),
        ([_event("waiver", "2026-02-15", "1.00")], {}, "events[0].component"),
        ([_event("disbursement", "2026-01-15", "10000.01")], {}, "$10,000.01"),
        ([_event("payment", "2026-02-15", "1.00", seq=1), _event("payment", "2026-02-15", "1.00", seq=1)], {}, "1"),
        ([_event("reschedule", "2026-02-10", first_due_on="2026-02-10")], {}, "posterior"),
        ([], {"late_rate": "0.72"}, "late_rate"),
        (
            [],
            {"installments": 120, "annual_rate": "3", "method": "level", "first_due_on": "2027-02-15"}
            | {"day_count": "actual/360"},
            "pago 1",
        ),
    ],
)
def test_an_error_names_the_field_or_the_installment(
    events: list[dict[str, Any]], terms: dict[str, Any], named: str
) -> None:
    assert named in _refusal(*events, **terms)


def test_an_unknown_key_of_the_scenario_is_named() -> None:
    code, _, err = _run(_life() | {"eventos": []})
    assert code == 2
    assert "eventos" in err


def test_the_lines_behind_a_figure_are_printed_and_add_up() -> None:
    part = _event("payment", "2026-02-25", "1083.44")
    waived = _event("waiver", "2026-03-02", "5.00", component="late_interest")
    code, result, err = _run(_life(part, waived, days=("2026-03-10",)), "--explain", "late_interest")
    assert (code, err) == (0, "")
    explained = result["explanations"][0]
    assert explained["total"] == result["states"][0]["due"]["late_interest"] == "16.51"
    assert [line["text"] for line in explained["lines"]] == [
        "pago 1: capital vencido 1,527.45 × 72 % / 360 × 10 días (15/02/26 al 25/02/26) = 30.55",
        "pago 1: capital vencido 827.45 × 72 % / 360 × 13 días (25/02/26 al 10/03/26) = 21.51",
        "se pagó con el movimiento 1 del 25/02/2026",
        "se condonó con el movimiento 2 del 02/03/2026",
    ]
    assert [line["amount"] for line in explained["lines"]] == ["30.55", "21.51", "-30.55", "-5.00"]
    assert [line["seq"] for line in explained["lines"]] == [None, None, 1, 2]


def test_a_figure_that_does_not_exist_is_refused_with_the_choices() -> None:
    code, _, err = _run(_life(), "--explain", "intereses")
    assert code == 2
    assert "late_interest" in err


JUNK: tuple[Any, ...] = (
    None, True, -1, 0, 1.5, "", "x", "2026-02-30", "1e5", "-5.00", [], {}, [1], {"a": 1}, "9999-12-31", "0001-01-01",
    "99999999999999999999", "NaN", 10**30, "leasing", "revolving",
)  # fmt: skip
WHOLE = _life(
    _event("payment", "2026-02-25", "1083.44", excess="prepayment", effect="shorten_term"),
    _event("charge", "2026-03-01", "100.00", vat_rate="0.16"),
    _event("waiver", "2026-03-02", "5.00", component="late_interest"),
    _event("reversal", "2026-03-03", of=2),
    _event("reschedule", "2026-03-05", first_due_on="2026-03-25"),
    _event("restructure", "2026-05-05", terms={"first_due_on": "2026-06-05", "installments": 9}, capitalise=False),
    _event("assignment", "2026-09-05", to="legal"),
    _event("disbursement", "2026-01-15", "5000.00"),
    _event("disbursement", "2026-02-20", "5000.00"),
    _event("acceleration", "2026-09-09"),
    _event("write_off", "2026-10-09"),
    days=("2026-03-15", "2027-06-01"),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _places(child, (*path, key))


@given(st.sampled_from(list(_places(WHOLE))), st.sampled_from([*JUNK, "removed"]))
def test_whatever_is_wrong_in_a_life_is_told_in_one_line(path: tuple[Any, ...], junk: Any) -> None:
    data = copy.deepcopy(WHOLE)
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    if junk == "removed":
        del holder[path[-1]]
    else:
        holder[path[-1]] = junk
    code, result, err = _run(data, "--explain", "payoff")
    assert (code == 0 and result["states"]) or (code == 2 and err.startswith("Error: ") and err.count("\n") == 1)
