import type { Translated } from '../app/dictionary.rules'
import type en from './tickets.place.en'

export default {
  place: 'Tickets',
  noun: 'Ticket',
  plural: 'Tickets',
  why: 'Ce pour quoi les clients demandent de l’aide',
  refers: 'Ticket par son objet',
  import: 'Importer des tickets',
  create: 'Créer un ticket',
  made: { one: 'nouveau ticket', many: 'nouveaux tickets', other: 'nouveaux tickets' },
  see: {
    one: 'Voir le nouveau ticket',
    many: 'Voir les {n} de nouveaux tickets',
    other: 'Voir les {n} nouveaux tickets',
  },
  go: 'Aller aux tickets',
} satisfies Translated<typeof en, 'fr'>
