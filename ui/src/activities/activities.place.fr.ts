import type { Translated } from '../app/dictionary.rules'
import type en from './activities.place.en'

export default {
  place: 'Tâches',
  noun: 'Activité',
  plural: 'Activités',
  why: 'Appels, réunions, notes, tâches',
  import: 'Importer des activités',
  create: 'Créer une tâche',
  made: {
    one: 'nouvelle activité',
    many: 'nouvelles activités',
    other: 'nouvelles activités',
  },
  see: {
    one: 'Voir la nouvelle activité',
    many: 'Voir les {n} de nouvelles activités',
    other: 'Voir les {n} nouvelles activités',
  },
  go: 'Aller aux tâches',
} satisfies Translated<typeof en, 'fr'>
