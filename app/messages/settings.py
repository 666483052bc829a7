"""Texts about the company, permissions and the command line."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "holidays.year": "El año va de {least} a {most}; corríjalo. No se guardó nada.",
    "holidays.other_year": "El {day} no es del año {year}; quite esa fecha o cambie el año. No se guardó nada.",
    "holidays.too_many": "Un año lleva a lo más {most} días inhábiles; revise la lista. No se guardó nada.",
    "holidays.not_a_date": "Renglón {place}: «{typed}» no es una fecha; escríbala como 16/09/2026. No se guardó nada.",
    "company.idle_minutes": "El bloqueo por falta de uso va de {least} a {most} minutos. No se guardó nada.",
    "company.required": "Este dato es necesario: aparece en los documentos que se imprimen. No se guardó nada.",
    "company.postal_code": "El código postal tiene 5 dígitos. No se guardó nada.",
    "password.differs": "Las dos contraseñas no son iguales; escríbalas de nuevo. No se guardó nada.",
    "cli.file_missing": "No se encontró el archivo {path}. Revise el nombre y la carpeta.",
    "cli.file_unreadable": "No se pudo leer {path}. Revise que sea un archivo, no una carpeta, y que tenga permiso de "
    "leerlo.",
    "cli.file_name_missing": "{option} lleva el nombre del archivo que se va a escribir, como tabla{suffix}. No se "
    "escribió nada.",
    "cli.output_failed": "No se pudo escribir el resultado; revise que el disco no esté lleno.",
    "cli.not_json": "El contenido no es JSON válido (línea {line}, columna {column}).",
    "cli.not_text": "El archivo {path} no es texto UTF-8; guárdelo con esa codificación.",
    "cli.not_a_date": "«{text}» no es una fecha AAAA-MM-DD.",
    "cli.day_out_of_range": "El día {text} no va: el año es de {least} a {most}. No se guardó nada.",
    "cli.not_a_demo_user": "{user} no es usuario de la empresa de demostración; elija entre {choices}. No se guardó "
    "nada.",
    "cli.one_table": "Para escribir un archivo dé un solo crédito, no una lista.",
    "cli.password_missing": "Falta la contraseña: póngala en la variable ACREDITA_PASSWORD o "
    "ejecútelo en una terminal. El cierre, los respaldos y la verificación entran también con --unattended.",
}
