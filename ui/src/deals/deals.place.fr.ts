import type { Translated } from '../app/dictionary.rules'
import type en from './deals.place.en'

export default {
  place: 'Pipeline',
  noun: 'Affaire',
  plural: 'Affaires',
  why: 'Des opportunités dans un pipeline',
  refers: 'Affaire par identifiant externe',
  import: 'Importer des affaires',
  create: 'Créer une affaire',
  made: { one: 'nouvelle affaire', many: 'nouvelles affaires', other: 'nouvelles affaires' },
  see: {
    one: 'Voir la nouvelle affaire',
    many: 'Voir les {n} de nouvelles affaires',
    other: 'Voir les {n} nouvelles affaires',
  },
  go: 'Aller au pipeline',
  'rule.stage.probability': 'Une probabilité se situe entre 0 et 100 %.',
  'rule.stage.has_deals': 'Cette étape contient des affaires. Déplacez-les d’abord.',
  'rule.stage.moves_pipeline': 'Une étape reste dans son pipeline.',
  'rule.pipeline.has_deals': 'Ce pipeline contient des affaires. Déplacez-les d’abord.',
  'rule.deal.reason_needed': 'Indiquez le motif de la perte.',
  'rule.deal.no_pipeline': 'Aucun pipeline n’a encore d’étape ouverte. Créez-en un d’abord.',
  'rule.deal.still_open':
    'Une affaire ouverte n’a encore ni date de clôture ni motif. Déplacez-la d’abord vers une étape de clôture.',
  'rule.deal.stage_in_bin': 'Son étape ou son pipeline est dans la corbeille. Restaurez-le d’abord.',
} satisfies Translated<typeof en, 'fr'>
