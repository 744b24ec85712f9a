import type { Translated } from '../app/dictionary.rules'
import type en from './models.refusals.en'

export default {
  'rule.training.running': 'Ce modèle est déjà en cours d’entraînement.',
  'rule.training.over': 'Cet entraînement est terminé.',
  'rule.model.held_back':
    'Cette version est retenue. Tranchez pour chaque variable suspecte, puis réentraînez.',
} satisfies Translated<typeof en, 'fr'>
