"""Texts about a bank's file: what keeps it from being read, what is wrong in its rows, and why a loan is suggested."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "bank.missing": "No se encontró el archivo «{file}». Revise el nombre y la carpeta. No se guardó nada.",
    "bank.unreadable": "No se pudo abrir «{file}». Ciérrelo en los demás programas, revise que tenga permiso de leerlo "
    "e intente de nuevo. No se guardó nada.",
    "bank.empty": "El archivo «{file}» está vacío. Descárguelo otra vez del banco. No se guardó nada.",
    "bank.damaged": "El archivo «{file}» está dañado o incompleto. Descárguelo otra vez del banco. No se guardó nada.",
    "bank.password": "El archivo «{file}» tiene contraseña. Ábralo en Excel, guárdelo sin contraseña e impórtelo de "
    "nuevo. No se guardó nada.",
    "bank.too_large": "El archivo «{file}» es demasiado grande: se leen hasta 20 MB (200 MB ya descomprimido), 50,000 "
    "renglones y 200 columnas. Descargue un periodo más corto. No se guardó nada.",
    "bank.no_table": "En «{file}» no hay una tabla de movimientos. Revise que sea el archivo del banco. No se guardó "
    "nada.",
    "bank.pdf": "«{file}» es un PDF. Descargue del banco los movimientos en Excel, CSV o texto. No se guardó nada.",
    "bank.web_page": "«{file}» es una página web con nombre de Excel. Ábralo en Excel, guárdelo como .xlsx e impórtelo "
    "de nuevo. No se guardó nada.",
    "bank.layout_unknown": "No se reconoce el formato de «{file}». En la ventana, en Conciliación, indique qué columna "
    "es cada cosa. No se guardó nada.",
    "bank.layout_name": "Ese formato no existe. Elija uno de estos: {names}. No se guardó nada.",
    "bank.bad_amount": "Renglón {row}: «{value}» no es un importe. Revíselo en el archivo; no se importa.",
    "bank.ambiguous_amount": "Renglón {row}: «{value}» puede leerse de dos maneras. Escríbalo en el archivo como "
    "1,234.56; no se importa.",
    "bank.bad_date": "Renglón {row}: «{value}» no es una fecha. Escríbala como 31/12/2026; no se importa.",
    "bank.bad_sign": "Renglón {row}: «{value}» no dice si es cargo o abono. Revíselo en el archivo; no se importa.",
    "bank.no_amount": "Renglón {row}: no trae cargo ni abono. Revíselo en el archivo; no se importa.",
    "bank.two_amounts": "Renglón {row}: trae cargo y abono a la vez. Revíselo en el archivo; no se importa.",
    "bank.other_account": "Desde el renglón {row} hay movimientos de otra cuenta ({number}). Impórtela con un archivo "
    "aparte; no se importan.",
    "bank.other_sheet": "La hoja «{sheet}» también trae movimientos. Guárdela en un archivo aparte; no se importa.",
    "bank.balance_break": "Renglón {row}: el saldo {value} no sale del anterior; la diferencia es {missing}. Revise si "
    "falta un movimiento en el archivo.",
    "match.folio": "El texto trae el folio {folio}.",
    "match.clabe": "La CLABE de quien paga es la de {name}.",
    "match.rfc": "El RFC de quien paga es el de {name}.",
    "match.known_payer": "Esta persona o cuenta ya pagó antes por {name}.",
    "match.phone": "El texto trae el teléfono de {name}.",
    "match.name": "El texto trae el nombre de {name}.",
    "match.amount_due": "El importe es lo que debe hoy: {amount}.",
    "match.amount_next": "El importe es el de su próximo pago: {amount}.",
    "match.amount_payoff": "El importe liquida el crédito: {amount}.",
    "match.amount_rounded": "El importe es su pago de {amount} en números redondos.",
    "match.near_date": "El depósito es de cerca de la fecha de pago, el {date}.",
}
