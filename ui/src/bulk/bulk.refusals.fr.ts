import type { Translated } from '../app/dictionary.rules'
import type en from './bulk.refusals.en'

export default {
  'rule.bulk.undo_expired':
    'Une modification en masse peut être annulée pendant {days} jours. Celle-ci est plus ancienne.',
  'rule.bulk.state': 'Cette modification en masse a avancé entre-temps. Voyez où elle en est.',
  'rule.sample.not_empty':
    'Les données d’exemple sont réservées à un espace vide. Celui-ci contient déjà des fiches.',
  'rule.sample.all':
    'Les données d’exemple demandent le droit de créer et d’archiver toutes sortes de fiches.',
} satisfies Translated<typeof en, 'fr'>
