/** The fields a list asks for: those that it always needs and those of its columns, each once. Own fields come as one, `custom`. */
export function fieldsAsked(always: readonly string[], columns: readonly string[]): string {
  const wanted = new Set([...always, ...columns].map(key => (key.startsWith('custom.') ? 'custom' : key)))
  return [...wanted].sort().join(',')
}

/** A page boundary can show a record twice when it moved between two reads. */
export function distinct<R extends { id: string }>(rows: readonly R[]): readonly R[] {
  const seen = new Set<string>()
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** The first page alone. */
export const firstOf = <P, A>({ pages, pageParams }: { pages: P[]; pageParams: A[] }) => ({
  pages: pages.slice(0, 1),
  pageParams: pageParams.slice(0, 1),
})

/** One live event about a record of the list's kind. */
export interface RecordNews {
  id: string
  kind: string
}
/** More rows changed at once than are worth asking for one by one. */
const mostAtOnce = 100

/**
 * What a list does about changes: rows that it shows are read again, or the whole list where too many changed at once; how many others
 * came into being is told.
 */
export function newsFor(
  shown: ReadonlySet<string>,
  news: readonly RecordNews[],
): { type: 'reload' } | { type: 'rows'; reread: readonly string[]; fresh: readonly string[] } {
  const changed = [...new Set(news.map(({ id }) => id))]
  const reread = changed.filter(id => shown.has(id))
  if (reread.length > mostAtOnce) return { type: 'reload' }
  const born = new Set(news.filter(({ kind }) => isBirth(kind)).map(({ id }) => id))
  return { type: 'rows', reread, fresh: changed.filter(id => born.has(id) && !shown.has(id)) }
}

const isBirth = (kind: string) => /\.(created|restored|imported)$/.test(kind)
