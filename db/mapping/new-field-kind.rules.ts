import { orderOf, readDay, readExcelDay, readInstant } from '../reading/dates.rules'
import { decimalOf } from '../reading/decimal-mark.rules'
import { meansNo, meansYes, type Reading, readDecimal, readMoney } from '../reading/values.rules'
import type { NewField } from './mapping.model'

interface Kind {
  kind: NewField['kind']
  certainty: number
}

/** Columns of figures that are names, not amounts: nobody adds up two of them, and a zero at their beginning counts. */
const named =
  /(^|[^\p{L}])(ids?|code|key|zip|plz|postleitzahl|post(al)?|tax|vat|ust|siret|siren|iban|sku|ean|isbn|fax|الرمز)($|[^\p{L}])|(^|[^\p{L}])(no|nr|number|nummer|num[ée]ro|n[úu]mero)\.?$|nummer$|^رقم /iu
const namedInCamels = /\p{Ll}(Id|ID|No|Nr|Code)$/u
const ofPhones = /phone|mobile?\b|\bcell|\btel|fax|handy|telefon|t[ée]l[ée]phone|m[óo]vil|جوال|هاتف|موبايل/i
const ofDays = /date|day|datum|fecha|تاريخ|\bon$|_on$|_at$|\bdob\b|birth/i
/** Beyond it a number loses its last digits. */
const mostDigits = 15

const isNamed = (header: string): boolean => named.test(header) || namedInCamels.test(header)

/** The kind of a new field, from its values and what its header says of them. */
export function newFieldKind(header: string, values: readonly string[], reading: Reading): Kind {
  const share = (test: (value: string) => boolean) =>
    values.length ? values.filter(test).length / values.length : 0
  const decimal = decimalOf(values) ?? reading.decimal
  const order = orderOf(values) ?? reading.dateOrder
  const distinct = new Set(values).size
  // A figure counts something, and a lone letter may mean anything.
  const answers = (value: string) => !/^\d$/.test(value) && (value.length > 1 || values.length > 1)
  if (values.length && values.every(value => answers(value) && (meansYes(value) || meansNo(value))))
    return { kind: 'boolean', certainty: 95 }
  const phones = share(value => /^[+(]?\d[\d\s()./-]{5,}$/.test(value))
  if (phones >= 0.8 && ofPhones.test(header)) return { kind: phones === 1 ? 'phone' : 'text', certainty: 85 }
  if (values.length && share(value => /^\+\d[\d\s().-]{7,}$/.test(value)) === 1)
    return { kind: 'phone', certainty: 85 }
  const whole = share(value => /^-?\d+$/.test(readDecimal(value, decimal) ?? 'x'))
  if (whole >= 0.9 && ofDays.test(header) && share(value => readExcelDay(value) !== undefined) >= 0.9)
    return { kind: 'date', certainty: 80 }
  if (whole === 1 && values.length)
    return {
      kind:
        isNamed(header) || values.some(value => /^0\d/.test(value) || value.length > mostDigits)
          ? 'text'
          : 'integer',
      certainty: 90,
    }
  const numeric = share(value => readDecimal(value.replace(/\s*[%٪]$/, ''), decimal) !== undefined)
  if (numeric >= 0.98) return { kind: 'number', certainty: 90 }
  if (share(value => /^https?:\/\/\S+\.\S+$/i.test(value)) === 1 && values.length)
    return { kind: 'url', certainty: 88 }
  if (share(value => readMoney(value, decimal, 'EUR') !== undefined && /\d/.test(value)) >= 0.98)
    return { kind: 'text', certainty: 60 }
  if (share(value => readDay(value, order) !== undefined) >= 0.98) return { kind: 'date', certainty: 88 }
  if (share(value => readInstant(value, order, reading.timeZone) !== undefined) >= 0.98)
    return { kind: 'instant', certainty: 88 }
  if (numeric >= 0.8 && values.length >= 5 && !isNamed(header))
    return { kind: whole >= 0.8 ? 'integer' : 'number', certainty: 60 }
  if (values.some(value => value.length > 200 || /[\r\n]/.test(value)))
    return { kind: 'longText', certainty: 75 }
  if (distinct <= 25 && values.length >= distinct * 3 && share(value => value.length <= 60) === 1)
    return { kind: 'select', certainty: 82 }
  return { kind: 'text', certainty: 75 }
}
