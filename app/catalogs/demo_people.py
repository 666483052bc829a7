"""Invented people and the invented lender of the demonstration; any likeness is chance."""

from __future__ import annotations

from app.domain.clients.client import Address
from app.domain.settings.company import Company, Une

WOMEN = (
    "María Guadalupe", "Juana", "Verónica", "Leticia", "Rosa María", "Alejandra", "Patricia", "Claudia", "Gabriela",
    "Adriana", "Martha Elena", "Silvia", "Norma Angélica", "Mónica", "Yolanda", "Karla", "Brenda", "Daniela",
    "Fernanda", "Ximena", "Beatriz", "Teresa", "Araceli", "Lorena", "Ana Karen", "Itzel", "Rocío", "Miriam",
)  # fmt: skip
MEN = (
    "José Luis", "Juan Carlos", "Francisco", "Miguel Ángel", "Jesús", "Antonio", "Alejandro", "Ricardo", "Raúl",
    "Héctor", "Óscar", "Sergio", "Martín", "Eduardo", "Roberto", "Arturo", "Gerardo", "Javier", "Víctor Manuel",
    "Salvador", "Ramón", "Noé", "Iván", "Andrés", "Ángel", "Adrián", "Gustavo", "Efraín",
)  # fmt: skip
SURNAMES = (
    "Hernández", "García", "Martínez", "López", "González", "Pérez", "Rodríguez", "Sánchez", "Ramírez", "Cruz",
    "Flores", "Gómez", "Morales", "Vázquez", "Reyes", "Jiménez", "Torres", "Díaz", "Gutiérrez", "Ruiz", "Mendoza",
    "Aguilar", "Ortiz", "Moreno", "Castillo", "Romero", "Álvarez", "Méndez", "Chávez", "Rivera", "Juárez", "Ramos",
    "Domínguez", "Herrera", "Medina", "Castro", "Vargas", "Guzmán", "Velázquez", "Rojas", "Muñoz", "Peña", "Núñez",
    "Ibáñez", "Zúñiga", "Cervantes", "Salazar", "Estrada", "Orozco", "Treviño", "Cárdenas", "Bautista", "Lozano",
)  # fmt: skip
STREETS = (
    "Av. Hidalgo", "Calle Morelos", "Calle 5 de Mayo", "Av. Juárez", "Calle Allende", "Privada Los Pinos",
    "Calle Nogal", "Av. Universidad", "Calle Zaragoza", "Calle Libertad", "Calle Guerrero", "Av. Las Torres",
    "Calle Río Lerma", "Cerrada del Sol", "Calle Jacarandas", "Calle Matamoros",
)  # fmt: skip
PLACES = (
    ("Centro", "Querétaro", "QT", "76000"),
    ("Jardines de la Hacienda", "Querétaro", "QT", "76180"),
    ("El Pueblito", "Corregidora", "QT", "76900"),
    ("Lomas de Casa Blanca", "Querétaro", "QT", "76080"),
    ("Centro", "San Juan del Río", "QT", "76800"),
    ("Centro", "Celaya", "GT", "38000"),
    ("Las Américas", "Celaya", "GT", "38050"),
    ("Centro", "San Miguel de Allende", "GT", "37700"),
)
BIRTH_STATES = ("QT", "QT", "QT", "GT", "GT", "MC", "DF", "MN", "HG", "SP", "JC", "VZ")
OCCUPATIONS = (
    "Comerciante", "Empleada de tienda", "Chofer", "Maestra de primaria", "Costurera", "Enfermero", "Albañil",
    "Mecánico", "Auxiliar contable", "Cocinera", "Estilista", "Operador de máquina", "Guardia de seguridad",
    "Técnico en refrigeración", "Vendedor de autopartes", "Carpintero",
)  # fmt: skip
EMPLOYERS = (
    "Negocio propio", "Autopartes del Bajío", "Secretaría de Educación", "Hospital General", "Tiendas La Central",
    "Transportes Sierra", "Maquiladora Peñuelas", "Taller Los Compadres",
)  # fmt: skip

DEMO_COMPANY = Company(
    legal_name="Financiera Sierra Clara, S.A. de C.V., SOFOM, E.N.R.",
    trade_name="Sierra Clara",
    rfc="FSC180312RY6",
    address=Address(
        street="Av. Corregidora Norte",
        exterior_number="248",
        interior_number="Local 3",
        neighborhood="Centro",
        municipality="Querétaro",
        city="Santiago de Querétaro",
        state="QT",
        postal_code="76000",
    ),
    phones="442 555 0110, 442 555 0111",
    email="contacto@sierraclara.example",
    website="www.sierraclara.example",
    une=Une(
        holder="Lic. Elena Ibáñez Muñoz",
        address="Av. Corregidora Norte 248, Local 3, Centro, 76000 Querétaro, Qro.",
        phone="442 555 0120",
        email="une@sierraclara.example",
        hours="lunes a viernes de 9:00 a 18:00 horas",
    ),
    reca_number="0000-000-000000/00-00000-0000",
    is_demo=True,
)
DEMO_USERS = (
    ("admin", "Elena Ibáñez Muñoz", "owner"),
    ("cajera", "Rosa Treviño Peña", "cashier"),
    ("ejecutivo", "Héctor Zúñiga Lozano", "credit_officer"),
    ("gestor", "Martín Orozco Reyes", "collector"),
    ("contador", "Beatriz Cárdenas Núñez", "accountant"),
    ("gerente", "Arturo Villaseñor Peña", "manager"),
    ("oficial", "Inés Carmona Olvera", "compliance_officer"),
)
DEMO_BANK_NAME = "BBVA cuenta de cobranza"
DEMO_BANK_NUMBER = "0118834527"
DEMO_STATEMENT_NAME = "Movimientos BBVA por conciliar.xlsx"

STATEMENT_HEADINGS = ("FECHA", "DESCRIPCIÓN", "REFERENCIA", "CARGO", "ABONO", "SALDO")
STATEMENT_TITLE = "Movimientos de la cuenta"
STATEMENT_ACCOUNT = "Cuenta"
DEPOSIT_WITH_FOLIO = "SPEI RECIBIDO {bank} PAGO {folio} {name}"
DEPOSIT_WITH_NAME = "SPEI RECIBIDO {bank} {name} PAGO PRESTAMO"
DEPOSIT_IN_CASH = "DEPOSITO EN EFECTIVO PRACTICAJA {digits}"
DEPOSIT_FROM_OTHER = "SPEI RECIBIDO {bank} {name} ABONO"
BANK_FEE = "COMISION POR MANEJO DE CUENTA"
BANK_FEE_VAT = "IVA COM MANEJO DE CUENTA"
OTHER_BANKS = ("BANORTE", "SANTANDER", "HSBC", "BANAMEX", "AZTECA", "SCOTIABANK")
