import type { Translated } from '../../app/dictionary.rules'
import type en from './quote-settings.en'

export default {
  failed: 'Les réglages des devis n’ont pas pu être chargés',
  numbers: 'Numéros',
  pattern: 'Modèle',
  'pattern.hint':
    '{number:4} est le numéro avec au moins quatre chiffres, {year} le fait repartir chaque année.',
  'pattern.wrong': 'Écrivez {plain} ou {padded} une fois, et {year} une fois au plus.',
  next: 'Prochain numéro',
  'next.begun':
    'Le prochain devis envoyé sera {text}. Les numéros se suivent sans trou, il avance donc tout seul.',
  'next.hint': 'Le premier devis envoyé sera {text}.',
  'next.wrong': 'Écrivez un nombre entier à partir de 1.',
  seller: 'Vendeur',
  name: 'Nom',
  'name.hint': 'Le nom de l’espace de travail si rien n’est écrit',
  address: 'Adresse',
  email: 'E-mail',
  phone: 'Téléphone',
  taxId: 'Numéro de TVA',
  logo: 'Logotype',
  'logo.hint': 'Une image PNG ou JPEG de 1 Mo au plus',
  'logo.choose': 'Choisir une image',
  'logo.set': 'Un logo est défini.',
  'logo.none': 'Pas encore de logo.',
  'logo.remove': 'Retirer le logo',
  'logo.large': 'L’image fait plus de 1 Mo.',
  'logo.type': 'Un logo est une image PNG ou JPEG.',
  usual: 'Ce que disent d’abord les devis',
  validity: 'Durée de validité en jours',
  'validity.wrong': 'Écrivez un nombre entier de jours de 1 à 3650.',
  payment: 'Paiement',
  'payment.hint': 'Par exemple : 30 jours nets',
  terms: 'Conditions',
  'terms.hint': 'Une ligne vide sépare les paragraphes.',
  accepted: 'Quand un devis est accepté',
  'accepted.why':
    'Son affaire avance toute seule, selon les règles de l’étape. Si elles s’y opposent, elle reste en place et la chronologie dit pourquoi.',
  'accepted.won': 'L’affaire est gagnée',
  'accepted.none': 'L’affaire reste où elle est',
  'accepted.stage': 'Elle passe à {stage}',
} satisfies Translated<typeof en, 'fr'>
