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
  mail: 'Envoyer les invitations par courriel',
  mailed: {
    one: 'Une invitation est en route',
    many: '{n} invitations sont en route',
    other: '{n} invitations sont en route',
  },
  'mailed.before': 'Tout le monde le sait déjà',
  'mail.failed': 'Les invitations n’ont pas pu être envoyées',
} satisfies Translated<typeof en, 'fr'>
