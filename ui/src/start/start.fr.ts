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
    'Déposez des fichiers CSV de prospects, clients, contacts ou affaires. Les colonnes sont reconnues, rien n’est écrit avant que vous ayez vu le résultat, et une importation peut être annulée.',
  'records.action': 'Importer des fichiers',
  'records.other': 'Ajouter un prospect à la main',
  'sample.title': 'Découvrir avec des données d’exemple',
  'sample.why':
    'Une petite entreprise imaginaire : prospects, clients, affaires et leur suivi. Vous pouvez la retirer à tout moment ; ce que vous créez ou modifiez reste.',
  'sample.action': 'Ajouter des données d’exemple',
  'sample.remove': 'Retirer les données d’exemple',
  'sample.making': 'Ajout des données d’exemple :',
  'sample.removing': 'Retrait des données d’exemple :',
  'sample.made': {
    one: 'Les données d’exemple sont là : {n} fiche',
    many: 'Les données d’exemple sont là : {n} de fiches',
    other: 'Les données d’exemple sont là : {n} fiches',
  },
  'sample.gone': 'Les données d’exemple ont été retirées',
  'sample.kept': {
    one: '{n} fiche que vous avez modifiée ou utilisez est restée.',
    many: '{n} de fiches que vous avez modifiées ou utilisez sont restées.',
    other: '{n} fiches que vous avez modifiées ou utilisez sont restées.',
  },
  'sample.kept.see': 'Voir lesquelles',
  'sample.stopped': 'Les données d’exemple sont incomplètes',
  'sample.stopped.why':
    'L’ajout s’est arrêté avant la fin. Les modifications en masse indiquent comment le reprendre ou l’annuler.',
  'sample.failed': 'Aucune donnée d’exemple n’a été ajoutée',
  'sample.remove.failed': 'Les données d’exemple n’ont pas été retirées',
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
