import type { Translated } from '../app/dictionary.rules'
import type en from './settings.place.en'

export default {
  place: 'Réglages',
  'section.profile': 'Profil',
  'section.workspace': 'Espace de travail',
  'section.members': 'Membres',
  'section.access': 'Rôles',
  'section.keys': 'Clés d’API',
  'section.fields': 'Champs personnalisés',
  'section.bins': 'Corbeilles',
  'section.operations': 'Exploitation',
  'section.profile.also': 'Langue, fuseau horaire, mon compte',
  'section.workspace.also': 'Devise, nom de l’entreprise',
  'section.members.also': 'Équipes, personnes, rôles, invitations',
  'section.access.also': 'Droits, accès, qui voit quoi, champs',
  'section.keys.also': 'API, jetons, intégrations',
  'section.fields.also': 'Propriétés, champs sur mesure',
  'section.bins.also': 'Fiches supprimées, restaurer',
  'section.operations.also': 'Santé, état, événements, maintenance',
  'rule.member.last_admin': 'Le dernier administrateur reste. Nommez d’abord un autre administrateur.',
  'rule.member.exists': 'Cette personne est déjà membre.',
  'rule.role.admin_whole':
    'Le rôle d’administrateur reste entier, pour qu’un espace de travail ait quelqu’un qui peut tout faire.',
  'rule.role.built_in': 'Un rôle fourni par Sextant garde son nom et ne se supprime pas.',
  'rule.role.held': {
    one: '{who} a encore ce rôle. Donnez-lui-en d’abord un autre.',
    many: '{who} et d’autres ont encore ce rôle, {n} en tout. Donnez-leur d’abord un autre rôle.',
    other: '{who} et d’autres ont encore ce rôle, {n} en tout. Donnez-leur d’abord un autre rôle.',
  },
  'rule.role.power':
    'Un rôle ne peut pas dépasser vos droits, et vous ne pouvez pas modifier celui qui les dépasse.',
  'rule.role.name_taken': 'Il existe déjà un rôle de ce nom.',
  'rule.role.too_many': 'Il y a trop de rôles. Supprimez ceux que personne n’a.',
  'rule.member.power': 'Ce rôle dépasse vos droits : vous ne pouvez ni le donner ni le retirer.',
  'rule.team.held': {
    one: '{who} est encore dans cette équipe. Déplacez d’abord.',
    many: '{who} et d’autres sont encore dans cette équipe, {n} en tout. Déplacez-les d’abord.',
    other: '{who} et d’autres sont encore dans cette équipe, {n} en tout. Déplacez-les d’abord.',
  },
  'rule.team.name_taken': 'Une équipe porte déjà ce nom.',
  'rule.api_key.power': 'Votre clé ne peut pas plus que vous. Choisissez un rôle plus étroit.',
  'rule.custom_field.taken': 'Un champ a déjà cette clé.',
  'rule.custom_field.option_used': 'Ces options sont utilisées et doivent rester : {values}.',
  'rule.invitation.accepted': 'Cette invitation a déjà été acceptée.',
  'rule.invitation.revoked': 'Cette invitation a été retirée.',
  'rule.invitation.expired': 'Cette invitation a expiré. Demandez-en une autre.',
} satisfies Translated<typeof en, 'fr'>
