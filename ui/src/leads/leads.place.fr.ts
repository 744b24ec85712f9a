import type { Translated } from '../app/dictionary.rules'
import type en from './leads.place.en'

export default {
  place: 'Prospects',
  'place.short': 'Prospects',
  noun: 'Prospect',
  plural: 'Prospects',
  why: 'Des personnes qui pourraient acheter',
  refers: 'Prospect par e-mail',
  import: 'Importer des prospects',
  create: 'Créer un prospect',
  made: { one: 'nouveau prospect', many: 'nouveaux prospects', other: 'nouveaux prospects' },
  see: {
    one: 'Voir le nouveau prospect',
    many: 'Voir les {n} de nouveaux prospects',
    other: 'Voir les {n} nouveaux prospects',
  },
  go: 'Aller aux prospects',
} satisfies Translated<typeof en, 'fr'>
