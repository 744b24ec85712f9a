import type { Translated } from '../app/dictionary.rules'
import type en from './velocity.en'

export default {
  title: 'Vélocité de {name}',
  period: 'Clos au cours des derniers',
  days: { one: '{n} jour', many: '{n} jours', other: '{n} jours' },
  failed: 'La vélocité n’a pas pu être calculée',
  unknown: 'Inconnu',
  none: 'Trop peu d’affaires ont été closes sur cette période.',
  perDay: '{amount} par jour',
  formula: 'Affaires ouvertes × montant moyen × taux de réussite ÷ jours pour gagner',
  open: 'Affaires ouvertes',
  missing: {
    one: '{n} montant sans taux de change',
    many: '{n} montants sans taux de change',
    other: '{n} montants sans taux de change',
  },
  average: 'Montant moyen',
  'average.of': {
    one: 'sur {n} affaire avec un montant',
    many: 'sur {n} affaires avec un montant',
    other: 'sur {n} affaires avec un montant',
  },
  winRate: 'Taux de réussite',
  cycle: 'Jours pour gagner',
  won: 'Gagnées',
  lost: 'Perdues',
  competitors: 'Face aux concurrents',
  competitor: 'Concurrent',
  'against.won': 'Gagnées',
  'against.lostTo': 'Emportées par eux',
} satisfies Translated<typeof en, 'fr'>
