"""Texts about printed documents and Excel workbooks."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "documents.file_in_use": "No se pudo guardar «{path}». Si está abierto en Excel o en otro programa, ciérrelo; "
    "si la carpeta es de sólo lectura o el disco está lleno, elija otra. El archivo anterior, si lo había, no cambió.",
    "documents.schedule_differs": "La tabla guardada del crédito {folio} no coincide con sus condiciones, así que "
    "no se imprimió nada. Revise el crédito antes de entregar documentos.",
}
