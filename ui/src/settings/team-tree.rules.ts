import type { Team } from '@sextant/db/access/access.model'

export interface TeamRow {
  team: Team
  /** How many teams it stands under. */
  depth: number
  /** The teams that stand under it, at whatever depth. */
  below: readonly string[]
}

/** Teams as a tree written in lines: each before those that stand under it, beside each other in the order given. One that stands in a ring stands on top. */
export function teamRows(teams: readonly Team[]): TeamRow[] {
  const known = new Set(teams.map(({ id }) => id))
  const rows: TeamRow[] = []
  const done = new Set<string>()
  const add = (team: Team, depth: number): string[] => {
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
export const possibleParents = (rows: readonly TeamRow[], { team, below }: TeamRow): TeamRow[] =>
  rows.filter(other => other.team.id !== team.id && !below.includes(other.team.id))
