import type { Translated } from '../app/dictionary.rules'
import type en from './imports.place.en'

export default {
  place: 'Importations',
  'rule.import.undo_expired': 'Un import peut être annulé pendant {days} jours. Celui-ci est plus ancien.',
  'rule.import.started': 'Cet import a commencé et ne peut plus être modifié.',
  'rule.import.state': 'Cet import a avancé entre-temps. Voyez où il en est.',
} satisfies Translated<typeof en, 'fr'>
