/** What a list goes by where fields are closed to the reader, or have gone. */
const newestFirst = '-createdAt'

const keyOf = (part: string): string => part.replace(/^-/, '')

/** The fields of a sort that are closed to the reader. */
export const closedIn = (sort: string, closed: readonly string[]): string[] =>
  sort
    .split(',')
    .map(keyOf)
    .filter(key => closed.includes(key))

/** What is left of a sort without the fields that are closed to the reader; newest first where that is nothing. */
export const openSort = (sort: string, closed: readonly string[]): string =>
  sort
    .split(',')
    .filter(part => !closed.includes(keyOf(part)))
    .join(',') || newestFirst

/** The closed fields that a filter, as it is written in an address, asks for. */
export const closedAsked = (filter: string, closed: readonly string[]): string[] =>
  closed.filter(
    key => new RegExp(`(^|[^A-Za-z0-9_.])${key}:`).test(filter) || filter.includes(`"field":"${key}"`),
  )
