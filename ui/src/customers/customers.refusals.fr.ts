import type { Translated } from '../app/dictionary.rules'
import type en from './customers.refusals.en'

export default {
  'rule.customer.own_ancestor': 'Un client ne peut pas faire partie de lui-même.',
} satisfies Translated<typeof en, 'fr'>
