"""Texts about amounts."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "money.not_a_number": "«{text}» no es un importe. Escriba solo números, por ejemplo 1,500.00. No se guardó nada.",
    "money.european": "«{text}» se puede leer de dos maneras. ¿Quiso decir {guess}? Use punto para los centavos. "
    "No se guardó nada.",
    "money.too_many_decimals": "«{text}» tiene más de dos decimales; los centavos llevan dos. No se guardó nada.",
    "money.too_large": "«{text}» es demasiado grande para un importe. Revise los ceros. No se guardó nada.",
}
