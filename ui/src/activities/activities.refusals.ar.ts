import type { Translated } from '../app/dictionary.rules'
import type en from './activities.refusals.en'

export default {
  'rule.activity.duration': 'لا تكون المدة سالبة.',
} satisfies Translated<typeof en, 'ar'>
