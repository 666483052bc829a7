"""The Spanish of each line that explains a figure, shared by the window and the command line."""

from __future__ import annotations

from app.domain.loans.explanation_lines import Line

TEXTS: dict[str, str] = {
    "explain.charge": "gasto de cobranza del {on}",
    "explain.vat": "IVA {rate} % de {of}",
    "explain.late": "pago {n}: capital vencido {base} × {rate} % / {day_base} × {days} días ({since} al {until}) = "
    "{amount}",
    "explain.late_installment": "pago {n}: saldo vencido {base} × {rate} % / {day_base} × {days} días ({since} al "
    "{until}) = {amount}",
    "explain.interest": "pago {n}: saldo {base} × {rate} % × {share} ({since} al {until}) = {amount}",
    "explain.interest_until": "pago {n}: interés devengado hasta el {on}",
    "explain.interest_of_grace": "interés de la gracia, que vence con el pago {n}",
    "explain.interest_before_change": "interés devengado hasta el {on}, antes de que cambiara la tabla",
    "explain.fee": "{name}, pago {n}",
    "explain.principal": "capital del pago {n} según la tabla, vence el {due_on}",
    "explain.principal_last": "último capital de la tabla, pago {n}, vence el {due_on}",
    "explain.principal_level": "pago {n}: pago fijo {payment} menos interés {interest}",
    "explain.principal_level_with_vat": "pago {n}: pago fijo {payment} menos interés {interest} menos IVA {vat}",
    "explain.paid": "se pagó con el movimiento {seq} del {on}",
    "explain.paid_excess": "se cubrió con el excedente del movimiento {seq} del {on}",
    "explain.prepaid": "pago anticipado con el movimiento {seq} del {on}",
    "explain.waived": "se condonó con el movimiento {seq} del {on}",
    "explain.restructured": "pasó a la tabla nueva con la reestructura del {on} (movimiento {seq})",
    "explain.accrued": "saldo {base} × {rate} % × {share} ({since} al {until}) = {amount}",
    "explain.accrued_in_parts": "lo devengado antes de que cambiara la tabla, más saldo {base} × {rate} % × {share} "
    "({since} al {until}) = {amount}",
    "explain.due_charges": "gastos de cobranza",
    "explain.due_charges_vat": "IVA de gastos de cobranza",
    "explain.due_late_interest": "interés moratorio",
    "explain.due_late_vat": "IVA del moratorio",
    "explain.due_interest": "interés ordinario vencido",
    "explain.due_vat": "IVA del interés ordinario",
    "explain.due_fees": "comisiones",
    "explain.due_fees_vat": "IVA de comisiones",
    "explain.due_principal": "capital exigible",
    "explain.payoff_accrued_interest": "interés devengado que aún no vence",
    "explain.payoff_accrued_vat": "IVA del interés devengado",
    "explain.payoff_principal": "capital por vencer",
    "explain.payoff_billed": "interés e IVA del corte cuya fecha límite aún no llega",
    "explain.payoff_advance": "menos los adelantos guardados",
    "explain.advance_kept": "excedente guardado del movimiento {seq} del {on}",
    "explain.advance_applied": "ya aplicado del movimiento {seq} del {on}",
    "explain.lent": "capital entregado el {on}",
    "explain.financed_fee": "comisión por apertura con su IVA, financiada",
    "explain.capitalised": "se sumó al capital (pago {n})",
    "explain.sold": "el crédito se vendió y ya no se nos debe",
    "explain.next_installment": "pago {n}, vence el {on}",
    "explain.days_past_due": "pago {n} sin cubrir desde el {since}; días al {until}",
}


def line_text(line: Line) -> str:
    """What a line says, with its values in place."""
    return TEXTS[line.code].format(**line.params)
