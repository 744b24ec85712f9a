import type { Translated } from '../../app/dictionary.rules'
import type en from './related-quotes.en'

export default {
  title: 'Devis',
  new: 'Nouveau devis',
  none: 'Aucun devis pour l’instant.',
  unnumbered: 'pas encore envoyé',
  until: 'jusqu’au {date}',
  failed: 'Les devis n’ont pas pu être chargés',
  'failed.new': 'Le devis n’a pas été commencé',
  'status.draft': 'Brouillon',
  'status.waiting': 'En attente d’approbation',
  'status.sent': 'Envoyé',
  'status.viewed': 'Consulté',
  'status.changes_asked': 'Modification demandée',
  'status.accepted': 'Accepté',
  'status.declined': 'Refusé',
  'status.expired': 'Expiré',
  'status.withdrawn': 'Retiré',
} satisfies Translated<typeof en, 'fr'>
