"""Texts about the books: chart of accounts, months, daily closes and what a verification finds."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "account.code_form": "La clave de la cuenta lleva hasta 20 números, letras mayúsculas, puntos o guiones, como 1301 "
    "o 105.01. No se guardó nada.",
    "account.name_required": "Escriba el nombre de la cuenta. No se guardó nada.",
    "account.sat_code_form": "El código agrupador del SAT es como 105 o 105.01, o se deja vacío. No se guardó nada.",
    "account.taken": "Ya hay una cuenta con la clave {account}; escriba otra. No se guardó nada.",
    "account.not_found": "No hay una cuenta {account} en el catálogo; elija una de la lista. No se guardó nada.",
    "account.inactive": "La cuenta {account} está dada de baja; elija otra. No se guardó nada.",
    "account.in_use": "La cuenta {account} está en la guía contable; cambie antes la guía. No se guardó nada.",
    "account.kind_fixed": "La cuenta {account} ya tiene movimientos: su tipo no se cambia. Agregue otra cuenta y "
    "cambie la guía. No se guardó nada.",
    "account.memo_mixed": "La cuenta {account} no sirve para este concepto: las cuentas de orden van solo con los "
    "conceptos de orden. No se guardó nada.",
    "account.gone": "Esa cuenta ya no existe; actualice la lista con F5. No se guardó nada.",
    "account.changed": "Otra persona cambió esta cuenta mientras usted la tenía abierta; ciérrela y ábrala de nuevo. "
    "No se guardó nada.",
    "close.future": "El día que se cierra no puede pasar de hoy ({on}). No se cerró nada.",
    "close.too_many_days": "Faltan más de {most} días por cerrar; cierre antes hasta otro día. No se cerró nada.",
    "month.not_over": "El mes {month} todavía no termina; se cierra desde el día siguiente. No se cerró nada.",
    "month.closed_already": "El mes {month} ya está cerrado. No se cambió nada.",
    "month.not_closed": "El mes {month} no está cerrado. No se cambió nada.",
    "month.earlier_open": "Antes hay que cerrar el mes {month}. No se cerró nada.",
    "month.later_closed": "Antes hay que reabrir el mes {month}, que es posterior. No se reabrió nada.",
    "month.days_open": "Faltan cierres diarios: el último es del {on}. Haga antes el cierre del día. No se cerró nada.",
    "month.reason_short": "Escriba el motivo con al menos {least} letras: queda en la bitácora. No se reabrió nada.",
    "verify.row.altered": "Se alteró fuera del programa: tabla {table}, registro {key}.",
    "verify.row.added": "Se agregó fuera del programa: tabla {table}, registro {key}.",
    "verify.row.deleted": "Se borró fuera del programa: tabla {table}, registro {key}.",
    "verify.audit.altered": "El registro {number} de la bitácora se alteró fuera del programa.",
    "verify.audit.missing": "Falta el registro {number} de la bitácora.",
    "verify.snapshot": "Crédito {folio}: los saldos guardados no son los que resultan de sus movimientos ({figures}).",
    "verify.ledger": "Crédito {folio}: la contabilidad dice {posted} en {concept} y sus movimientos dan {wanted}.",
    "verify.status": "Crédito {folio}: el estado guardado no es el que resulta de sus movimientos.",
    "verify.loan_broken": "Crédito {folio}: sus movimientos no se pueden repetir ({reason}).",
    "verify.needs_close": "Crédito {folio}: falta el primer cierre diario después de actualizar el programa.",
    "verify.entry_unbalanced": "La póliza {entry} no cuadra: cargos {debits}, abonos {credits}.",
    "verify.closes": "Los cierres diarios suman {posted} en {concept} y sus créditos suman {wanted}.",
    "verify.file": "La revisión del archivo encontró un daño: {detail}.",
    "verify.anchor": "El respaldo del {on} vio los primeros {number} registros de la bitácora y ya no son los mismos: "
    "se puso un archivo anterior sin restaurarlo o se rehízo la bitácora.",
}
