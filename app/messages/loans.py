"""Texts about a loan's terms, its table, its CAT and how a payment applies."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "terms.missing_key": "Faltan datos del crédito: {keys}.",
    "terms.unknown_key": "Hay datos que no se reconocen: {keys}. Revise cómo están escritos.",
    "terms.not_an_object": "«{key}» debe ser un objeto JSON entre llaves.",
    "terms.not_a_list": "«{key}» debe ser una lista JSON entre corchetes.",
    "terms.not_a_number": "«{key}»: {value} no es un número.",
    "terms.not_an_integer": "«{key}»: {value} no es un número entero.",
    "terms.not_a_date": "«{key}»: {value} no es una fecha AAAA-MM-DD.",
    "terms.not_a_flag": "«{key}»: {value} debe ser true o false.",
    "terms.not_a_choice": "«{key}»: {value} no es una opción; elija entre {choices}.",
    "terms.too_many_decimals": "«{key}»: {value} tiene más de dos decimales; los centavos llevan dos.",
    "terms.rate_or_amount": "Una comisión lleva tasa (rate) o importe (amount): exactamente uno de los dos.",
    "terms.principal_not_positive": "El monto del crédito debe ser mayor que cero. No se guardó nada.",
    "terms.principal_too_large": "El monto pasa de {most}; revise los ceros. No se guardó nada.",
    "terms.rate_negative": "Una tasa no puede ser negativa. No se guardó nada.",
    "terms.rate_too_high": "La tasa pasa de 10,000 % anual; revise los ceros. No se guardó nada.",
    "terms.vat_rate": "El IVA va de 0 a 100 %. No se guardó nada.",
    "terms.rounding": "El redondeo del pago debe ser de un centavo o más. No se guardó nada.",
    "terms.residual": "El valor residual va de cero a menos que el monto. No se guardó nada.",
    "terms.late_day_base": "La base de días del moratorio es 360 o 365. No se guardó nada.",
    "terms.late_grace": "Los días de gracia del moratorio no pueden ser negativos. No se guardó nada.",
    "terms.opening_fee": "La comisión por apertura debe ser menor que el monto y no negativa. No se guardó nada.",
    "terms.date_range": "Las fechas van del año {least} al {most}; revise el año y el número de pagos. "
    "No se guardó nada.",
    "terms.first_due_before_disbursement": "El primer pago debe ser posterior a la entrega ({disbursed_on}). "
    "No se guardó nada.",
    "terms.installments_not_positive": "El número de pagos debe ser 1 o más. No se guardó nada.",
    "terms.installments_too_many": "El número de pagos llega a lo más a {most}. No se guardó nada.",
    "terms.bullet_one_installment": "El pago único lleva un solo pago. No se guardó nada.",
    "terms.custom_rows_unused": "Las fechas a la medida solo se usan con el método «a la medida». No se guardó nada.",
    "terms.custom_rows_count": "La tabla a la medida tiene {count} renglones; deben ser tantos como pagos. "
    "No se guardó nada.",
    "terms.custom_rows_order": "Las fechas de la tabla a la medida deben ir en orden, después de la entrega. "
    "No se guardó nada.",
    "terms.custom_rows_sum": "El capital de la tabla a la medida suma {planned} y debe sumar {wanted}. "
    "No se guardó nada.",
    "terms.grace_too_long": "Los periodos de gracia deben ser menos que los pagos. No se guardó nada.",
    "terms.grace_incomplete": "La gracia lleva su tipo y cuántos periodos dura. No se guardó nada.",
    "terms.semimonthly_start": "Un crédito quincenal empieza un día 15 o el último del mes: elija {before} o {after}. "
    "No se guardó nada.",
    "schedule.negative_amortization": "El pago {n} ({payment}) no alcanza a cubrir su interés ({interest}). "
    "Aumente los pagos o cambie el método. No se guardó nada.",
    "cat.no_flows": "Para el CAT hacen falta al menos una entrega y un pago.",
    "cat.no_solution": "Con esos flujos no hay un CAT positivo: lo pagado no alcanza lo recibido.",
    "cat.flow_time": "«t»: {value} no es una fracción de año como 1/12, ni un decimal desde 0.",
    "cat.flow_incomplete": "Cada flujo lleva «amount» y uno de «t» u «on».",
    "payment.not_positive": "El pago debe ser mayor que cero. No se guardó nada.",
    "payment.before_disbursement": "El pago no puede ser anterior a la entrega del crédito ({disbursed_on}). "
    "No se guardó nada.",
    "payment.loan_settled": "El crédito ya está liquidado en esa fecha. No se guardó nada.",
    "payment.more_than_payoff": "El pago es mayor que lo necesario para liquidar ({payoff}). Cobre a lo más esa "
    "cantidad. No se guardó nada.",
    "payment.excess_undecided": "Sobran {excess} después de cubrir lo exigible: elija si es adelanto o pago "
    "anticipado. No se guardó nada.",
    "payment.prepayment_too_small": "Para un pago anticipado el excedente debe pasar del interés corrido ({least}). "
    "Regístrelo como adelanto o aumente el pago. No se guardó nada.",
}
