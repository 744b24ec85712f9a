import type { Translated } from '../app/dictionary.rules'
import type en from './tickets.refusals.en'

export default {
  'rule.ticket.transition': 'Un ticket ne peut pas passer de son statut actuel à celui-ci.',
  'rule.ticket.own_ancestor': 'Un ticket ne peut pas faire partie de lui-même.',
} satisfies Translated<typeof en, 'fr'>
