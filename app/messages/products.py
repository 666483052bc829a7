"""Texts about products."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "product.required": "Este dato es necesario. No se guardó nada.",
    "product.rate_negative": "Una tasa no puede ser negativa. No se guardó nada.",
    "product.rate_too_high": "La tasa pasa de 2,000 % anual; revise los ceros. No se guardó nada.",
    "product.amount_range": "El monto máximo debe ser mayor o igual que el mínimo, y ambos mayores que cero. "
    "No se guardó nada.",
    "product.installments_range": "El máximo de pagos debe ser mayor o igual que el mínimo, desde 1. "
    "No se guardó nada.",
    "product.default_outside": "El valor de inicio debe quedar entre el mínimo y el máximo. No se guardó nada.",
    "product.amount_outside": "El producto «{product}» acepta montos de {least} a {most}. No se guardó nada.",
    "product.installments_outside": "El producto «{product}» acepta de {least} a {most} pagos. No se guardó nada.",
    "product.changed": "Otra persona guardó cambios en este producto mientras usted lo editaba. Vuelva a abrirlo. "
    "No se guardó nada de lo suyo; lo que escribió sigue en pantalla.",
    "product.not_found": "Ese producto ya no existe. Actualice la lista (F5).",
}
