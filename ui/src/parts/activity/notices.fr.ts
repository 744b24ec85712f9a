import type { Translated } from '../../app/dictionary.rules'
import type en from './notices.en'

export default {
  reminder: 'Rappel',
  mention: 'On vous mentionne',
  'mention.hint': '@ suivi d’un nom prévient un collègue.',
  'mention.people': 'Personnes à mentionner',
  open: 'Ouvrir',
  new: 'Nouveau',
  seen: 'Tout marquer comme lu',
  'seen.failed': 'Tout reste marqué comme nouveau',
  none: 'Rien pour vous pour l’instant',
  'none.why': 'Les rappels arrivés à échéance et les mentions de vous se rassemblent ici.',
  failed: 'Ce qui est pour vous n’a pas pu être chargé',
} satisfies Translated<typeof en, 'fr'>
