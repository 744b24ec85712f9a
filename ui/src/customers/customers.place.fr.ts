import type { Translated } from '../app/dictionary.rules'
import type en from './customers.place.en'

export default {
  place: 'Clients',
  noun: 'Client',
  plural: 'Clients',
  why: 'Des entreprises',
  refers: 'Entreprise par son nom',
  import: 'Importer des clients',
  create: 'Créer un client',
  made: { one: 'nouveau client', many: 'nouveaux clients', other: 'nouveaux clients' },
  see: {
    one: 'Voir le nouveau client',
    many: 'Voir les {n} de nouveaux clients',
    other: 'Voir les {n} nouveaux clients',
  },
  go: 'Aller aux clients',
} satisfies Translated<typeof en, 'fr'>
