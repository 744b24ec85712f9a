import type { Translated } from '../app/dictionary.rules'
import type en from './imports.place.en'

export default {
  place: 'Importations',
} satisfies Translated<typeof en, 'fr'>
