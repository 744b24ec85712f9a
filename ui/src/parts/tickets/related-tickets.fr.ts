import type { Translated } from '../../app/dictionary.rules'
import type en from './related-tickets.en'

export default {
  title: 'Tickets',
  none: 'Aucun ticket.',
  failed: 'Les tickets n’ont pas pu être chargés',
  'state.new': 'Nouveau',
  'state.open': 'Ouvert',
  'state.waiting_customer': 'En attente du client',
  'state.waiting_elsewhere': 'En attente ailleurs',
  'state.solved': 'Résolu',
  'state.closed': 'Clos',
} satisfies Translated<typeof en, 'fr'>
