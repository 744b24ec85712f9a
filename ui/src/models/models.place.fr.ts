import type { Translated } from '../app/dictionary.rules'
import type en from './models.place.en'

export default {
  place: 'Modèles',
} satisfies Translated<typeof en, 'fr'>
