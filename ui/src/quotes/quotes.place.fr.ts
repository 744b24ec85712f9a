import type { Translated } from '../app/dictionary.rules'
import type en from './quotes.place.en'

export default {
  place: 'Devis',
  noun: 'Devis',
  plural: 'Devis',
  why: 'Ce qui est proposé aux clients',
  refers: 'Devis par son numéro',
  import: 'Importer des devis',
  create: 'Créer un devis',
  made: { one: 'nouveau devis', many: 'nouveaux devis', other: 'nouveaux devis' },
  see: {
    one: 'Voir le nouveau devis',
    many: 'Voir les {n} de nouveaux devis',
    other: 'Voir les {n} nouveaux devis',
  },
  go: 'Aller aux devis',
} satisfies Translated<typeof en, 'fr'>
