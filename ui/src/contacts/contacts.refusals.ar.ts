import type { Translated } from '../app/dictionary.rules'
import type en from './contacts.refusals.en'

export default {
  'rule.affiliation.times': 'لا تسبق النهاية البداية.',
  'rule.affiliation.twice': 'لجهة الاتصال هذا الدور هناك في هذه المدة.',
} satisfies Translated<typeof en, 'ar'>
