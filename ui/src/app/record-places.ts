import { places } from '../places'
import type { Place, Records, ShownKind } from './place'
import type { Say } from './text'

/** A place that lists records. */
export type RecordPlace = Place & { records: Records }

const listed = new Map(
  places.flatMap(place => (place.records ? [[place.records.kind, place as RecordPlace] as const] : [])),
)

/** Where the records of a kind are kept; undefined for what has no screen of its own, such as a member. */
export const placeOf = (kind: string): RecordPlace | undefined => listed.get(kind as ShownKind)

/** What the house calls a kind of record: `noun`, `plural`, `why`, `import`, `create`, `made`, `see`, `go`, `refers`. */
export const kindWord = (kind: ShownKind, key: string, params?: Record<string, string | number>): string =>
  placeOf(kind)?.say(key, params) ?? kind

/** What areas call the fields and the choices of their records, for a screen that speaks of records of every kind. */
export async function fieldWords(): Promise<Say> {
  const said = await Promise.all(places.flatMap(({ records }) => records?.words?.() ?? []))
  return (key, params) => {
    for (const say of said) {
      const word = say(key, params)
      if (word !== undefined) return word
    }
  }
}

export const isShown = (kind: string): kind is ShownKind => listed.has(kind as ShownKind)

/** The page on which the records of a kind are listed. */
export const listHref = (kind: ShownKind): string => placeOf(kind)!.href

/** The page of one record; undefined for kinds without such a page: activities open in their list, people nowhere. */
export function recordHref(kind: Exclude<ShownKind, 'activity'>, id: string): string
export function recordHref(kind: string, id: string): string | undefined
export function recordHref(kind: string, id: string): string | undefined {
  const opens = placeOf(kind)?.records.opens
  return opens && `${opens}/${id}`
}
