import type { Translated } from '../app/dictionary.rules'
import type en from './bulk.place.en'

export default {
  place: 'التغييرات الجماعية',
} satisfies Translated<typeof en, 'ar'>
