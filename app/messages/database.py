"""Texts about failures of the database."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "database.busy": "Otro programa tuvo ocupada la base de datos más de diez segundos. Espere un momento y repita. "
    "No se guardó nada.",
    "database.disk_full": "El disco está lleno. Libere espacio y repita. No se guardó nada de esta operación; "
    "lo anterior está completo.",
    "database.disk": "El disco no permitió leer o escribir la base de datos. Revise que esté conectado, con espacio y "
    "sin protección contra escritura, y repita. No se guardó nada de esta operación.",
    "database.damaged": "La base de datos tiene una parte dañada que no se puede leer. No siga capturando: cierre el "
    "programa y restaure el respaldo más reciente. No se guardó nada de esta operación.",
    "database.sealed_text": "Un dato cifrado no se abre: alguien lo cambió desde fuera del programa. Avise al dueño y "
    "verifique los libros. No se guardó nada.",
    "company.not_found": "En este archivo faltan los datos de la empresa: su creación no terminó. Restaure un "
    "respaldo o créela de nuevo.",
    "loan.changed": "Otra persona cambió este crédito mientras usted lo tenía abierto. Vuelva a abrirlo para ver cómo "
    "quedó. No se guardó nada.",
    "database.client_taken": "Otro cliente con esa CURP o ese RFC se guardó al mismo tiempo. Búsquelo y use ese "
    "expediente. No se guardó nada.",
    "database.product_name_taken": "Ya hay un producto con ese nombre. Escriba otro. No se guardó nada.",
    "database.username_taken": "Ya hay un usuario con ese nombre. Escriba otro. No se guardó nada.",
    "database.recorded_already": "Esta operación ya estaba registrada. Actualice la pantalla (F5) para verla. "
    "No se guardó por segunda vez.",
    "database.imported_already": "Ese archivo o uno de sus movimientos ya estaba importado. Actualice la pantalla "
    "(F5) para verlo. No se guardó por segunda vez.",
    "database.account_taken": "Ya hay una cuenta bancaria con ese número. Elíjala de la lista. No se guardó nada.",
}
