import type { Translated } from '../../app/dictionary.rules'
import type en from './taxes.en'

export default {
  failed: 'Les taxes n’ont pas pu être chargées',
  title: 'Taux de taxe',
  none: 'Il n’y a pas encore de taxes',
  'none.why': 'Une ligne d’affaire est taxée selon son pays et sa classe, par exemple normale ou réduite.',
  country: 'Pays',
  'country.missing': 'Choisissez un pays.',
  class: 'Classe',
  'class.hint': 'Comme vous appelez ce qui est taxé de même : normale, réduite, zéro',
  'class.missing': 'Saisissez une classe.',
  percent: 'Pourcentage',
  'percent.wrong': 'Saisissez un pourcentage comme 20 ou 5.5.',
  add: 'Ajouter une taxe',
  change: 'Modifier {taxClass} de {country}',
  remove: 'Retirer {taxClass} de {country}',
  save: 'Enregistrer la taxe',
  removed: 'Taxe retirée. Les lignes existantes la gardent.',
  'remove.failed': 'La taxe n’a pas été retirée',
  kept: 'Les lignes existantes gardent le pourcentage avec lequel elles ont été écrites.',
} satisfies Translated<typeof en, 'fr'>
