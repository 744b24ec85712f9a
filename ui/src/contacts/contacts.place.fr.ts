import type { Translated } from '../app/dictionary.rules'
import type en from './contacts.place.en'

export default {
  place: 'Contacts',
  noun: 'Contact',
  plural: 'Contacts',
  why: 'Des personnes dans les entreprises',
  refers: 'Contact par e-mail',
  import: 'Importer des contacts',
  create: 'Créer un contact',
  made: { one: 'nouveau contact', many: 'nouveaux contacts', other: 'nouveaux contacts' },
  see: {
    one: 'Voir le nouveau contact',
    many: 'Voir les {n} de nouveaux contacts',
    other: 'Voir les {n} nouveaux contacts',
  },
  go: 'Aller aux contacts',
} satisfies Translated<typeof en, 'fr'>
