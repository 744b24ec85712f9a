import type { Translated } from '../../app/dictionary.rules'
import type en from './queues.en'

export default {
  title: 'Files',
  failed: 'Les files n’ont pas pu être chargées',
  none: 'Il n’y a pas encore de files',
  'none.why':
    'Une file réunit des tickets d’une même sorte, comme l’assistance ou la facturation : choisissez-la sur un ticket, filtrez par elle, et que les niveaux de service la demandent.',
  name: 'Nom',
  'name.missing': 'Saisissez un nom.',
  note: 'Remarque',
  add: 'Ajouter une file',
  change: 'Modifier {name}',
  remove: 'Archiver {name}',
  save: 'Enregistrer la file',
  removed: '{name} est archivée. Les tickets la gardent.',
  'remove.failed': 'La file n’a pas été archivée',
} satisfies Translated<typeof en, 'fr'>
