"""Texts about importing a bank's file and deciding what each deposit pays."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "bank.file_imported": "El archivo «{file}» ya se había importado. No se agregó ningún movimiento.",
    "bank.account_name": "Póngale un nombre a la cuenta, por ejemplo «BBVA cobranza». No se guardó nada.",
    "bank.account_number": "Escriba el número de la cuenta: el archivo no lo trae. No se guardó nada.",
    "bank.account_taken": "Ya existe una cuenta con el número {number}; elíjala en la lista. No se guardó nada.",
    "bank.not_a_deposit": "Ese movimiento es un cargo, no un depósito. No se guardó nada.",
    "bank.already_matched": "Ese depósito ya se había aplicado. Actualice la pantalla (F5). No se guardó nada más.",
    "bank.parts_differ": "Lo repartido ({parts}) no suma el depósito ({deposit}). Ajuste los importes. "
    "No se guardó nada.",
    "bank.amount_column": "Diga qué columna trae los depósitos, o el importe con signo. No se guardó nada.",
    "bank.movement_not_found": "Ese movimiento ya no está en la base de datos. Actualice la pantalla (F5).",
}
