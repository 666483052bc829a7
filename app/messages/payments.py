"""Texts about disbursements, payments and reversals (the engine's own are in ``loans``)."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "loan.not_found": "Ese crédito ya no está en la base de datos. Actualice la lista (F5).",
    "loan.not_cancellable": "El crédito {folio} ya se entregó o ya estaba cancelado; no se puede cancelar. "
    "No se guardó nada.",
    "loan.not_disbursable": "El crédito {folio} ya se entregó o está cancelado; no se puede entregar otra vez. "
    "No se guardó nada.",
    "loan.disbursed_in_future": "La fecha de entrega no puede ser posterior a hoy. No se guardó nada.",
    "loan.disbursed_before_signed": "La entrega no puede ser anterior a la firma del contrato ({signed_on}). "
    "No se guardó nada.",
    "loan.reference_required": "Escriba la referencia o clave de rastreo de la entrega. No se guardó nada.",
    "loan.schedule_changes": "El contrato se calculó para entregar el {planned_on}. Con esta fecha el total a pagar "
    "cambia de {before} a {after} y el CAT queda en {cat} %: confirme y vuelva a imprimir los documentos para firma. "
    "Todavía no se guarda nada.",
    "loan.cancelled": "El crédito {folio} está cancelado; no se imprimen sus documentos.",
    "payment.not_found": "Ese movimiento ya no está en la base de datos. Actualice la pantalla (F5).",
    "payment.loan_not_active": "El crédito {folio} no está activo: no se ha entregado, ya se liquidó o se canceló. "
    "No se guardó nada.",
    "payment.in_future": "La fecha del pago no puede ser posterior a hoy. No se guardó nada.",
    "payment.looks_repeated": "Este crédito ya tiene un pago de {amount} con fecha {on} (recibo {receipt}). Si es otro "
    "pago, confirme y guárdelo de todos modos. Todavía no se guarda nada.",
    "payment.request_reused": "Esta captura ya se había guardado con otros datos (recibo {receipt}). Cierre la ventana "
    "y ábrala de nuevo. No se guardó nada más.",
    "payment.reason_short": "Explique el motivo con al menos {least} letras: queda en el historial. No se guardó nada.",
    "payment.not_reversible": "Ese movimiento no es un pago ni una condonación; no se puede reversar aquí. "
    "No se guardó nada.",
    "waiver.reason_short": "Explique el motivo con al menos {least} letras: queda en la bitácora. No se guardó nada.",
    "waiver.nothing": "Escriba cuánto se condona en al menos un renglón. No se guardó nada.",
    "waiver.negative": "Lo que se condona es mayor que cero. No se guardó nada.",
    "waiver.more_than_due": "Hoy solo se deben {due} de este concepto; condone eso o menos. No se guardó nada.",
    "reminder.gone": "Otra persona ya atendió ese aviso, o uno más reciente tomó su lugar; actualice la lista con F5. "
    "No se guardó nada.",
    "payment.already_reversed": "El recibo {receipt} ya estaba reversado. No se guardó nada más.",
}
