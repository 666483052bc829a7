"""Texts about a loan's terms, its table, its CAT and how a payment applies."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "loan.folio_not_found": "No hay un crédito con el folio {folio}; revíselo. No se guardó nada.",
    "terms.missing_key": "Faltan datos del crédito: {keys}. Agréguelos. No se guardó nada.",
    "terms.unknown_key": "Hay datos que no se reconocen: {keys}. Revise cómo están escritos. No se guardó nada.",
    "terms.not_text": "«{key}» debe ser un texto y no puede ir vacío ni ser tan largo. No se guardó nada.",
    "terms.not_an_object": "«{key}» debe ser un objeto JSON, entre llaves. No se guardó nada.",
    "terms.not_a_list": "«{key}» debe ser una lista JSON, entre corchetes. No se guardó nada.",
    "terms.not_a_number": "«{key}»: {value} no es un número; escríbalo como 10000.00, sin comas ni signos. No se "
    "guardó nada.",
    "terms.not_an_integer": "«{key}»: {value} no es un número entero; escriba por ejemplo 12. No se guardó nada.",
    "terms.not_a_date": "«{key}»: {value} no es una fecha que exista; escríbala como 2026-01-31. No se guardó nada.",
    "terms.not_a_flag": "«{key}»: {value} debe ser true o false. No se guardó nada.",
    "terms.not_a_choice": "«{key}»: {value} no es una opción; elija entre {choices}. No se guardó nada.",
    "terms.too_many_decimals": "«{key}»: {value} tiene más de dos decimales; escriba el importe con centavos, como "
    "1500.50. No se guardó nada.",
    "terms.rate_or_amount": "Una comisión lleva tasa (rate) o importe (amount): ponga uno de los dos. No se guardó "
    "nada.",
    "terms.principal_not_positive": "El monto del crédito debe ser mayor que cero. No se guardó nada.",
    "terms.principal_too_large": "El monto pasa de {most}; revise los ceros. No se guardó nada.",
    "terms.rate_negative": "Una tasa no puede ser negativa. No se guardó nada.",
    "terms.rate_too_high": "La tasa pasa de 10,000 % anual; revise los ceros. No se guardó nada.",
    "terms.vat_rate": "El IVA va de 0 a 100 %. No se guardó nada.",
    "terms.rounding": "El redondeo del pago va de un centavo al monto del crédito; corríjalo. No se guardó nada.",
    "terms.residual": "El valor residual va de cero a menos que el monto. No se guardó nada.",
    "terms.late_day_base": "La base de días del moratorio es 360 o 365. No se guardó nada.",
    "terms.late_grace": "Los días de gracia del moratorio van de 0 a {most}; corríjalos. No se guardó nada.",
    "terms.opening_fee": "La comisión por apertura debe ser menor que el monto y no negativa. No se guardó nada.",
    "terms.date_range": "Las fechas van del año {least} al {most}; revise el año y el número de pagos. No se guardó "
    "nada.",
    "terms.first_due_before_disbursement": "El primer pago debe ser posterior a la entrega ({disbursed_on}). No se "
    "guardó nada.",
    "terms.installments_not_positive": "El número de pagos debe ser 1 o más. No se guardó nada.",
    "terms.installments_too_many": "El número de pagos llega a lo más a {most}. No se guardó nada.",
    "terms.bullet_one_installment": "El pago único lleva un solo pago. No se guardó nada.",
    "terms.custom_rows_unused": "Las fechas a la medida solo se usan con el método «a la medida». No se guardó nada.",
    "terms.custom_rows_count": "La tabla a la medida tiene {count} renglones; deben ser tantos como pagos. No se "
    "guardó nada.",
    "terms.custom_rows_order": "Las fechas de la tabla a la medida deben ir en orden, después de la entrega. No se "
    "guardó nada.",
    "terms.custom_rows_sum": "El capital de la tabla a la medida suma {planned} y debe sumar {wanted}. No se guardó "
    "nada.",
    "terms.grace_too_long": "Los periodos de gracia deben ser menos que los pagos. No se guardó nada.",
    "terms.grace_incomplete": "La gracia lleva su tipo y cuántos periodos dura. No se guardó nada.",
    "terms.semimonthly_start": "Un crédito quincenal empieza un día 15 o el último del mes: elija {before} o {after}. "
    "No se guardó nada.",
    "terms.number_too_large": "«{key}»: el número es demasiado grande; revise los ceros. No se guardó nada.",
    "terms.not_a_name": "«{key}» debe ser un texto de {most} letras a lo más. No se guardó nada.",
    "terms.not_an_option": "Esa condición del crédito no es una de las opciones; elija entre {choices}. No se guardó "
    "nada.",
    "terms.rate_decimals": "La tasa lleva a lo más {most} decimales; quite los que sobran. No se guardó nada.",
    "terms.rounding_too_large": "Redondeado a múltiplos de {multiple}, el pago queda en cero: elija un múltiplo "
    "menor. No se guardó nada.",
    "terms.arrears_tolerance": "La tolerancia de atraso va de cero a menos que el monto; corríjala. No se guardó nada.",
    "terms.fee_negative": "Una comisión no puede ser negativa; corríjala. No se guardó nada.",
    "terms.fee_of": "Una comisión por pago se calcula sobre principal o sobre balance, no sobre {value}. No se guardó "
    "nada.",
    "terms.fees_too_many": "Un crédito lleva a lo más {most} comisiones por pago; quite las que sobran. No se guardó "
    "nada.",
    "terms.installment_fee": "La comisión «{name}» pasa del monto del crédito; revise los ceros. No se guardó nada.",
    "terms.allocation_order": "El orden de aplicación lleva cada concepto una sola vez, y al menos uno. No se guardó "
    "nada.",
    "terms.first_period": "El primer periodo por días necesita la base 30/360 o una de días reales. No se guardó nada.",
    "terms.custom_grace": "Una tabla a la medida no lleva periodos de gracia: ponga el capital en cero en esos pagos. "
    "No se guardó nada.",
    "terms.custom_first_due": "El primer pago no coincide con la tabla a la medida, que empieza el {first}; corrija "
    "uno de los dos. No se guardó nada.",
    "schedule.negative_amortization": "El pago {n} ({payment}) no alcanza a cubrir su interés ({interest}). Aumente "
    "los pagos o cambie el método. No se guardó nada.",
    "schedule.grows_too_large": "Con esa gracia el saldo pasa de {most}: acorte la gracia o baje la tasa. No se "
    "guardó nada.",
    "cat.no_flows": "Para el CAT hacen falta al menos una entrega y un pago; agréguelos.",
    "cat.no_solution": "Con esos flujos no hay un CAT positivo: lo pagado no pasa de lo recibido. Revise los importes.",
    "cat.flow_time": "«t»: {value} no es una fracción de año como 1/12 ni un decimal como 0.25, de 0 a 200 años.",
    "cat.flow_incomplete": "En «{key}», cada flujo lleva «amount» y uno de «t» u «on»; complételo.",
    "cat.too_large": "El CAT es desmesurado; revise los importes y las fechas.",
    "cat.flow_before_start": "Hay un pago anterior a la primera entrega; revise las fechas.",
    "cat.disbursement_not_positive": "Cada entrega debe ser mayor que cero; corríjala.",
    "cat.too_many_flows": "Son demasiados flujos: dé a lo más {most}.",
    "cat.no_start": "Para contar por fechas (on), la primera entrega también debe llevar su fecha; agréguela.",
    "cli.in_list": "En el elemento {place} de la lista: {text}.",
    "payment.not_positive": "El pago debe ser mayor que cero. No se guardó nada.",
    "payment.before_disbursement": "El pago no puede ser anterior a la entrega del crédito ({disbursed_on}). No se "
    "guardó nada.",
    "payment.loan_settled": "El crédito ya está liquidado en esa fecha. No se guardó nada.",
    "payment.more_than_payoff": "El pago es mayor que lo necesario para liquidar ({payoff}). Cobre a lo más esa "
    "cantidad. No se guardó nada.",
    "payment.excess_undecided": "Sobran {excess} después de cubrir lo exigible: elija si es adelanto o pago "
    "anticipado. No se guardó nada.",
    "payment.prepayment_too_small": "Para un pago anticipado el excedente debe pasar del interés corrido ({least}). "
    "Regístrelo como adelanto o aumente el pago. No se guardó nada.",
    "payment.nothing_owed": "En esa fecha el crédito no tiene nada por pagar; revise la fecha. No se guardó nada.",
    "payment.prepayment_overdue": "Un pago anticipado requiere que no haya nada vencido: cubra primero {due}. No se "
    "guardó nada.",
    "payment.leaves_surplus": "Con este pago sobrarían {surplus} de uno que se registró después: reverse primero ese "
    "pago. No se guardó nada.",
    "loan.not_disbursed_yet": "El crédito {folio} aún no se entrega: todavía no debe nada. No se guardó nada.",
    "loan.day_before_disbursement": "El crédito se entregó el {on}; elija ese día o uno posterior. No se guardó nada.",
}
