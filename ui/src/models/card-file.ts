import { format } from '../app/format'
import { featureLabel } from '../parts/score/reason-words'
import { inWords, withError } from './card-words'
import { contactingFrom } from './features.rules'
import { howMade } from './how-made'
import type { Card, Result } from './model-data'
import { t } from './models.text'
import { modelName, modelPredicts } from './names'

/** Saves the card as a Markdown file, in the reader's language. */
export function saveCard(card: Card, version: number | undefined) {
  const url = URL.createObjectURL(new Blob([cardText(card, version)], { type: 'text/markdown' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${card.name}${version ? `-v${version}` : ''}.md`
  link.click()
  // Firefox reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

function cardText(card: Card, version: number | undefined): string {
  const { rows, positives, baseRate } = card.data
  return [
    `# ${modelName(card.name)}${version ? `, ${t('version', { n: version })}` : ''}`,
    '',
    `${modelPredicts(card.name)} ${t(`state.${card.state}`)}: ${t(`state.${card.state}.means`)}`,
    '',
    `${t('learnt')}: ${t('rows', { n: rows })}, ${t('positives', { n: format.number(positives), share: format.percent(baseRate, 1) })}. ${t('trainedOn', { date: format.longDate(new Date(card.trainedAt)) })}`,
    '',
    `## ${t('heldOut')}`,
    '',
    ...(card.heldOutFrom ? [`${t('metric.from')}: ${format.longDate(new Date(card.heldOutFrom))}`, ''] : []),
    ...(card.results.length ? card.results.flatMap(resultLines) : [t('heldOut.none'), '']),
    `## ${t('features.used', { n: card.features.length })}`,
    '',
    ...featuresByWeight(card).map(
      feature => `- ${featureLabel(feature)} (\`${feature.key}\`)${feature.share}`,
    ),
    '',
    ...suspectLines(card),
    ...thresholdLines(card),
    `## ${t('features.left', { n: card.dropped.length })}`,
    '',
    ...card.dropped.map(feature => `- ${featureLabel(feature)}: ${inWords(feature.reason)}`),
    '',
    `## ${t('limits')}`,
    '',
    ...(card.limits.length ? card.limits.map(limit => `- ${inWords(limit)}`) : [t('limits.none')]),
    '',
    howMade(card),
    '',
  ].join('\n')
}

/** What counts most first, with its share where that is known. */
const featuresByWeight = ({ importance, features }: Card) =>
  importance.length
    ? importance.map(feature => ({ ...feature, share: `: ${format.percent(feature.share, 1)}` }))
    : features.map(feature => ({ ...feature, share: '' }))

function suspectLines({ suspects }: Card): string[] {
  if (suspects.length === 0) return []
  const lines = suspects.map(suspect =>
    [
      `- ${featureLabel(suspect)}: ${t('suspects.alone', { auc: format.fixed(suspect.auc, 3) })}.`,
      ...suspect.signs.map(inWords),
    ].join(' '),
  )
  return [`## ${t('suspects')}`, '', ...lines, '']
}

function thresholdLines({ thresholds }: Card): string[] {
  const [all] = thresholds
  if (!all) return []
  const heads = [
    t('threshold.score'),
    t('threshold.contacted'),
    t('threshold.precision'),
    t('threshold.recall'),
  ]
  const share = (value: number | null) => (value === null ? t('notMeasured') : format.percent(value, 1))
  const lines = thresholds
    .filter(({ score }) => score > 0 && score < 100 && score % 10 === 0)
    .map(one => {
      const { contacted, precision, recall } = contactingFrom(one, all)
      return `| ${format.number(one.score)} | ${share(contacted)} | ${share(precision)} | ${share(recall)} |`
    })
  return [`## ${t('threshold')}`, '', `| ${heads.join(' | ')} |`, '|---|---|---|---|', ...lines, '']
}

function resultLines(result: Result): string[] {
  const line = (judge: 'model' | 'logistic' | 'baseRate') => {
    const { auc, error, brier, logLoss, ece } = result[judge]
    const ranked = judge === 'baseRate' ? t('metric.noRanking') : withError(auc, error)
    const figures = [format.fixed(brier, 4), format.fixed(logLoss, 4), format.fixed(ece, 3)]
    return `| ${[t(`judge.${judge}`), ranked, ...figures].join(' | ')} |`
  }
  const heads = [t('metric.auc'), t('metric.brier'), t('metric.logLoss'), t('metric.ece')]
  return [
    `### ${t(`split.${result.split}`)}`,
    '',
    `| ${t('metric')} | ${heads.join(' | ')} |`,
    '|---|---|---|---|---|',
    line('model'),
    line('logistic'),
    line('baseRate'),
    '',
  ]
}
