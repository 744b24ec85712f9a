import type { Translated } from '../../app/dictionary.rules'
import type en from './notices.en'

export default {
  reminder: 'Rappel',
  mention: 'On vous mentionne',
  conversation: 'On vous a mentionné dans une conversation',
  'mention.hint': '@ suivi d’un nom prévient un collègue.',
  'mention.people': 'Personnes à mentionner',
  open: 'Ouvrir',
  new: 'Nouveau',
  seen: 'Tout marquer comme lu',
  'seen.failed': 'Tout reste marqué comme nouveau',
  none: 'Rien pour vous pour l’instant',
  watched: 'Vous la suivez',
  'none.why':
    'Les rappels arrivés à échéance, les mentions de vous et ce qui arrive aux fiches que vous suivez se rassemblent ici.',
  'watched.changed': 'modifié : {fields}',
  'watched.activity': 'une activité a été notée',
  'watched.archived': 'mise à la corbeille',
  'watched.restored': 'restaurée',
  'watched.converted': 'convertie',
  'watched.shared': 'partage modifié',
  'watched.more': 'autre chose s’est passé',
  'watched.why': 'Vous êtes informé parce que vous suivez cette fiche.',
  'watched.unwatch': 'Ne plus la suivre',
  'watched.unwatched': 'Vous n’êtes plus informé de {name}',
  'watched.failed': 'Vous continuez de la suivre',
  'watched.times': { one: '{n} modification', many: '{n} modifications', other: '{n} modifications' },
  'watched.unnamed': 'Une fiche que vous suivez',
  failed: 'Ce qui est pour vous n’a pas pu être chargé',
} satisfies Translated<typeof en, 'fr'>
