import type { Paging } from '@sextant/db/core/page.model'

/** The member `paging` of a page that goes on after `after`; nothing at the end of the list. `asked` is what the list was asked for. */
export function pagingOf(path: string, asked: object, after: string | null): { paging?: Paging } {
  if (after === null) return {}
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...asked, after }))
    if (value !== undefined) parameters.set(name, String(value))
  return { paging: { next: { after, link: `${path}?${parameters}` } } }
}

/** The same as a further member of JSON text. */
export const pagingText = (path: string, asked: object, after: string | null): string =>
  after === null ? '' : `,"paging":${JSON.stringify(pagingOf(path, asked, after).paging)}`
