import type { Translated } from '../app/dictionary.rules'
import type en from './imports.place.en'

export default {
  place: 'الاستيراد',
} satisfies Translated<typeof en, 'ar'>
