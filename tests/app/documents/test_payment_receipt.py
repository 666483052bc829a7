"""The receipt: what it must say, twice on a sheet, and what it does with long detail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from app.documents.payment_receipt import ReceiptData, write_receipt
from app.domain.loans.events import Excess
from app.domain.loans.loan import Channel
from app.domain.money import ZERO, Money
from app.domain.payments.allocation import AllocationLine
from app.domain.payments.components import Component
from tests.app.documents.loan_papers import BARE_COMPANY, COMPANY, LONG_NAME, pages_of, text_of

LATE = (
    AllocationLine(2, Component.LATE_VAT, Money.of("2.53")),
    AllocationLine(2, Component.LATE_INTEREST, Money.of("15.81")),
    AllocationLine(2, Component.VAT, Money.of("40.67")),
    AllocationLine(2, Component.INTEREST, Money.of("254.18")),
    AllocationLine(2, Component.PRINCIPAL, Money.of("1580.60")),
)
RECEIPT = ReceiptData(
    company=COMPANY,
    client_name="María Guadalupe Ñúñez Güemes Peña",
    loan_folio="CRE-000123",
    receipt_folio="REC-000812",
    value_on=date(2026, 3, 20),
    recorded_at=datetime(2026, 3, 20, 13, 5),  # noqa: DTZ001  # local time, as printed
    channel=Channel.TRANSFER,
    reference="BNET01002603200001234567",
    amount=Money.of("1893.79"),
    lines=LATE,
    excess_kind=None,
    excess_amount=ZERO,
    outstanding_after=Money.of("6891.95"),
    next_due_on=date(2026, 4, 15),
    next_due_amount=Money.of("1875.45"),
    received_by="Rosa Treviño Peña",
)


def test_the_sheet_has_an_original_and_a_copy_that_say_the_same() -> None:
    (page,) = pages_of(write_receipt(RECEIPT))
    for words in (
        "RECIBO DE PAGO",
        "REC-000812",
        "María Guadalupe Ñúñez Güemes Peña",
        "Fecha de pago",
        "Transferencia · BNET01002603200001234567",
        "$1,893.79",
        "(UN MIL OCHOCIENTOS NOVENTA Y TRES PESOS 79/100 M.N.)",
        "Se aplicó a Moratorios IVA de moratorios Intereses IVA de intereses Capital Total",
        "Pago 2 15.81 2.53 254.18 40.67 1,580.60 1,893.79",
        "$6,891.95",
        "15/04/2026 · $1,875.45",
        "Sin excedente",
        "Rosa Treviño Peña",
        "Registrado el 20/03/2026 13:05 horas.",
        "Lic. Elena Ibáñez Muñoz",
        "55 5340 0999",
    ):
        assert page.count(words) == 2, words
    assert page.count("ORIGINAL") == page.count("COPIA") == 1
    assert "REVERSADO" not in page


def test_a_reversed_payment_is_stamped_on_both_halves() -> None:
    (page,) = pages_of(write_receipt(replace(RECEIPT, is_reversed=True)))
    assert page.count("REVERSADO") == 2


def test_what_is_kept_for_the_next_installments_completes_the_total() -> None:
    advance = replace(RECEIPT, amount=Money.of("2500"), excess_kind=Excess.ADVANCE, excess_amount=Money.of("606.21"))
    (page,) = pages_of(write_receipt(advance))
    assert "Próximos pagos – – – – – 606.21" in page
    assert "Total 15.81 2.53 254.18 40.67 1,580.60 2,500.00" in page
    assert "$606.21 · Pago adelantado" in page


def test_a_prepayment_is_named_as_one() -> None:
    ahead = AllocationLine(3, Component.PRINCIPAL, Money.of("606.21"))
    prepaid = replace(
        RECEIPT,
        amount=Money.of("2500"),
        lines=(*LATE, ahead),
        excess_kind=Excess.PREPAYMENT,
        excess_amount=Money.of("606.21"),
    )
    (page,) = pages_of(write_receipt(prepaid))
    assert "Pago 3 – – – – 606.21 606.21" in page
    assert "$606.21 · Pago anticipado a capital" in page
    assert "Próximos pagos" not in page


def test_the_last_payment_has_no_next_one() -> None:
    (page,) = pages_of(write_receipt(replace(RECEIPT, next_due_on=None, next_due_amount=ZERO)))
    assert page.count("No hay pagos pendientes") == 2


def test_a_payment_of_many_installments_takes_a_sheet_for_each_copy() -> None:
    lines = tuple(AllocationLine(n, component, Money.of("10.15")) for n in range(60) for component in Component)
    pages = pages_of(write_receipt(replace(RECEIPT, lines=lines, amount=Money.of("5481.00"), is_reversed=True)))
    assert len(pages) == 4
    assert "ORIGINAL" in pages[0]
    assert "COPIA" in pages[2]
    assert all(page.count("REVERSADO") == 1 for page in pages)
    assert "Cargos 10.15" in pages[0]
    assert "Total 609.00" in pages[1]
    assert "Página 4 de 4" in pages[3]


def test_the_worst_names_leave_no_hole_and_are_shown_literally() -> None:
    worst = replace(
        RECEIPT,
        company=replace(BARE_COMPANY, legal_name=LONG_NAME, is_demo=True),
        client_name=f"{LONG_NAME} <img src=x> & Cía.",
        reference="",
        amount=Money.of("999999999999.99"),
        received_by="<b>Rosa</b>",
    )
    text = text_of(write_receipt(worst))
    assert "<img src=x> & Cía." in text
    assert "<b>Rosa</b>" in text
    assert "DOCUMENTO SIN VALIDEZ" in text
    assert "None" not in text


def test_equal_input_gives_equal_bytes() -> None:
    assert write_receipt(RECEIPT) == write_receipt(RECEIPT)
