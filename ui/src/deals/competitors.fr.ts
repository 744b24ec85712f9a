import type { Translated } from '../app/dictionary.rules'
import type en from './competitors.en'

export default {
  section: 'Concurrents',
  none: 'On ne connaît personne d’autre sur cette affaire.',
  edit: 'Modifier les concurrents',
  'edit.title': 'Concurrents sur {name}',
  place: 'Concurrent {n}',
  lostTo: 'Remportée par',
  save: 'Enregistrer les concurrents',
  saved: 'Concurrents enregistrés',
  won: 'l’a emportée',
} satisfies Translated<typeof en, 'fr'>
