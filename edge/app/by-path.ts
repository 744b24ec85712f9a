import type { Route } from './route'

/** Routes by path. A path with words comes before one with a parameter in the same place, so that it is not taken for a record. */
export function byPath(routes: readonly Route[]): [string, Route[]][] {
  const paths = new Map<string, Route[]>()
  for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route])
  const rank = (path: string) =>
    path
      .split('/')
      .map(segment => (segment.startsWith(':') ? '\uffff' : segment))
      .join('/')
  return [...paths].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
}
