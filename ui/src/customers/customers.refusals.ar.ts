import type { Translated } from '../app/dictionary.rules'
import type en from './customers.refusals.en'

export default {
  'rule.customer.own_ancestor': 'لا يكون العميل جزءًا من نفسه.',
} satisfies Translated<typeof en, 'ar'>
