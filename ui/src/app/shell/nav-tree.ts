import { type Place, type PlaceGroup, placeGroups } from '../place'

/** A place with those that stand under it. */
export interface Branch {
  place: Place
  under: readonly Place[]
}

/** The navigation: groups in their order, places in theirs, each with those under it. One whose parent is not offered stands alone. */
export function treeOf(places: readonly Place[]): { group: PlaceGroup; branches: readonly Branch[] }[] {
  const keys = new Set(places.map(({ key }) => key))
  const isTop = ({ under }: Place) => !under || !keys.has(under)
  return placeGroups.flatMap(group => {
    const branches = places
      .filter(place => place.group === group && isTop(place))
      .map(place => ({ place, under: places.filter(({ under }) => under === place.key) }))
    return branches.length ? [{ group, branches }] : []
  })
}

/** Whether an address is a place's own or below it. */
export const isHere = ({ href }: Pick<Place, 'href'>, path: string): boolean =>
  path === href || path.startsWith(`${href}/`)

/** Of several places that an address lies below, the nearest is where one is. */
export function placeAt(places: readonly Place[], path: string): Place | undefined {
  return places.filter(place => isHere(place, path)).sort((a, b) => b.href.length - a.href.length)[0]
}
