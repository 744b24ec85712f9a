import type { Translated } from '../app/dictionary.rules'
import type en from './deals.place.en'

export default {
  place: 'Pipeline',
  noun: 'Affaire',
  plural: 'Affaires',
  why: 'Des opportunités dans un pipeline',
  refers: 'Affaire par identifiant externe',
  import: 'Importer des affaires',
  create: 'Créer une affaire',
  made: { one: 'nouvelle affaire', many: 'nouvelles affaires', other: 'nouvelles affaires' },
  see: {
    one: 'Voir la nouvelle affaire',
    many: 'Voir les {n} de nouvelles affaires',
    other: 'Voir les {n} nouvelles affaires',
  },
  go: 'Aller au pipeline',
} satisfies Translated<typeof en, 'fr'>
