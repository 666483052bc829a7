"""A mapping comes back as it was stored, and headings are remembered whatever their accents."""

from __future__ import annotations

import json

from app.domain.bank.mapping import ColumnMapping, heading_signature


def test_a_mapping_survives_storage() -> None:
    mapping = ColumnMapping("Hoja1", 4, date=0, description=2, credit=5, account="0123")
    assert ColumnMapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


def test_accents_and_capitals_do_not_change_the_signature_and_another_order_does() -> None:
    assert heading_signature(["FECHA", "Depósitos"]) == heading_signature(["Fecha", "DEPOSITOS "])
    assert heading_signature(["Fecha", "Abono"]) != heading_signature(["Abono", "Fecha"])
