import type { Remark } from '@sextant/db/models/remark.model'
import { format } from '../app/format'
import { t } from './models.text'

const shares: readonly string[] = ['share', 'held', 'training', 'by']
const figures: readonly string[] = ['auc', 'error', 'later', 'mixed']

/** What the pipeline has to say of a model or its training, in the reader's language. A code without a sentence is a type error. */
export function inWords({ code, params }: Remark): string {
  const written = Object.entries(params).map(([name, value]) => [name, writtenAs(name, value)])
  return t(`said.${code}`, Object.fromEntries(written))
}

function writtenAs(name: string, value: number): string | number {
  if (shares.includes(name)) return format.percent(value, 1)
  return figures.includes(name) ? format.fixed(value, 3) : value
}
