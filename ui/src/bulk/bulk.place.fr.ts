import type { Translated } from '../app/dictionary.rules'
import type en from './bulk.place.en'

export default {
  place: 'Modifications en masse',
} satisfies Translated<typeof en, 'fr'>
