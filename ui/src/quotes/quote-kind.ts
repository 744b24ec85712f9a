import { quoteFields } from '@sextant/db/quotes/quotes.model'
import type { Tone } from '../parts/chip/tone.model'
import type { RecordKind } from '../parts/records/kind'
import { t } from './quotes.text'

type FieldKey = keyof typeof quoteFields
const isField = (key: string): key is FieldKey => key in quoteFields

/** How a quote, or one of its versions, stands. */
export const stateTones = {
  draft: 'slate',
  waiting: 'warn',
  sent: 'info',
  viewed: 'info',
  changes_asked: 'warn',
  accepted: 'pos',
  declined: 'neg',
  expired: 'plum',
  withdrawn: 'slate',
  replaced: 'slate',
} as const satisfies Record<string, Tone>
export type QuoteState = keyof typeof stateTones
export const isState = (value: string): value is QuoteState => value in stateTones

const languages = quoteFields.language.options

/** What the screens know of a quote beyond its model. */
export const quoteKind: RecordKind = {
  entity: 'quote',
  area: 'quotes',
  fields: quoteFields,
  label: key => (isField(key) ? t(`field.${key}`) : key),
  option: (key, value) => {
    if (key === 'status' && isState(value)) return t(`status.${value}`)
    const language = languages.find(one => one === value)
    return key === 'language' && language ? t(`option.${language}`) : value
  },
  tone: (key, value) => (key === 'status' && isState(value) ? stateTones[value] : undefined),
  always: ['id', 'version', 'name', 'number', 'status', 'customerId', 'total', 'deletedAt'],
  href: id => `/quotes/${id}`,
}
