import { format } from '../app/format'
import { currentLocale } from '../app/preferences'
import { t } from './models.text'

/** The card is written in English by the pipeline. Its sentences in the reader's language; as they are where one is unknown. */
type Sentence = readonly [pattern: RegExp, say: (...groups: string[]) => string]

const count = (text = '') => format.number(Number(text))

const sentences: readonly Sentence[] = [
  [/^Known only once the outcome is known\.$/, () => t('leak.afterwards')],
  [/^The same on \(almost\) every training row\.$/, () => t('leak.constant')],
  [/^Alone it tells the outcome with an AUC of ([\d.]+)/, auc => t('leak.givesAway', { auc: auc ?? '' })],
  [
    /^Filled in almost only where the outcome is (positive|negative) \(([\d.]+)% of (\d+) rows\)/,
    (side, share, rows) =>
      t(side === 'positive' ? 'leak.onlyPositive' : 'leak.onlyNegative', {
        share: format.percent(Number(share) / 100, 1),
        rows: count(rows),
      }),
  ],
  [
    /^Cold start, prior used: (\d+) positive and (\d+) negative outcomes; a model of its own needs (\d+) of each/,
    (positives, negatives, needed) =>
      t('why.coldStart', { positives: count(positives), negatives: count(negatives), needed: count(needed) }),
  ],
  [/^No feature is left that varies/, () => t('why.noFeature')],
  [/^Not tested on later rows than it learnt from/, () => t('limit.notByTime')],
  [
    /^On later rows the AUC is ([\d.]+|n\/a), on rows mixed in time ([\d.]+|n\/a)/,
    (later, mixed) => t('limit.changes', { later: later ?? '', mixed: mixed ?? '' }),
  ],
  [
    /^The outcome was ([\d.]+)% in the held-out rows and ([\d.]+)% in training/,
    (held, training) => t('limit.rateMoved', { held: `${held}%`, training: `${training}%` }),
  ],
  [/^Probabilities miss the observed rate by ([\d.]+)%/, by => t('limit.miss', { by: `${by}%` })],
  [/^On held-out rows its probabilities are worse than saying the base rate/, () => t('limit.orderOnly')],
  [/^It does not rank clearly better than a plain logistic regression/, () => t('limit.notBetter')],
]

export function inWords(text: string): string {
  if (currentLocale() === 'en') return text
  for (const [pattern, say] of sentences) {
    const match = pattern.exec(text)
    if (match) return say(...match.slice(1))
  }
  return text
}
