import { format } from '../app/format'
import { featureLabel } from '../parts/score/reason-words'
import { inWords } from './card-words'
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
    ...card.features.map(feature => `- ${featureLabel(feature)} (\`${feature.key}\`)`),
    '',
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

function resultLines(result: Result): string[] {
  const line = (judge: 'model' | 'logistic' | 'baseRate') => {
    const { auc, error, brier, logLoss, ece } = result[judge]
    const ranked =
      auc === null || judge === 'baseRate' ? '–' : `${auc.toFixed(3)} ± ${(error ?? 0).toFixed(3)}`
    return `| ${t(`judge.${judge}`)} | ${ranked} | ${brier.toFixed(4)} | ${logLoss.toFixed(4)} | ${ece.toFixed(3)} |`
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
