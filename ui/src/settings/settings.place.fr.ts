import type { Translated } from '../app/dictionary.rules'
import type en from './settings.place.en'

export default {
  place: 'Réglages',
  'section.profile': 'Profil',
  'section.workspace': 'Espace de travail',
  'section.members': 'Membres',
  'section.access': 'Rôles',
  'section.keys': 'Clés d’API',
  'section.taxes': 'Taux de taxe',
  'section.assignment': 'Règles d’attribution',
  'section.rates': 'Taux de change',
  'section.fields': 'Champs personnalisés',
  'section.bins': 'Corbeilles',
  'section.operations': 'Exploitation',
  'section.profile.also': 'Langue, fuseau horaire, mon compte',
  'section.workspace.also': 'Devise, nom de l’entreprise',
  'section.members.also': 'Équipes, personnes, rôles, invitations',
  'section.access.also': 'Droits, accès, qui voit quoi, champs',
  'section.keys.also': 'API, jetons, intégrations',
  'section.taxes.also': 'TVA, classes de taxe',
  'section.assignment.also': 'Prospects, tour de rôle, files, responsables',
  'section.rates.also': 'Devises, conversion, Banque centrale européenne',
  'section.fields.also': 'Propriétés, champs sur mesure',
  'section.bins.also': 'Fiches supprimées, restaurer',
  'section.operations.also': 'Santé, état, événements, maintenance',
} satisfies Translated<typeof en, 'fr'>
