import type { Remark, RemarkCode, RemarkParams } from './remark.model'

type Sentences = { [C in RemarkCode]: (params: RemarkParams<C>) => string }

const figure = (value: number) => value.toFixed(3)
const percent = (share: number) => `${(100 * share).toFixed(1)}%`
const measured = ({ auc, error, rows }: RemarkParams<'state.ready'>) =>
  `AUC ${figure(auc)} ± ${figure(error)} on ${rows} rows it had not seen`
const filled = (outcome: string, { share, rows }: RemarkParams<'dropped.only_positive'>) =>
  `Filled in almost only where the outcome is ${outcome} (${percent(share)} of ${rows} rows).`
const untested = (why: string) =>
  `Not tested on later rows than it learnt from: ${why}. A random split flatters.`

const english: Sentences = {
  'dropped.afterwards': () => 'Known only once the outcome is known.',
  'dropped.excluded': () => 'Left out by hand.',
  'dropped.constant': () => 'The same on (almost) every training row.',
  'dropped.names_record': () =>
    'Almost every row has its own: it names the record rather than telling anything of it.',
  'dropped.gives_away': ({ auc }) =>
    `Alone it tells the outcome with an AUC of ${figure(auc)}, which nothing known beforehand does.`,
  'dropped.only_positive': params => filled('positive', params),
  'dropped.only_negative': params => filled('negative', params),
  'state.ready': params => `Told apart from chance: ${measured(params)}.`,
  'state.chance': params => `Not told apart from chance: ${measured(params)}.`,
  'state.cold_start': ({ positives, negatives, needed }) =>
    `Cold start, prior used: ${positives} positive and ${negatives} negative outcomes; a model of its own needs ${needed} of each.`,
  'state.no_feature': () => 'No feature is left that varies and is known beforehand.',
  'state.too_good': params =>
    `Held back: ${measured(params)}. Above ${figure(params.limit)} it is likelier that a feature is known only afterwards than that the outcome can be foretold so well.`,
  'split.few_times': ({ n }) => untested(`the rows carry ${n} different ${n === 1 ? 'time' : 'times'} only`),
  'split.one_moment': () => untested('too many rows share one moment to be parted by time'),
  'split.thin_part': ({ least }) =>
    untested(`a part by time would hold fewer than ${least} rows of one outcome`),
  'limit.young': ({ rows, days }) =>
    `Some rows (${rows}) are younger than ${days} days, and of those only the quick ones are decided: rates are off until enough have had their time.`,
  'limit.young_left': ({ rows, days }) =>
    `Rows younger than ${days} days (${rows}) were left out: of those only the quick ones are decided.`,
  'limit.changes': ({ later, mixed }) =>
    `On later rows the AUC is ${figure(later)}, on rows mixed in time ${figure(mixed)}: what foretells the outcome changes over time. Retrain often.`,
  'limit.rate_moved': ({ held, training }) =>
    `The outcome was ${percent(held)} in the held-out rows and ${percent(training)} in training: probabilities are off by as much.`,
  'limit.miss': ({ by }) => `Probabilities miss the observed rate by ${percent(by)} on average.`,
  'limit.order_only': () =>
    'On held-out rows its probabilities are worse than saying the base rate of every row. Use the order, not the number.',
  'limit.not_better': () => 'It does not rank clearly better than a plain logistic regression.',
  'contest.few_rows': ({ rows, positives }) =>
    `Only ${rows} held-out rows, ${positives} of them positive, are later than all that the champion has seen.`,
  'limit.suspect': ({ label, auc }) =>
    `“${label}” alone ranks with an AUC of ${figure(auc)}, which little that is known beforehand does. If it is known only once the outcome is, mark its field so and train again.`,
  'limit.suspects': ({ n }) =>
    `Of ${n} ${n === 1 ? 'feature' : 'features'} it is doubtful that they are known before the outcome: see the suspects.`,
  'suspect.ranks': ({ auc }) =>
    `Alone it ranks with an AUC of ${figure(auc)}, which little that is known beforehand does.`,
  'suspect.filled': ({ positive, negative }) =>
    `Filled in for ${percent(positive)} where the outcome came and for ${percent(negative)} where it did not.`,
  'suspect.value_positive': ({ value, share, rows }) =>
    `Where it is “${value}” the outcome came in ${percent(share)} of ${rows} rows.`,
  'suspect.value_negative': ({ value, share, rows }) =>
    `Where it is “${value}” the outcome did not come in ${percent(share)} of ${rows} rows.`,
  'suspect.partly': ({ share }) =>
    `Filled in for ${percent(share)} of the rows only: ask who fills it in, and when.`,
  'suspect.too_good_with': ({ auc }) =>
    `Without it and those above, a plain model ranks with an AUC of ${figure(auc)}.`,
  'suspect.late': ({ share }) =>
    `By the log ${percent(share)} of its values came with the outcome or after it.`,
  'failure.unlearnable': () => 'Training did not converge: the loss is not a number.',
  'failure.crashed': () => 'The process that trains died each time it was tried.',
  'failure.outage': () =>
    'What it needs was out of reach for too long. Train it again once all parts are well.',
  'failure.overdue': () => 'It did not end in time.',
  'failure.gone': () => 'What was to be trained is not there any more.',
  'failure.broken': () => 'The training met a fault that trying again does not mend.',
  'failure.not_scored': () => 'The version is kept, but not every record could be scored by it.',
}

/** A remark with its English sentence; `detail` goes after it, for those who mend things. */
export function remark<C extends RemarkCode>(code: C, params: RemarkParams<C>, detail?: string): Remark {
  const sentence = english[code](params)
  return { code, params, text: detail ? `${sentence} (${detail})` : sentence }
}
