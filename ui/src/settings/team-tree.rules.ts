/** What stands in a tree. */
interface Standing {
  id: string
  parentId: string | null
}

export interface TeamRow<T extends Standing> {
  team: T
  /** How many teams it stands under. */
  depth: number
  /** The teams that stand under it, at whatever depth. */
  below: readonly string[]
}

/** Teams, or territories, as a tree written in lines: each before those that stand under it, beside each other in the order given. One that stands in a ring stands on top. */
export function teamRows<T extends Standing>(teams: readonly T[]): TeamRow<T>[] {
  const known = new Set(teams.map(({ id }) => id))
  const rows: TeamRow<T>[] = []
  const done = new Set<string>()
  const add = (team: T, depth: number): string[] => {
    if (done.has(team.id)) return []
    done.add(team.id)
    const at = rows.length
    rows.push({ team, depth, below: [] })
    const below = teams.filter(({ parentId }) => parentId === team.id).flatMap(child => add(child, depth + 1))
    rows[at] = { team, depth, below }
    return [team.id, ...below]
  }
  for (const team of teams) if (!team.parentId || !known.has(team.parentId)) add(team, 0)
  for (const team of teams) add(team, 0)
  return rows
}

/** The teams that one may be put under: all but itself and those below it. */
export const possibleParents = <T extends Standing>(
  rows: readonly TeamRow<T>[],
  { team, below }: Pick<TeamRow<T>, 'team' | 'below'>,
): TeamRow<T>[] => rows.filter(other => other.team.id !== team.id && !below.includes(other.team.id))
