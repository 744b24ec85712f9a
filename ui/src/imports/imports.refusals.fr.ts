import type { Translated } from '../app/dictionary.rules'
import type en from './imports.refusals.en'

export default {
  'rule.import.undo_expired':
    'Une importation peut être annulée pendant {days} jours. Celle-ci est plus ancienne.',
  'rule.import.started': 'Cette importation a commencé et ne peut plus être modifiée.',
  'rule.import.state': 'Cette importation a avancé entre-temps. Voyez où elle en est.',
} satisfies Translated<typeof en, 'fr'>
