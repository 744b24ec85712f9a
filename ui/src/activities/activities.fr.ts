import type { Translated } from '../app/dictionary.rules'
import type en from './activities.en'

export default {
  title: 'Tâches',
  create: 'Nouvelle tâche',
  views: 'Vues',
  'view.open': 'Mes tâches',
  'view.done': 'Faites',
  'view.all': 'Toutes les activités',
  'due.overdue': 'En retard',
  'due.today': 'Aujourd’hui',
  'due.later': 'Plus tard',
  'empty.title': 'Rien à faire',
  'empty.why': 'Les tâches que vous ajoutez ou recevez attendent ici.',
  'done.none': 'Rien de fait ces 30 derniers jours',
  'done.why': 'Les tâches cochées restent ici 30 jours.',
  failed: 'Les tâches n’ont pas pu être chargées',
  'failed.all': 'Les activités n’ont pas pu être chargées',
  total: { one: '{n} activité', many: '{n} d’activités', other: '{n} activités' },
  'all.none': 'Pas encore d’activité',
  'all.why': 'Appels, réunions, e-mails et notes de toutes les fiches se rassemblent ici.',
  'about.unknown': 'Non visible',
} satisfies Translated<typeof en, 'fr'>
