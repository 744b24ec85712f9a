import type { Translated } from '../app/dictionary.rules'
import type en from './settings.place.en'

export default {
  place: 'Réglages',
  'section.profile': 'Profil',
  'section.workspace': 'Espace de travail',
  'section.members': 'Membres',
  'section.keys': 'Clés d’API',
  'section.fields': 'Champs personnalisés',
  'section.bins': 'Corbeilles',
  'section.operations': 'Exploitation',
  'section.profile.also': 'Langue, fuseau horaire, mon compte',
  'section.workspace.also': 'Devise, nom de l’entreprise',
  'section.members.also': 'Équipes, personnes, rôles, invitations',
  'section.keys.also': 'API, jetons, intégrations',
  'section.fields.also': 'Propriétés, champs sur mesure',
  'section.bins.also': 'Fiches supprimées, restaurer',
  'section.operations.also': 'Santé, état, événements, maintenance',
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
