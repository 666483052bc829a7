"""The sheet with the recovery key of a company's database, to be printed once and kept in a safe place."""

from __future__ import annotations

from datetime import date

from reportlab.platypus import Spacer, Table, TableStyle

from app.documents.page_design import ACCENT, TEXT_WIDTH, TINT, Letterhead, Section, build_pdf
from app.documents.page_parts import figure, grid, heading_bar, labelled, one_page, signatures, text
from app.documents.spanish_text import date_in_words

_STEPS = (
    "Imprima esta hoja y guárdela fuera de la oficina o en una caja fuerte. No la fotografíe ni la envíe por correo.",
    "Si alguien olvida su contraseña, en la pantalla de entrada elija recuperar el acceso con la clave impresa, "
    "escríbala tal como aparece aquí y elija una contraseña nueva.",
    "La clave abre esta base de datos y todos sus respaldos. Quien la tenga, y tenga el archivo, puede leer todo.",
    "El programa no la conserva: si se pierden esta hoja y todas las contraseñas, nadie podrá recuperar los datos.",
)


def write_recovery_key_sheet(company_name: str, path_text: str, recovery_key: str, created_on: date) -> bytes:
    """One page: what the key is for, the key in large type, and what to do with it."""
    box = Table([[figure(recovery_key, TEXT_WIDTH - 40, "mono_figure")]], colWidths=[TEXT_WIDTH])
    box.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 1.2, ACCENT),
                ("BACKGROUND", (0, 0), (-1, -1), TINT),
                ("TOPPADDING", (0, 0), (-1, -1), 18),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 22),
            ]
        )
    )
    story = [
        text("CLAVE DE RECUPERACIÓN", "title"),
        text(
            "Con esta clave se recupera el acceso a la base de datos de la empresa cuando se olvida una contraseña.",
            "promise",
        ),
        Spacer(1, 4),
        grid(
            [
                [labelled("Empresa", company_name, "value_bold"), labelled("Creada el", date_in_words(created_on))],
            ],
            (TEXT_WIDTH * 0.7, TEXT_WIDTH * 0.3),
        ),
        grid([[labelled("Archivo de la base de datos", path_text)]], (TEXT_WIDTH,)),
        Spacer(1, 16),
        box,
        Spacer(1, 16),
        heading_bar("QUÉ HACER CON ESTA HOJA"),
        Spacer(1, 6),
        *[text(f"{place}. {step}", "promise") for place, step in enumerate(_STEPS, start=1)],
        signatures([("RECIBE", "", "Nombre y firma de quien la guarda")], room=56),
    ]
    section = Section("Documento confidencial", one_page(story))
    return build_pdf("Clave de recuperación", Letterhead(company_name, "Confidencial"), (section,))
