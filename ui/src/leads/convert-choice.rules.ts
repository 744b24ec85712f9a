/** A record that a conversion may take. */
export interface Found {
  id: string
  name: string
}

/**
 * What a conversion begins with: the one record that is equal is preselected; of several equal ones none is, and one has to be chosen; one whose name is only
 * like it is offered beside a new one.
 */
export function startOf(
  equal: readonly Found[],
  only: string | null,
  alike: readonly Found[],
): { mode: 'existing' | 'new'; id: string | null; offered: readonly Found[] } {
  const others = alike.filter(({ id }) => !equal.some(one => one.id === id))
  return { mode: equal.length ? 'existing' : 'new', id: only, offered: [...equal, ...others] }
}
