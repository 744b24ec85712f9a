import type { QueryClient } from '@tanstack/solid-query'
import type { JSX } from 'solid-js'
import { matches } from './command.rules'
import { type Place, placeName, places } from './nav'

/** One record found, as `GET /crm/search?q=` answers it. */
export interface SearchHit {
  kind: string
  id: string
  title: string
  subtitle?: string | null
}

export interface Answer {
  group: 'records' | 'pages'
  title: string
  support: string
  href: string
  icon: () => JSX.Element
}

const kinds: Record<string, { place: string; query: string }> = {
  lead: { place: 'leads', query: 'open' },
  customer: { place: 'customers', query: '' },
  contact: { place: 'contacts', query: 'open' },
  deal: { place: 'pipeline', query: 'open' },
  product: { place: 'products', query: 'open' },
  activity: { place: 'activities', query: 'open' },
}
const most = 8

/** The server's hits; until they are there, records that this browser has already seen. */
export function recordAnswers(client: QueryClient, hits: readonly SearchHit[], query: string): Answer[] {
  if (!query.trim()) return []
  const found = hits.length ? hits : atHand(client, query)
  return found.slice(0, most).flatMap(hit => {
    const kind = kinds[hit.kind]
    const place = places.find(one => one.key === kind?.place)
    if (!kind || !place) return []
    const href = kind.query ? `${place.href}?${kind.query}=${hit.id}` : `${place.href}/${hit.id}`
    return [
      { group: 'records' as const, title: hit.title, support: hit.subtitle ?? '', href, icon: place.icon },
    ]
  })
}

export const pageAnswers = (places: readonly Place[], query: string): Answer[] =>
  places
    .filter(place => matches(placeName(place), query))
    .map(place => ({
      group: 'pages' as const,
      title: placeName(place),
      support: '',
      href: place.href,
      icon: place.icon,
    }))

function atHand(client: QueryClient, query: string): SearchHit[] {
  const seen = new Map<string, SearchHit>()
  for (const kind of Object.keys(kinds)) {
    for (const [, data] of client.getQueriesData({ queryKey: [kind] })) collect(data, kind, query, seen)
  }
  return [...seen.values()]
}

function collect(data: unknown, kind: string, query: string, seen: Map<string, SearchHit>) {
  if (Array.isArray(data)) {
    for (const item of data) collect(item, kind, query, seen)
    return
  }
  if (!data || typeof data !== 'object') return
  if ('pages' in data) collect(data.pages, kind, query, seen)
  if ('items' in data) collect(data.items, kind, query, seen)
  if ('id' in data && typeof data.id === 'string' && 'name' in data && typeof data.name === 'string') {
    const subtitle = 'company' in data && typeof data.company === 'string' ? data.company : null
    if (matches(data.name, query)) seen.set(data.id, { kind, id: data.id, title: data.name, subtitle })
  }
}
