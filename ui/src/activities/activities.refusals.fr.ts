import type { Translated } from '../app/dictionary.rules'
import type en from './activities.refusals.en'

export default {
  'rule.activity.duration': 'Une durée n’est pas négative.',
} satisfies Translated<typeof en, 'fr'>
