"""Texts about the events of a loan's life."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "event.seq_repeated": "Hay dos movimientos con el número {seq}: cada uno lleva el suyo. No se guardó nada.",
    "event.not_positive": "Movimiento {seq}: el importe debe ser mayor que cero. No se guardó nada.",
    "event.vat_rate": "Movimiento {seq}: el IVA va de 0 a 1 (0.16 es 16 %). No se guardó nada.",
    "event.before_disbursement": "Movimiento {seq}: su fecha es anterior a la entrega del crédito ({on}). Corrija la "
    "fecha. No se guardó nada.",
    "event.reverses_unknown": "Movimiento {seq}: quiere reversar el {of}, que no existe. No se guardó nada.",
    "event.reverses_reversal": "Movimiento {seq}: el {of} es una reversa y una reversa no se reversa; registre "
    "de nuevo el movimiento original. No se guardó nada.",
    "event.reversed_twice": "Movimiento {seq}: el {of} ya estaba reversado. No se guardó nada.",
    "event.drawn_too_much": "Las disposiciones suman {drawn} y el crédito es de {most}; corrija los importes. No se "
    "guardó nada.",
    "event.not_of_product": "Movimiento {seq}: «{kind}» no se usa en este tipo de producto. No se guardó nada.",
    "leasing.down_payment": "La renta inicial va de cero a menos que el precio del bien. No se guardó nada.",
    "factoring.face_value": "El valor del documento debe ser mayor que cero. No se guardó nada.",
    "factoring.advance_rate": "El aforo va de más de 0 a 1 (0.80 es 80 %). No se guardó nada.",
    "factoring.commission": "La comisión y su IVA van de 0 a 1 (0.01 es 1 %). No se guardó nada.",
    "factoring.nothing_left": "El descuento y la comisión se llevan todo el anticipo; revise la tasa y el plazo. No se "
    "guardó nada.",
    "factoring.more_than_face": "Lo cobrado pasa del valor del documento ({face}) y de lo que causó por atraso; "
    "revise los pagos. No se guardó nada.",
    "revolving.cut_day": "El día de corte va de 1 a 31. No se guardó nada.",
    "revolving.payment_days": "Los días para pagar después del corte van de 0 a {most}. No se guardó nada.",
    "revolving.minimum": "El pago mínimo va de 0 a 1 del saldo y su importe no es negativo. No se guardó nada.",
    "revolving.over_limit": "Movimiento {seq}: la disposición pasa del límite por {over}; redúzcala. No se guardó "
    "nada.",
    "renewal.other_day": "El crédito nuevo debe entregarse el día en que se liquida el anterior ({on}). No se guardó "
    "nada.",
    "renewal.nothing_owed": "El crédito anterior no debe nada: no hay qué renovar. No se guardó nada.",
    "renewal.not_enough": "El crédito nuevo entrega {disbursed} y liquidar el anterior cuesta {payoff}; suba el monto. "
    "No se guardó nada.",
    "restructure.custom": "Una reestructura no lleva tabla a la medida: elija otro método. No se guardó nada.",
    "reschedule.not_after": "La nueva fecha de pago debe ser posterior al {on}. No se guardó nada.",
    "terms.holidays_too_many": "La lista de días inhábiles lleva a lo más {most} fechas. No se guardó nada.",
}
