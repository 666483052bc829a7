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
    "restructure.custom": "Una reestructura no lleva tabla a la medida: elija otro método. No se guardó nada.",
    "reschedule.nothing_to_move": "No quedan pagos por vencer que se puedan mover. No se guardó nada.",
    "reschedule.not_after": "La nueva fecha de pago debe ser posterior al {on}. No se guardó nada.",
    "terms.holidays_too_many": "La lista de días inhábiles lleva a lo más {most} fechas. No se guardó nada.",
}
