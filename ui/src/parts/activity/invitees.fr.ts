import type { Translated } from '../../app/dictionary.rules'
import type en from './invitees.en'

export default {
  label: 'Participants',
  hint: 'Des collègues, des contacts, ou l’adresse e-mail de quelqu’un d’autre.',
  placeholder: 'Saisissez un nom ou une adresse',
  member: '{name}, collègue',
  contact: '{name}',
  address: 'Inviter {email}',
  unknown: 'Non visible',
  remove: 'Retirer {name}',
  none: 'Personne n’est invité.',
  failed: 'Les participants n’ont pas pu être chargés.',
} satisfies Translated<typeof en, 'fr'>
