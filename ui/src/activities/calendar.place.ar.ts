import type { Translated } from '../app/dictionary.rules'
import type en from './calendar.place.en'

export default {
  place: 'التقويم',
} satisfies Translated<typeof en, 'ar'>
