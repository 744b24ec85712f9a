import type { Field, FieldKind } from '../core/field.model'
import type { Bound, Ordinal, Plan, Test } from './plan.rules'
import type { Target } from './target.rules'
import { isWording } from './value.rules'

/** How values are kept so that a filter finds them: `words` folded, `choice` and `day` as they are, `number`, `instant` and `money` as numbers. */
const indexKinds = ['words', 'choice', 'day', 'number', 'instant', 'money'] as const
type IndexKind = (typeof indexKinds)[number]

/** As many characters of a text are kept; of a longer one only that it is long. Postgres' B-tree takes about 2,700 bytes. */
const mostKept = 600

/** What an index can be asked on behalf of a filter. It finds all that pass, and may find others: the filter itself still decides. */
export interface Probe {
  /** The field as filters name it: `city`, `custom.size`. */
  field: string
  kind: IndexKind
  test: ProbeTest
}

export type ProbeTest =
  | { type: 'among'; values: string[] }
  | { type: 'like'; literal: string; part: 'inside' | 'start' | 'end' }
  | { type: 'days'; low?: string; high?: string }
  | { type: 'numbers'; low?: number; high?: number; currency?: string }

/** How a field's values are kept in an index; undefined for what needs none, since an index of its table serves it already. */
function indexKindOf(field: Field, custom: boolean): IndexKind | undefined {
  const { kind, traits } = field
  const served = traits.sortable || (kind === 'reference' && !traits.readOnly)
  if (!custom && !isWording(kind) && served) return undefined
  // Numbers of phones are looked for in the column `search`.
  if (kind === 'phone') return undefined
  return isWording(kind) ? 'words' : ofKind[kind as keyof typeof ofKind]
}

const ofKind = {
  country: 'choice',
  language: 'choice',
  select: 'choice',
  boolean: 'choice',
  reference: 'choice',
  date: 'day',
  instant: 'instant',
  integer: 'number',
  number: 'number',
  money: 'money',
} as const satisfies Partial<Record<FieldKind, IndexKind>>

/**
 * What could be asked of indexes so that only few records have to be looked at: the parts of a plan that every record must pass, those first that
 * usually leave the fewest.
 */
export function probesOf(plan: Plan): Probe[] {
  if (plan.type === 'and') return plan.parts.flatMap(probesOf).toSorted((a, b) => rank(a) - rank(b))
  if (plan.type !== 'test' || plan.negated || plan.target.relation) return []
  const kind = indexKindOf(plan.target.field, plan.target.custom)
  const test = kind && probeTest(plan.test, kind, plan.target.field.kind)
  return test ? [{ field: nameOf(plan.target), kind, test }] : []
}

const ranks = { among: 0, like: 1, days: 2, numbers: 2 } as const
const rank = ({ test }: Probe) => ranks[test.type]

const nameOf = ({ key, custom }: Target) => (custom ? `custom.${key}` : key)

/** A trigram index knows nothing of shorter words. */
const shortestWord = 3

function probeTest(test: Test, kind: IndexKind, field: FieldKind): ProbeTest | undefined {
  switch (test.type) {
    case 'wording': {
      // What says nothing once it is folded is compared as it is written.
      if (test.as !== 'folded') return undefined
      const { part, values } = test
      if (part === 'whole') return { type: 'among', values: values.map(one => one.slice(0, mostKept + 1)) }
      const [literal = ''] = values
      const searchable = field !== 'longText' && literal.length >= shortestWord && literal.length <= mostKept
      return searchable ? { type: 'like', literal, part } : undefined
    }
    case 'choice':
      if (kind === 'number') return numbersAmong(test.values.map(Number))
      return test.values.some(one => String(one).length > mostKept)
        ? undefined
        : { type: 'among', values: test.values.map(String) }
    case 'range':
      return kind === 'day' ? days(test) : numbers(test, kind)
    default:
      return undefined
  }
}

/** Between the least and the greatest: what lies between them and is not meant is found too. */
const numbersAmong = (values: readonly number[]): ProbeTest => ({
  type: 'numbers',
  low: Math.min(...values),
  high: Math.max(...values),
})

const days = ({ low, high }: Test & { type: 'range' }): ProbeTest => ({
  type: 'days',
  ...(low ? { low: String(low.value) } : {}),
  ...(high ? { high: String(high.value) } : {}),
})

/** Microseconds have more digits than a double: instants are looked for a millisecond around. */
const grain = 1000

function numbers({ low, high, currency }: Test & { type: 'range' }, kind: IndexKind): ProbeTest {
  const wider = kind === 'instant' ? grain : 0
  const numberOf = (value: Ordinal) => Number(value)
  const bound = (one: Bound | undefined, by: number) => (one ? numberOf(one.value) + by : undefined)
  const [from, to] = [bound(low, -wider), bound(high, wider)]
  return {
    type: 'numbers',
    ...(from === undefined ? {} : { low: from }),
    ...(to === undefined ? {} : { high: to }),
    ...(currency === undefined ? {} : { currency }),
  }
}
