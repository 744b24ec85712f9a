import { isDeepStrictEqual } from 'node:util'

/** The keys whose value differs, before and after: what an event says of a change. Undefined when nothing differs. */
export function changeOf<T extends object>(
  before: T,
  after: T,
): { before: Partial<T>; after: Partial<T> } | undefined {
  const keys = (Object.keys(after) as (keyof T)[]).filter(
    key => !isDeepStrictEqual(after[key] ?? null, before[key] ?? null),
  )
  if (keys.length === 0) return undefined
  const pick = (from: T) => Object.fromEntries(keys.map(key => [key, from[key]])) as Partial<T>
  return { before: pick(before), after: pick(after) }
}
