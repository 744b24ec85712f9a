import type { Translated } from '../app/dictionary.rules'
import type en from './tickets.refusals.en'

export default {
  'rule.ticket.transition': 'لا تنتقل التذكرة من حالتها الآن إلى هذه الحالة.',
  'rule.ticket.own_ancestor': 'لا تكون التذكرة جزءًا من نفسها.',
} satisfies Translated<typeof en, 'ar'>
