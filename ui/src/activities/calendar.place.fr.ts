import type { Translated } from '../app/dictionary.rules'
import type en from './calendar.place.en'

export default {
  place: 'Agenda',
} satisfies Translated<typeof en, 'fr'>
