"""Invented bank files in the shape of each bank's exports; every writer gives the path it wrote."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import xlwt
from openpyxl import Workbook

BBVA_ACCOUNT = "0118834527"
BANORTE_ACCOUNT = "0654321987"
SANTANDER_ACCOUNT = "65501234567"

BANORTE_HEADINGS = (
    "CUENTA", "FECHA DE OPERACIÓN", "FECHA", "REFERENCIA", "DESCRIPCIÓN", "COD. TRANSAC", "SUCURSAL", "DEPÓSITOS",
    "RETIROS", "SALDO", "MOVIMIENTO", "DESCRIPCIÓN DETALLADA", "CHEQUE",
)  # fmt: skip
BANORTE_SPEI = (
    "SPEI RECIBIDO, BCO:0012 BBVA MEXICO HR LIQ: 10:11:12, DEL CLIENTE MARIA PEÑA LOPEZ, DE LA CLABE "
    "012680012345678901 CON RFC PELM850101AB3, CONCEPTO: PAGO CRE-000123, REFERENCIA: 123 CVE RAST: MBAN01002606220001"
)
BANORTE_ROWS = (
    ("'0654321987", "22/06/2026", "22/06/2026", "0000000123", "SPEI RECIBIDO", "150", "7", "$13,295.61", "-",
     "$23,295.61", "101", BANORTE_SPEI, "-"),
    ("'0654321987", "22/jun./2026", "23/06/2026", "0000000124", "COMISION", "160", "7", "$0.00", "$116.00",
     "$23,179.61", "102", "COMISION MANEJO DE CUENTA", "-"),
)  # fmt: skip
SANTANDER_DETAIL_HEADINGS = (
    "Cuenta,Fecha,Hora,Sucursal,Descripcion,Cargo/Abono,Importe,Saldo,Referencia,Concepto,Banco Participante,"
    "Clabe Beneficiario,Nombre Beneficiario,Cta Ordenante,Nombre Ordenante,Codigo Devolucion,Causa Devolucion,"
    "RFC Beneficiario,RFC Ordenante,Clave de Rastreo,Descripcion Larga"
)


def save_xlsx(path: Path, rows: Sequence[Sequence[object]], title: str = "Hoja1") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def save_xls(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Hoja1")
    style = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write(number, column, value, style)
            elif value is not None:
                sheet.write(number, column, value)
    book.save(str(path))
    return path


def save_text(path: Path, lines: Sequence[str], charset: str = "utf-8") -> Path:
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(charset))
    return path


def bbva_people(folder: Path) -> Path:
    rows: list[Sequence[object]] = [
        ("Movimientos de la cuenta",),
        ("Cuenta", BBVA_ACCOUNT),
        (),
        ("FECHA", "DESCRIPCIÓN", "CARGO", "ABONO", "SALDO"),
        (date(2026, 6, 24), "RETIRO CAJERO", -500, None, 10700.5),
        (date(2026, 6, 23), "SPEI RECIBIDO HSBC JUAN PEREZ", None, 1200.1, 11200.5),
        (date(2026, 6, 22), "DEPOSITO EN EFECTIVO", None, 0.4, 10000.4),
    ]
    return save_xlsx(folder / "bbva_personas.xlsx", rows)


def bbva_companies(folder: Path) -> Path:
    def row(*cells: object) -> str:
        parts = []
        for cell in cells:
            kind = "Number" if isinstance(cell, (int, float)) else "String"
            parts.append("<Cell/>" if cell is None else f'<Cell><Data ss:Type="{kind}">{cell}</Data></Cell>')
        return f"<Row>{''.join(parts)}</Row>"

    names = ("Fecha Operación", "Concepto", "Referencia", "Referencia Ampliada", "Cargo", "Abono", "Saldo")
    body = "".join(
        (
            row("Cuenta", BBVA_ACCOUNT),
            row(*names),
            row(46196, "SPEI RECIBIDO BANORTE", "0012345", "PAGO CRE-000123", None, 950.25, 5950.25),
            row(46195, "COMISION", "0", None, 50, None, 5000),
        )
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Hoja1"><Table>{body}</Table></Worksheet></Workbook>'
    )
    path = folder / "bbva_empresas.xls"
    path.write_text(text, encoding="utf-8")
    return path


BBVA_TEXT = (
    "Día\tConcepto / Referencia\tcargo\tAbono\tSaldo",
    "24-06-2026\tSPEI RECIBIDO HSBC/0012345 JUAN PEREZ\t\t1,200.00\t11,200.00",
    "23-06-2026\tCOMISION/0000001\t'116.00\t\t10,000.00",
)


def bbva_text(folder: Path) -> Path:
    return save_text(folder / "bbva.txt", BBVA_TEXT, "cp1252")


def bbva_mojibake(folder: Path) -> Path:
    broken = [line.replace("í", "Ã­") for line in BBVA_TEXT]
    return save_text(folder / "bbva_roto.txt", broken)


def bbva_pipes(folder: Path) -> Path:
    return save_text(folder / "bbva_barras.csv", [line.replace("\t", "|") for line in BBVA_TEXT], "utf-16")


def banorte_csv(folder: Path) -> Path:
    lines = [",".join(f'"{cell}"' for cell in row) for row in (BANORTE_HEADINGS, *BANORTE_ROWS)]
    return save_text(folder / "banorte.csv", lines, "utf-8-sig")


def banorte_pipes(folder: Path) -> Path:
    return save_text(folder / "banorte.txt", ["|".join(row) for row in (BANORTE_HEADINGS, *BANORTE_ROWS)])


def banorte_xlsx(folder: Path) -> Path:
    return save_xlsx(folder / "banorte.xlsx", (BANORTE_HEADINGS, *BANORTE_ROWS))


def banorte_xls(folder: Path) -> Path:
    return save_xls(folder / "banorte.xls", (BANORTE_HEADINGS, *BANORTE_ROWS))


def banorte_old(folder: Path) -> Path:
    lines = (
        "Fecha|Movimiento|Cód. Trans.|Concepto|Retiros|Depósitos|Saldos|Cheque",
        "05/Ene/2024|000101|150|DEPOSITO EN EFECTIVO|-|1,500.00|2,500.00|-",
        "06/Ene/2024|000102|160|COMISION|100.00|-|2,400.00|-",
    )
    return save_text(folder / "banorte_viejo.txt", lines, "cp1252")


def santander_query(folder: Path) -> Path:
    lines = (
        "Usuario: JPEREZ", "Fecha: 30/06/2026", "Hora: 10:00", "Contrato: 80001234", "Consulta de movimientos",
        f"Cuenta: {SANTANDER_ACCOUNT},Total de cargos: 1,Total de abonos: 1", "Periodo de: 01/06/2026 al 30/06/2026",
        "Fecha,Hora,Sucursal,Descripcion,Importe Cargo,Importe Abono,Saldo,Referencia,Concepto,Descripcion Larga",
        "'22062026','10:15','0012','AB TRANSF SPEI','','850.00','1850.00','0000123','PAGO PRESTAMO','MARIA LOPEZ'",
        "'23062026','11:15','0012','COM MANEJO','50.00','','1800.00','0000124','',''",
    )  # fmt: skip
    return save_text(folder / "santander_consulta.csv", lines, "cp1252")


def santander_detail(folder: Path) -> Path:
    tail = "'BBVA','014680655012345678','SIERRA CLARA','012680012345678901','MARIA LOPEZ DIAZ','','',"
    tail += "'FSC180312RY6','LODM850101AB3','MBAN123','TRANSFERENCIA'"
    lines = (
        SANTANDER_DETAIL_HEADINGS,
        f"'{SANTANDER_ACCOUNT}','22062026','10:15','0012','ABONO SPEI','+','850.00','1850.00','0123','PAGO',{tail}",
        f"'{SANTANDER_ACCOUNT},'05072026','10:15','0012','CARGO SPEI','-',50.00,1800.00,'0124','RENTA',{tail}",
    )
    return save_text(folder / "santander_spei.csv", lines, "utf-8-sig")


def santander_short(folder: Path) -> Path:
    rows = (
        tuple(SANTANDER_DETAIL_HEADINGS.split(",")[:10]),
        (SANTANDER_ACCOUNT, "'22062026'", "10:15", "0012", "ABONO SPEI", "+", 850, 1850, "0123", "PAGO"),
    )
    return save_xlsx(folder / "santander.xlsx", rows)


def unknown_bank(folder: Path) -> Path:
    rows: tuple[Sequence[object], ...] = (
        ("Banco del Valle",),
        ("Fecha valor", "Detalle", "Folio", "Ingreso", "Egreso", "Saldo contable"),
        (date(2026, 6, 22), "SALDO INICIAL", None, None, None, 1000),
        (date(2026, 6, 22), "PAGO DE ANA", "001", 500, None, 1500),
        (date(2026, 6, 23), "TOTAL PLAY RECIBO", "002", None, 300, 1200),
        ("TOTALES", None, None, 500, 300, None),
        ("Este documento no es un comprobante fiscal", None, None, None, None, None),
    )
    return save_xlsx(folder / "otro.xlsx", rows, "Movs")


SAMPLES: dict[str, tuple[Callable[[Path], Path], ...]] = {
    "bbva": (bbva_people, bbva_companies, bbva_text, bbva_mojibake, bbva_pipes),
    "banorte": (banorte_csv, banorte_pipes, banorte_xlsx, banorte_xls, banorte_old),
    "santander": (santander_query, santander_detail, santander_short),
}


def zip_bomb(path: Path, size: int) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(size // 1_000_000):
                member.write(b" " * 1_000_000)
    path.write_bytes(buffer.getvalue())
    return path
