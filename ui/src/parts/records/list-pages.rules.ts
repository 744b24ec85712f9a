/** The fields a list asks for: those that it always needs and those of its columns, each once. Own fields come as one, `custom`. */
export function fieldsAsked(always: readonly string[], columns: readonly string[]): string {
  const wanted = new Set([...always, ...columns].map(key => (key.startsWith('custom.') ? 'custom' : key)))
  return [...wanted].sort().join(',')
}

/** So many records make a page of a list; the server's anchors stand as far apart. */
export const pageSize = 100

/** What begins a page: `after` of the request, none for the first. */
export interface PageStart {
  after?: string
}
/** A page that is known, by its number in the list, counted from 0. */
export interface Numbered extends PageStart {
  number: number
  /** Where the next one begins; none at the end of the list. */
  paging?: { next: { after: string } }
}
interface WithRows<R> extends Numbered {
  results: readonly R[]
}

/** The places of a list, and those of them whose page is not known: a page by its number, `end` exclusive. */
export interface Places<R> {
  records: readonly (R | undefined)[]
  gaps: readonly { number: number; start: number; end: number }[]
}

/**
 * The places of a list: the records of the pages that are known, and undefined where one is not. A page that is not known takes the places of a
 * full one, so that the list has its height from the start and each record keeps its place. A record that two pages bring, as it moved
 * between two reads, stands where it came first. `pages` in the order of their numbers.
 */
export function placesOf<R extends { id: string }>(pages: readonly WithRows<R>[], total: number): Places<R> {
  const records: (R | undefined)[] = []
  const gaps: Places<R>['gaps'][number][] = []
  const seen = new Set<string>()
  let number = 0
  const leave = (length: number) => {
    gaps.push({ number, start: records.length, end: records.length + length })
    for (let n = 0; n < length; n += 1) records.push(undefined)
    number += 1
  }
  for (const page of pages) {
    while (number < page.number) leave(pageSize)
    for (const record of page.results) {
      if (seen.has(record.id)) continue
      seen.add(record.id)
      records.push(record)
    }
    number += 1
  }
  let rest = beyond(pages.at(-1), total - records.length)
  for (; rest > 0; rest -= pageSize) leave(Math.min(pageSize, rest))
  return { records, gaps }
}

/** How many places there are beyond the last known page. One that leads on has at least another page behind it, whatever was counted. */
function beyond(last: Numbered | undefined, uncounted: number): number {
  if (!last) return 0
  return last.paging ? Math.max(pageSize, uncounted) : 0
}

/** The numbers of the pages that are not known and have places from `start` to `end` (exclusive). */
export const missingFrom = ({ gaps }: Pick<Places<unknown>, 'gaps'>, start: number, end: number): number[] =>
  gaps.filter(gap => gap.start < end && gap.end > start).map(({ number }) => number)

/** What begins a page: the end of the one before it, or its anchor; undefined where neither is known. */
export function startOf(
  number: number,
  pages: readonly Numbered[],
  anchors: readonly string[],
): PageStart | undefined {
  if (number === 0) return {}
  const before = pages.find(page => page.number === number - 1)
  const after = before ? before.paging?.next.after : anchors[number - 1]
  return after === undefined ? undefined : { after }
}

/**
 * Puts a page among those that are known. Where it was read from an anchor and the next one is known, records may have come between them:
 * `more`, the page that follows it, closes the gap as far as it reaches. Where it does not, what is known behind is let go, to be read anew.
 */
export function withPage<R extends { id: string }, P extends WithRows<R>>(
  pages: readonly P[],
  page: P,
  more?: WithRows<R>,
): readonly P[] {
  const others = pages.filter(({ number }) => number !== page.number)
  const before = others.filter(({ number }) => number < page.number)
  const behind = others.filter(({ number }) => number > page.number)
  const next = behind.find(({ number }) => number === page.number + 1)
  if (!next || meets(page, next)) return [...before, page, ...behind]
  if (!more || !meets(more, next)) return [...before, page]
  const theirs = new Set(next.results.map(({ id }) => id))
  const filled = {
    ...page,
    results: [...page.results, ...more.results.filter(({ id }) => !theirs.has(id))],
    paging: next.after === undefined ? page.paging : { next: { ...page.paging?.next, after: next.after } },
  }
  return [...before, filled, ...behind]
}

/** Whether a page reaches the one behind it: it ends where that begins, or goes on into it. */
export function meets<R extends { id: string }>(page: WithRows<R>, next: WithRows<R>): boolean {
  if (!page.paging || page.paging.next.after === next.after) return true
  const first = next.results[0]?.id
  return first === undefined || page.results.some(({ id }) => id === first)
}

interface Count {
  value: number
  exact: boolean
}

/** A count that stopped early tells less than one that is known: then that one stays, and is the least there are. */
export const betterKnown = (told: Count | undefined, known: Count | undefined): Count | undefined =>
  told && !told.exact && known && known.value >= told.value ? known : (told ?? known)

/** More records changed at once than are worth asking for one by one. */
export const mostAtOnce = 100

/** The question of a list, about some records only. */
export function amongThese(filter: string, ids: readonly string[]): string {
  const these = { field: 'id', op: 'in', value: ids }
  if (filter.trimStart().startsWith('{')) return JSON.stringify({ and: [JSON.parse(filter), these] })
  return [...(filter ? [filter] : []), `id:in:${ids.join(',')}`].join(';')
}

/**
 * What becomes of a list's rows once records have changed: `matching` are those of them that answer its question now. Rows that do no more
 * leave; those that do and are no rows come.
 */
export function movesOf(
  shown: ReadonlySet<string>,
  changed: readonly string[],
  matching: ReadonlySet<string>,
): { stay: readonly string[]; leave: readonly string[]; come: readonly string[] } {
  const ids = [...new Set(changed)]
  return {
    stay: ids.filter(id => shown.has(id) && matching.has(id)),
    leave: ids.filter(id => shown.has(id) && !matching.has(id)),
    come: ids.filter(id => !shown.has(id) && matching.has(id)),
  }
}
