import type { Translated } from '../../app/dictionary.rules'
import type en from './related-tickets.en'

export default {
  title: 'Tickets',
  none: 'Aucun ticket.',
  failed: 'Les tickets n’ont pas pu être chargés',
  'clock.moved': 'Échéances déplacées : {why}',
  'clock.moved.policies': 'un niveau de service a changé',
  'clock.moved.calendars': 'les heures de travail ont changé',
  'clock.warned.first_reply': 'Première réponse bientôt due, {at}',
  'clock.warned.next_reply': 'Réponse bientôt due, {at}',
  'clock.warned.solve': 'Résolution bientôt due, {at}',
  'clock.missed.first_reply': 'La première réponse était due {at}',
  'clock.missed.next_reply': 'La réponse était due {at}',
  'clock.missed.solve': 'La résolution était due {at}',
  'state.new': 'Nouveau',
  'state.open': 'Ouvert',
  'state.waiting_customer': 'En attente du client',
  'state.waiting_elsewhere': 'En attente ailleurs',
  'state.solved': 'Résolu',
  'state.closed': 'Clos',
} satisfies Translated<typeof en, 'fr'>
