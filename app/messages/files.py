"""Texts about company files, passwords, signing in and the recovery key."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "file.network_share": "Ese lugar está en otra computadora de la red. Por la red la base de datos puede dañarse; "
    "elija una carpeta del disco de esta computadora. No se guardó nada.",
    "file.synchronised_folder": "Esa carpeta se copia sola a la nube ({service}) y eso puede dañar la base de datos. "
    "Elija una carpeta que no se sincronice; los respaldos sí pueden ir ahí. No se guardó nada.",
    "file.folder_missing": "La carpeta «{folder}» no existe. Créela o elija otra. No se guardó nada.",
    "file.is_folder": "Ese nombre ya es de una carpeta. Escriba el nombre de un archivo. No se guardó nada.",
    "file.exists": "Ya hay un archivo con ese nombre. Elija otro nombre, o abra el que ya existe. No se guardó nada.",
    "file.not_writable": "En la carpeta «{folder}» no se puede escribir. Elija otra o pida permiso sobre ella. "
    "No se guardó nada.",
    "file.not_found": "No se encontró el archivo «{path}». Revise que el disco esté conectado o búsquelo en otra "
    "carpeta. No se cambió nada.",
    "file.keys_missing": "Falta el archivo de llaves «{keys}», que debe estar junto a la base de datos. Cópielo del "
    "respaldo a la misma carpeta. No se cambió nada.",
    "file.keys_damaged": "El archivo de llaves que está junto a la base de datos no se puede leer. Cópielo del "
    "respaldo. No se cambió nada.",
    "file.damaged": "La base de datos está dañada, o el archivo de llaves que tiene al lado es de otra empresa. "
    "Restaure del respaldo los dos archivos juntos. No se cambió nada.",
    "file.newer": "Esta base de datos la guardó una versión más nueva del programa. Actualice el programa en esta "
    "computadora y ábrala de nuevo. No se cambió nada.",
    "file.busy": "Otro programa tiene ocupada la base de datos. Ciérrelo o espere un momento y ábrala de nuevo. "
    "No se cambió nada.",
    "file.disk": "El disco no permitió leer o escribir. Revise que esté conectado, con espacio y sin protección contra "
    "escritura, y repita. No se guardó nada.",
    "file.unfinished": "La creación de esta empresa se interrumpió y el archivo quedó sin datos. Créela de nuevo en "
    "este mismo lugar: el archivo incompleto se reemplaza.",
    "password.short": "La contraseña lleva al menos {least} caracteres. Una frase de varias palabras es fácil de "
    "recordar. No se guardó nada.",
    "password.long": "La contraseña pasa de {most} caracteres. Use una más corta. No se guardó nada.",
    "password.common": "Esa contraseña es de las más usadas y se adivina enseguida. Elija otra, por ejemplo una frase. "
    "No se guardó nada.",
    "password.is_username": "La contraseña no puede ser el nombre del usuario. Elija otra. No se guardó nada.",
    "login.wrong": "El usuario o la contraseña no son correctos. Revise mayúsculas y acentos. Intentos fallidos "
    "seguidos: {count}; desde el cuarto hay que esperar entre uno y otro.",
    "login.wait": "Por los intentos fallidos hay que esperar {seconds} segundos antes de probar de nuevo. "
    "Si olvidó la contraseña, use la clave de recuperación impresa.",
    "login.code_needed": "Escriba el código de seis números que muestra ahora la aplicación de su teléfono. "
    "Todavía no ha entrado.",
    "login.code_wrong": "El código no es el de ahora o ya se usó. Espere el siguiente y revise que el reloj de esta "
    "computadora esté bien. Intentos fallidos seguidos: {count}. Todavía no ha entrado.",
    "login.not_trusted": "Esta PC no tiene permiso de {user} para entrar sola. Que {user} entre aquí y lo dé en "
    "Mi acceso, o use ACREDITA_PASSWORD. No se hizo nada.",
    "keyring.unavailable": "Esta computadora no tiene dónde guardar la llave cifrada (el Administrador de credenciales "
    "de Windows u otro igual). Use la contraseña. No se guardó nada.",
    "recovery.length": "La clave de recuperación tiene 30 letras y números; aquí hay {count}. Cópiela completa de la "
    "hoja impresa. No se cambió nada.",
    "recovery.mistyped": "Hay un error al copiar la clave de recuperación. Compárela grupo por grupo con la hoja "
    "impresa. No se cambió nada.",
    "recovery.wrong": "Esa clave de recuperación es de otra empresa o de otro archivo. Busque la hoja de esta empresa. "
    "No se cambió nada.",
    "recovery.unknown_user": "Esa empresa no tiene un usuario con ese nombre. Escríbalo como lo usa para entrar. "
    "No se cambió nada.",
}
