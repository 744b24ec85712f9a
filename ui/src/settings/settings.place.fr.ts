import type { Translated } from '../app/dictionary.rules'
import type en from './settings.place.en'

export default {
  place: 'Réglages',
  'rule.member.last_admin': 'Le dernier administrateur reste. Nommez d’abord un autre administrateur.',
  'rule.member.exists': 'Cette personne est déjà membre.',
  'rule.team.name_taken': 'Une équipe porte déjà ce nom.',
  'rule.api_key.power': 'Votre clé ne peut pas plus que vous. Choisissez un rôle plus étroit.',
  'rule.custom_field.taken': 'Un champ a déjà cette clé.',
  'rule.custom_field.option_used': 'Ces options sont utilisées et doivent rester : {values}.',
  'rule.invitation.accepted': 'Cette invitation a déjà été acceptée.',
  'rule.invitation.revoked': 'Cette invitation a été retirée.',
  'rule.invitation.expired': 'Cette invitation a expiré. Demandez-en une autre.',
} satisfies Translated<typeof en, 'fr'>
