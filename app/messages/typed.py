"""Texts about what is typed into fields."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "typed.not_a_date": "«{text}» no es una fecha. Escríbala como 15/03/2026, 150326, hoy o +7. No se guardó nada.",
    "typed.not_a_rate": "«{text}» no es una tasa. Escriba solo el número, por ejemplo 36.5. No se guardó nada.",
    "typed.not_an_integer": "«{text}» no es un número entero. No se guardó nada.",
    "text.long": "Lleva a lo más {most} letras y tiene {count}; acórtelo. No se guardó nada.",
    "text.unseen": "Tiene algún carácter que no se ve (venía en lo que se copió y pegó). Bórrelo y escríbalo a mano. "
    "No se guardó nada.",
    "typed.required": "Este dato es necesario. No se guardó nada.",
}
