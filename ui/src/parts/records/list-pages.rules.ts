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
