"""Texts about clients and their identity numbers."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "clabe.length": "La CLABE tiene 18 dígitos; aquí hay {count}. Cuéntelos de nuevo. No se guardó nada.",
    "clabe.check_digit": "La CLABE no es válida: su dígito verificador no corresponde. Revise los números con el "
    "estado de cuenta del cliente. No se guardó nada.",
    "rfc.length": "El RFC de una persona tiene 13 caracteres (10 sin homoclave); aquí hay {count}. No se guardó nada.",
    "rfc.length_company": "El RFC de una empresa tiene 12 caracteres; aquí hay {count}. No se guardó nada.",
    "rfc.format": "El RFC no tiene la forma correcta: letras, fecha de nacimiento (AAMMDD) y homoclave. "
    "Cópielo de la constancia de situación fiscal. No se guardó nada.",
    "rfc.check_digit": "El último carácter del RFC no corresponde a los demás. Compárelo con la constancia de "
    "situación fiscal; si así está impreso, guárdelo de todos modos. Todavía no se guarda nada.",
    "rfc.birth_date": "La fecha dentro del RFC no es la fecha de nacimiento capturada. Revise ambas; si el RFC está "
    "así en su constancia, guárdelo de todos modos. Todavía no se guarda nada.",
    "curp.length": "La CURP tiene 18 caracteres; aquí hay {count}. No se guardó nada.",
    "curp.check_digit": "La CURP no es válida: su dígito verificador no corresponde. Cópiela de nuevo del documento. "
    "No se guardó nada.",
    "curp.format": "La CURP no tiene la forma correcta. Cópiela de nuevo del documento. No se guardó nada.",
    "curp.birth_date": "La CURP dice que nació el {date}; revise la fecha de nacimiento o la CURP. No se guardó nada.",
    "curp.sex": "El sexo que indica la CURP no es el capturado; revise uno de los dos. No se guardó nada.",
    "curp.state": "La CURP indica otra entidad de nacimiento ({state}). Revise; si el documento está así, guárdelo de "
    "todos modos. Todavía no se guarda nada.",
    "curp.name": "Las letras de la CURP ({found}) no son las que da el nombre ({expected}). Revise nombre y apellidos; "
    "si el documento está así, guárdelo de todos modos. Todavía no se guarda nada.",
    "client.required": "Este dato es necesario. No se guardó nada.",
    "client.name_with_digits": "Un nombre no lleva números. No se guardó nada.",
    "client.curp_or_rfc": "Escriba la CURP o el RFC: al menos uno de los dos. No se guardó nada.",
    "client.birth_in_future": "La fecha de nacimiento está en el futuro. No se guardó nada.",
    "client.under_age": "La persona tiene {age} años; para un crédito debe ser mayor de edad. No se guardó nada.",
    "client.too_old": "Con esa fecha la persona tendría {age} años. Revise el año. No se guardó nada.",
    "client.phone_length": "El teléfono lleva 10 dígitos con la clave de la ciudad; aquí hay {count}. "
    "No se guardó nada.",
    "client.email": "El correo no tiene la forma nombre@dominio.com. No se guardó nada.",
    "client.postal_code": "El código postal tiene 5 dígitos. No se guardó nada.",
    "client.income_negative": "El ingreso no puede ser negativo. No se guardó nada.",
    "client.curp_taken": "Esa CURP ya es de {name} ({number}). Abra ese expediente en lugar de crear otro. "
    "No se guardó nada.",
    "client.rfc_taken": "Ese RFC ya es de {name} ({number}). Abra ese expediente en lugar de crear otro. "
    "No se guardó nada.",
    "client.duplicate": "Ya hay un cliente muy parecido: {name} ({number}), nacido el {birth_on}. Si es la misma "
    "persona, use ese expediente; si es otra, guárdelo de todos modos. Todavía no se guarda nada.",
    "client.changed": "Otra persona guardó cambios en este cliente mientras usted lo editaba. Vuelva a abrirlo para "
    "ver lo nuevo. No se guardó nada de lo suyo; lo que escribió sigue en pantalla.",
    "client.not_found": "Ese cliente ya no está en la base de datos. Actualice la lista (F5).",
}
