import type { Remark } from '@sextant/db/models/remark.model'
import { format } from '../app/format'
import { featureLabel } from '../parts/score/reason-words'
import { t } from './models.text'

const shares: readonly string[] = ['share', 'held', 'training', 'by', 'positive', 'negative']
const figures: readonly string[] = ['auc', 'error', 'later', 'mixed', 'limit']

/** What the pipeline has to say of a model or its training, in the reader's language. A code without a sentence is a type error. */
export function inWords({ code, params }: Remark): string {
  const { feature, label, ...rest } = params
  const written = Object.entries(rest).map(([name, value]) => [name, writtenAs(name, value)])
  if (feature !== undefined)
    written.push(['label', featureLabel({ key: String(feature), label: String(label) })])
  return t(`said.${code}`, Object.fromEntries(written))
}

/** “0.871 ± 0.012”: an area under the curve with its standard error. */
export function withError(auc: number | null, error: number | null): string {
  if (auc === null) return t('notMeasured')
  return error === null ? format.fixed(auc, 3) : `${format.fixed(auc, 3)} ± ${format.fixed(error, 3)}`
}

function writtenAs(name: string, value: number | string): string | number {
  if (typeof value === 'string') return value
  if (shares.includes(name)) return format.percent(value, 1)
  return figures.includes(name) ? format.fixed(value, 3) : value
}
