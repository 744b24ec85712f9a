interface Named {
  key: string
}

/** The columns after the name, which always stays first: those that are shown in their order, the others as they come. */
export function choiceOf<C extends Named & { custom?: boolean }>(
  columns: readonly C[],
  shown: readonly string[],
) {
  const others = columns.slice(1)
  const byKey = new Map(others.map(column => [column.key, column]))
  const hidden = others.filter(({ key }) => !shown.includes(key))
  return {
    shown: shown.flatMap(key => byKey.get(key) ?? []),
    hidden: hidden.filter(({ custom }) => !custom),
    own: hidden.filter(({ custom }) => custom),
  }
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

/** A column in the place of another one; the same array where it cannot. */
export function shownInPlaceOf(shown: readonly string[], key: string, other: string): readonly string[] {
  const at = shown.indexOf(key)
  const to = shown.indexOf(other)
  if (at < 1 || to < 1 || at === to) return shown
  return shown.toSpliced(at, 1).toSpliced(to, 0, key)
}
