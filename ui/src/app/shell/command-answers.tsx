import type { AnswerOf } from '@sextant/edge/app/contract'
import type { QueryClient } from '@tanstack/solid-query'
import type { JSX } from 'solid-js'
import type { Place } from '../place'
import type { RecentRecord } from '../recent-records'
import { placeOf, recordHref } from '../record-places'
import { fitting, matches } from './command.rules'
import { placeName } from './nav'
import { placeIcon } from './place-icon'

/** One record found, or at hand already; `detail` tells it from others of its name. */
export type SearchHit = Pick<AnswerOf<'get', '/crm/search'>['results'][number], 'id' | 'name' | 'detail'> & {
  entity: string
}

export interface Answer {
  group: 'records' | 'recent' | 'pages' | 'actions'
  title: string
  support: string
  icon: () => JSX.Element
  /** Where it leads, or what it does. */
  href?: string
  run?: () => void
}

const most = 15

/** The server's hits; until they are there, records that this browser has already seen. */
export function recordAnswers(
  client: QueryClient,
  hits: readonly SearchHit[],
  query: string,
  places: readonly Place[],
): Answer[] {
  if (!query.trim()) return []
  return answersFor('records', hits.length ? hits : atHand(client, query, places), places)
}

/** Before anything is typed: what was open last. */
export const recentAnswers = (
  records: readonly RecentRecord[],
  query: string,
  places: readonly Place[],
): Answer[] =>
  query.trim()
    ? []
    : answersFor(
        'recent',
        records.map(record => ({ ...record, detail: null })),
        places,
      )

const answersFor = (
  group: 'records' | 'recent',
  found: readonly SearchHit[],
  places: readonly Place[],
): Answer[] =>
  found.slice(0, most).flatMap(({ id, entity, name, detail }) => {
    const place = places.find(({ records }) => records?.kind === entity)
    const href = recordHref(entity, id)
    if (!href || !place) return []
    return [{ group, title: name, support: detail ?? '', href, icon: () => placeIcon(place) }]
  })

/** Places, and the pages in them once something is typed. */
export function pageAnswers(
  places: readonly Place[],
  query: string,
  can: (object: string, action: string) => boolean,
): Answer[] {
  const pages = places.map(place => ({
    place,
    title: placeName(place),
    also: '',
    support: '',
    href: place.href,
  }))
  const within = places.flatMap(place =>
    (place.sections ?? [])
      .filter(({ object }) => !object || can(object, 'read'))
      .map(({ key, href }) => ({
        place,
        title: place.say(`section.${key}`) ?? key,
        also: place.say(`section.${key}.also`) ?? '',
        support: placeName(place),
        href,
      })),
  )
  const all = query.trim() ? [...pages, ...within] : pages
  return fitting(all, query, ({ title, also, support }) =>
    [title, also, support && `${support} ${title}`].filter(Boolean),
  ).map(({ place, title, support, href }) => ({
    group: 'pages' as const,
    title,
    support,
    href,
    icon: () => placeIcon(place),
  }))
}

/** Whatever of these kinds the pages that were open have read: lists and single records. */
function atHand(client: QueryClient, query: string, places: readonly Place[]): SearchHit[] {
  const seen = new Map<string, SearchHit>()
  for (const { kind, opens } of places.flatMap(({ records }) => records ?? [])) {
    if (!opens) continue
    for (const queryKey of [['lists', kind], [kind]]) {
      for (const [, data] of client.getQueriesData({ queryKey })) collect(data, kind, query, seen)
    }
  }
  return [...seen.values()]
}

function collect(data: unknown, entity: string, query: string, seen: Map<string, SearchHit>) {
  if (Array.isArray(data)) {
    for (const item of data) collect(item, entity, query, seen)
    return
  }
  if (!data || typeof data !== 'object') return
  if ('pages' in data) collect(data.pages, entity, query, seen)
  if ('results' in data) collect(data.results, entity, query, seen)
  if (!('id' in data && typeof data.id === 'string' && 'name' in data && typeof data.name === 'string'))
    return
  if (seen.has(data.id) || !matches(data.name, query)) return
  const detail = (data as Record<string, unknown>)[placeOf(entity)?.records.detail ?? '']
  const { id, name } = data as { id: string; name: string }
  seen.set(id, { id, entity, name, detail: typeof detail === 'string' ? detail : null })
}
