import type { Translated } from '../../app/dictionary.rules'
import type en from './competitors.en'

export default {
  title: 'Concurrents',
  failed: 'Les concurrents n’ont pas pu être chargés',
  none: 'Il n’y a pas encore de concurrents',
  'none.why':
    'Dites sur une affaire qui d’autre la convoite, et qui l’a emportée si elle est perdue : la vélocité d’un pipeline dit alors combien de fois vous gagnez contre chacun.',
  name: 'Nom',
  'name.missing': 'Saisissez un nom.',
  website: 'Site web',
  note: 'Remarque',
  add: 'Ajouter un concurrent',
  change: 'Modifier {name}',
  remove: 'Archiver {name}',
  save: 'Enregistrer le concurrent',
  removed: '{name} est archivé. Les affaires le gardent.',
  'remove.failed': 'Le concurrent n’a pas été archivé',
} satisfies Translated<typeof en, 'fr'>
