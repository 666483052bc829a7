"""Texts about backups, restoring them and changing keys."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "backup.folder_missing": "No se encontró la carpeta {folder}; conecte la memoria o elija otra. No se hizo el "
    "respaldo.",
    "backup.folder_same": "Esa carpeta está en el mismo lugar que la empresa: si el disco falla se pierden las dos. "
    "Elija una memoria, otro disco o una carpeta de red. No se guardó nada.",
    "backup.folder_taken": "Esa carpeta ya está en la lista. No se guardó nada.",
    "backup.no_place": "Todavía no hay dónde guardar respaldos; agregue una carpeta o memoria. No se hizo el respaldo.",
    "backup.damaged": "El archivo {file} no es un respaldo completo: está cortado, cambiado o es otra cosa. No se "
    "cambió nada.",
    "backup.newer": "El respaldo es de una versión más nueva del programa; actualice Acredita primero. No se cambió "
    "nada.",
    "backup.not_verified": "El respaldo se hizo pero al abrirlo no salió igual ({why}); se desechó. Revise el disco y "
    "hágalo de nuevo.",
    "backup.other_company": "El respaldo es de otra empresa ({company}). No se cambió nada.",
    "file.being_replaced": "La empresa se está restaurando o cambiando de llave en este momento. Espere a que termine "
    "e intente de nuevo.",
    "file.in_use": "La empresa está abierta en otra ventana o la usa otra orden. Ciérrelas e intente de nuevo. No se "
    "cambió nada.",
}
