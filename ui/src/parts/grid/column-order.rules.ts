interface Named {
  key: string
}

/** Columns to choose from: those that are shown first, in their order; without the name, which always stays first. */
export function choiceOf<C extends Named>(columns: readonly C[], shown: readonly string[]): readonly C[] {
  const rank = ({ key }: C) => (shown.includes(key) ? shown.indexOf(key) : columns.length)
  return columns.slice(1).toSorted((a, b) => rank(a) - rank(b))
}

/** A column that is put in comes last. */
export const shownWith = (shown: readonly string[], key: string, on: boolean): readonly string[] => {
  const others = shown.filter(other => other !== key)
  return on ? [...others, key] : others
}

/** A column one place on or back; the same array where it cannot: the first is the name. */
export function shownMoved(shown: readonly string[], key: string, by: 1 | -1): readonly string[] {
  const at = shown.indexOf(key)
  const to = at + by
  if (at < 1 || to < 1 || to >= shown.length) return shown
  return shown.toSpliced(at, 1).toSpliced(to, 0, key)
}
