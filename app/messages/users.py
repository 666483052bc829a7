"""Texts about who may do what: users, roles, limits and second persons."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "permission.denied": "El usuario {user} no tiene permiso para esta operación. Pídalo al dueño. No se guardó nada.",
    "permission.unattended": "Esta PC entró sola por {user} y así solo hace el cierre, los respaldos y la "
    "verificación. Para lo demás use la contraseña. No se guardó nada.",
    "totp.code_wrong": "Ese código no es el de ahora. Escriba los seis números que muestra el teléfono y revise que "
    "la hora de esta computadora esté bien. No se guardó nada.",
    "user.name_required": "Escriba el nombre completo del usuario. No se guardó nada.",
    "user.username_form": "El usuario lleva de 3 a 30 letras minúsculas, números o puntos, sin espacios ni acentos. "
    "No se guardó nada.",
    "user.not_in_company": "El usuario {user} abre el archivo pero no está dado de alta en la empresa. Avise al dueño. "
    "No se guardó nada.",
    "user.inactive": "El usuario {user} está dado de baja. Si es un error, avise al dueño. No se guardó nada.",
    "user.not_found": "Ese usuario ya no existe; actualice la lista con F5. No se guardó nada.",
    "user.changed": "Otra persona cambió este usuario mientras usted lo tenía abierto; ciérrelo y ábralo de nuevo. "
    "No se guardó nada.",
    "user.role_above": "Ese puesto puede más que el suyo: solo el dueño lo da o lo quita. No se guardó nada.",
    "user.dismiss_oneself": "No puede darse de baja a sí mismo; pídalo a otra persona. No se guardó nada.",
    "user.last_owner": "La empresa necesita al menos un dueño activo. No se guardó nada.",
    "password.same": "La contraseña nueva es igual a la de ahora; escriba otra. No se guardó nada.",
    "role.owner_is_fixed": "El puesto de dueño lo puede todo y no se cambia. No se guardó nada.",
    "role.name_taken": "Ya hay un puesto con ese nombre; escriba otro. No se guardó nada.",
    "branch.name_required": "Escriba el nombre de la sucursal. No se guardó nada.",
    "branch.name_taken": "Ya hay una sucursal con ese nombre; escriba otro. No se guardó nada.",
    "role.not_found": "Ese puesto ya no existe; actualice la lista con F5. No se guardó nada.",
    "role.changed": "Otra persona cambió este puesto mientras usted lo tenía abierto; ciérrelo y ábralo de nuevo. "
    "No se guardó nada.",
    "role.name_required": "Escriba el nombre del puesto. No se guardó nada.",
    "role.limit_negative": "Un límite es cero o más; deje el campo vacío si no hay límite. No se guardó nada.",
    "password.must_change": "Antes de seguir tiene que cambiar su contraseña: cierre la sesión y vuelva a entrar. "
    "No se guardó nada.",
    "limit.loan_amount": "El importe del crédito pasa de lo que su puesto puede autorizar ({most}). Pida a su "
    "supervisor que autorice aquí mismo. No se guardó nada.",
    "limit.reversal_amount": "El pago pasa de lo que su puesto puede reversar ({most}). Pida a su supervisor que "
    "autorice aquí mismo. No se guardó nada.",
    "limit.waiver_amount": "Lo que se condona pasa de lo que su puesto puede condonar ({most}). Pida a su supervisor "
    "que autorice aquí mismo. No se guardó nada.",
    "limit.backdating_days": "La fecha es más antigua de lo que su puesto puede registrar ({most} días). Pida a su "
    "supervisor que autorice aquí mismo. No se guardó nada.",
    "limit.authoriser": "La operación pasa también de lo que {user} puede autorizar. Pídalo a alguien con un límite "
    "mayor. No se guardó nada.",
    "authorisation.same_person": "Tiene que autorizar otra persona. No se guardó nada.",
    "authorisation.without_permission": "El usuario {user} no puede autorizar esta operación. No se guardó nada.",
    "clock.set_back": "El reloj de esta computadora marca {now} y lo último se registró el {last}. Corrija la fecha y "
    "la hora, o pida a su supervisor que autorice. No se guardó nada.",
}
