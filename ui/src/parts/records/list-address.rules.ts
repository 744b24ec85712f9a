import type { Sort } from '../grid/grid.model'

/** What of a list stands in its address. */
export interface ListAddress {
  view?: string
  filter?: string
  sort?: string
  q?: string
}

/** In the address: the view's own filter was taken away. An empty value would be left out by the router. */
const noFilter = 'none'

/** The filter that the address asks for: undefined where it leaves it to the view, empty where there shall be none. */
export const readFilter = (text: string | undefined) => (text === noFilter ? '' : text)

/** How a filter stands in the address: not at all where it is the view's own. */
export const writeFilter = (filter: string, own: string | undefined): string | undefined =>
  filter === (own ?? '') ? undefined : filter || noFilter

/** The first of the fields that a list is sorted by: `-score,name` is by score, largest first. */
export function readSort(text: string): Sort {
  const [first = ''] = text.split(',')
  const descending = first.startsWith('-')
  return { key: descending ? first.slice(1) : first, descending }
}

/** How a sort stands in the address: not at all where it is the view's own. */
export function writeSort({ key, descending }: Sort, own: string): string | undefined {
  const text = `${descending ? '-' : ''}${key}`
  return text === own ? undefined : text
}

const parts = ['view', 'filter', 'sort', 'q'] as const

/** The query of a record's address, so that the list behind it stays what it is; empty where all is as the view has it. */
export function searchOf(address: ListAddress): string {
  const given = parts.flatMap(part => {
    const value = address[part]
    return typeof value === 'string' ? [[part, value]] : []
  })
  const text = new URLSearchParams(given).toString()
  return text ? `?${text}` : ''
}
