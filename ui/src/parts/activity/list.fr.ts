import type { Translated } from '../../app/dictionary.rules'
import type en from './list.en'

export default {
  none: 'Rien de noté et rien à faire pour l’instant.',
  failed: 'Les activités n’ont pas pu être chargées.',
} satisfies Translated<typeof en, 'fr'>
