import type { Translated } from '../app/dictionary.rules'
import type en from './start.en'

export default {
  title: 'Premiers pas',
  heading: '{workspace} n’attend plus que vous',
  about:
    'Chaque étape se coche d’elle-même dès qu’elle est faite, par qui que ce soit. Suivez l’ordre qui vous convient.',
  label: 'Premiers pas',
  progress: '{n} sur {total} faites',
  done: 'Fait',
  failed: 'Les premiers pas n’ont pas pu être chargés',
  'records.title': 'Importer vos données',
  'records.why':
    'Déposez des fichiers CSV de prospects, clients, contacts ou affaires. Les colonnes sont reconnues, rien n’est écrit avant que vous ayez vu le résultat, et un import peut être annulé.',
  'records.action': 'Importer des fichiers',
  'records.other': 'Ajouter un prospect à la main',
  'people.title': 'Inviter votre équipe',
  'people.why':
    'Chacun reçoit un rôle qui dit ce qu’il peut voir et modifier. Un lien suffit ; chacun choisit son mot de passe.',
  'people.action': 'Inviter des personnes',
  'key.title': 'Relier votre site et vos programmes',
  'key.why':
    'Une clé d’API permet à un formulaire de votre site ou à un autre programme d’écrire les prospects dès leur arrivée.',
  'key.action': 'Créer une clé d’API',
  'key.other': 'Lire la référence',
  'model.title': 'Entraîner votre premier modèle',
  'model.why':
    'Avec quelques centaines de prospects ou d’affaires clos, un modèle apprend ce qui les distingue et note ceux qui sont ouverts, avec ses raisons.',
  'model.action': 'Ouvrir les modèles',
  finished: 'Toutes les étapes sont faites',
  'finished.why': 'Les nouvelles fiches sont notées dès leur arrivée. La journée commence par les prospects.',
  nothing: 'Vous n’avez rien à mettre en place',
  'nothing.why':
    'Votre rôle travaille avec ce que d’autres apportent. La journée commence par les prospects.',
  leave: 'Aller aux prospects',
  hide: 'Masquer ces étapes',
  hidden: 'Les premiers pas sont masqués',
} satisfies Translated<typeof en, 'fr'>
