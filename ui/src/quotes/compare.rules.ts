import type { QuoteDocument, QuoteLine } from '@sextant/db/quotes/quote-document.model'

/** A line in one version and in the other; null: it is not in that one. */
interface LineChange {
  before: QuoteLine | null
  after: QuoteLine | null
}

/** What both versions say of the whole, and differently. */
const headFields = ['title', 'validUntil', 'paymentTerms', 'terms'] as const
type HeadField = (typeof headFields)[number]

export interface Comparison {
  lines: LineChange[]
  head: { field: HeadField; before: string | null; after: string | null }[]
  customer: boolean
}

const figures = ['quantity', 'unitPrice', 'discount', 'taxPercent', 'period', 'terms', 'netMinor'] as const
const isSame = (a: QuoteLine, b: QuoteLine): boolean =>
  a.text === b.text && a.detail === b.detail && figures.every(key => a[key] === b[key])
const isOfOne = (a: QuoteLine, b: QuoteLine): boolean => a.text === b.text && a.detail === b.detail

/**
 * What differs between two versions, line by line in the order of the later one, what is gone at its end. A line is the same one where it says the same, figures included,
 * else where it says what it is in the same words.
 */
export function compareDocuments(before: QuoteDocument, after: QuoteDocument): Comparison {
  const left = [...before.lines]
  const takeFrom = (fits: (line: QuoteLine) => boolean) => {
    const at = left.findIndex(fits)
    return at < 0 ? null : left.splice(at, 1)[0]!
  }
  const equal = after.lines.map(line => takeFrom(one => isSame(one, line)))
  const lines = after.lines.flatMap((line, at): LineChange[] =>
    equal[at] ? [] : [{ before: takeFrom(one => isOfOne(one, line)), after: line }],
  )
  return {
    lines: [...lines, ...left.map(line => ({ before: line, after: null }))],
    head: headFields.flatMap(field =>
      before[field] === after[field] ? [] : [{ field, before: before[field], after: after[field] }],
    ),
    customer: JSON.stringify(before.customer) !== JSON.stringify(after.customer),
  }
}

/** How many lines came, went and changed. */
export function countChanges({ lines }: Pick<Comparison, 'lines'>) {
  const added = lines.filter(({ before }) => !before).length
  const removed = lines.filter(({ after }) => !after).length
  return { added, removed, changed: lines.length - added - removed }
}
