import type { Translated } from '../app/dictionary.rules'
import type en from './models.place.en'

export default {
  place: 'النماذج',
} satisfies Translated<typeof en, 'ar'>
