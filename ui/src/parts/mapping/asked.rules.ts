import type { Field } from '@sextant/db/core/field.model'
import type { ColumnFound, ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { readWrittenDay } from '@sextant/db/reading/dates.rules'
import { readDecimal } from '@sextant/db/reading/values.rules'

/** One of the two ways in which a column can be read, and what its example would then be: a number, or a day. */
export interface AskedReading {
  readAs: Pick<ColumnMapping['readAs'], 'decimal' | 'dateOrder'>
  meant: number | string | undefined
}

/** What still has to be said of a column: nothing once it is set, or where it becomes a field that has neither days nor figures. */
export function askedOf(
  { asks }: Pick<ColumnFound, 'asks'>,
  { readAs }: Pick<ColumnMapping, 'readAs'>,
  field: Pick<Field, 'kind'> | undefined,
): ColumnFound['asks'] {
  if (!asks || !field || readAs[asks] !== undefined) return undefined
  const kinds = asks === 'decimal' ? ['number', 'integer', 'money'] : ['date', 'instant']
  return kinds.includes(field.kind) ? asks : undefined
}

/** The first example that differs by how it is read, and both readings of it; of no example where none does. */
export function readingsAsked(
  asks: NonNullable<ColumnFound['asks']>,
  samples: readonly string[],
): { example: string | undefined; readings: readonly [AskedReading, AskedReading] } {
  const read = (sample: string): readonly [AskedReading, AskedReading] =>
    asks === 'decimal'
      ? [
          { readAs: { decimal: ',' }, meant: figureIn(sample, ',') },
          { readAs: { decimal: '.' }, meant: figureIn(sample, '.') },
        ]
      : [
          { readAs: { dateOrder: 'dmy' }, meant: readWrittenDay(sample, 'dmy') },
          { readAs: { dateOrder: 'mdy' }, meant: readWrittenDay(sample, 'mdy') },
        ]
  const example = samples.find(sample => {
    const [one, other] = read(sample)
    return one.meant !== undefined && other.meant !== undefined && one.meant !== other.meant
  })
  return { example, readings: read(example ?? '') }
}

/** The figure in a cell without what stands beside it, such as a currency. */
function figureIn(sample: string, decimal: '.' | ','): number | undefined {
  const text = readDecimal(sample.replace(/^[^\d٠-٩۰-۹(+-]+|[^\d٠-٩۰-۹)]+$/g, ''), decimal)
  return text === undefined ? undefined : Number(text)
}
