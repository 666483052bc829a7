"""Saving a client: keys that are unique, likely duplicates shown, and two clerks on one file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.users.roles import PresetRole
from app.errors import ConfirmationNeeded, Conflict, NotAllowed, RuleViolation
from app.services.clients.read_clients import find_clients, read_client
from app.services.clients.save_client import SaveClient, save_client
from tests.company import CONCEPCION, Lender, add_client

TWIN = replace(CONCEPCION, given_names="Consepción", curp="", rfc="SABC560626AB1")
DOUBTS = frozenset({"rfc.check_digit"})


def test_a_curp_and_an_rfc_belong_to_one_client(lender: Lender) -> None:
    add_client(lender.ctx)
    with pytest.raises(RuleViolation) as caught:
        save_client(lender.ctx, SaveClient(CONCEPCION))
    assert (caught.value.code, caught.value.field) == ("client.curp_taken", "curp")
    with pytest.raises(RuleViolation) as caught:
        save_client(lender.ctx, SaveClient(replace(CONCEPCION, curp="")))
    assert (caught.value.code, caught.value.field) == ("client.rfc_taken", "rfc")


def test_a_likely_duplicate_is_shown_and_can_be_overruled(lender: Lender) -> None:
    add_client(lender.ctx)
    with pytest.raises(ConfirmationNeeded) as caught:
        save_client(lender.ctx, SaveClient(TWIN, confirmed=DOUBTS))
    assert caught.value.code == "client.duplicate"
    assert caught.value.params["number"] == "CLI-000001"
    saved = save_client(lender.ctx, SaveClient(TWIN, confirmed=DOUBTS | {"client.duplicate"}))
    assert saved.number == "CLI-000002"


def test_a_refused_client_uses_no_number(lender: Lender) -> None:
    with pytest.raises(RuleViolation):
        save_client(lender.ctx, SaveClient(replace(CONCEPCION, birth_on=date(2020, 1, 1))))
    assert save_client(lender.ctx, SaveClient(CONCEPCION)).number == "CLI-000001"


def test_the_second_of_two_clerks_is_told_and_loses_nothing(lender: Lender) -> None:
    client_id = add_client(lender.ctx)
    read = read_client(lender.ctx, client_id).client
    first = SaveClient(replace(read.data, occupation="Comerciante"), client_id, read.version)
    save_client(lender.ctx, first)
    with pytest.raises(Conflict) as caught:
        save_client(lender.ctx, SaveClient(replace(read.data, occupation="Maestra"), client_id, read.version))
    assert caught.value.code == "client.changed"
    assert read_client(lender.ctx, client_id).client.data.occupation == "Comerciante"


@pytest.mark.parametrize(
    "text", ["salgado conc", "CONCEPCIÓN", "briseno", "SABC5606", "4421234567", "4567", "CLI-000001", "1"]
)
def test_a_client_is_found_by_what_people_remember(lender: Lender, text: str) -> None:
    add_client(lender.ctx)
    assert [line.number for line in find_clients(lender.ctx, text)] == ["CLI-000001"]


@pytest.mark.parametrize("text", ["' OR 1=1--", "%", "_", "\\", "zzz"])
def test_odd_text_finds_nothing_and_harms_nothing(lender: Lender, text: str) -> None:
    add_client(lender.ctx)
    assert find_clients(lender.ctx, text) == ()


def test_the_collector_only_looks(lender: Lender) -> None:
    with pytest.raises(NotAllowed):
        save_client(lender.as_role(PresetRole.COLLECTOR), SaveClient(CONCEPCION))
