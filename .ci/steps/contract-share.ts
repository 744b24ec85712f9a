import { root, runCommand } from './run-command'

/** In so many commits, one after another, the borders of every area are tried. */
const SHARES = 5
const methods = new Set(['get', 'post', 'put', 'patch', 'delete'])

/** The part of an OpenAPI document that is read. */
export interface Paths {
  paths: Record<string, Record<string, unknown>>
}

/** The areas whose borders a run tries, and what it says of them. */
export interface Share {
  areas: string[]
  words: string
}

/** An area of the contract is what its paths begin with: `/crm/leads`. */
const areaOf = (path: string) => path.split('/').slice(0, 3).join('/')

/**
 * The share of a turn: the largest areas are dealt out first, each to whom has the least, so that shares are of one size and a turn always has the
 * same ones while no area comes or goes.
 */
export function shareOf({ paths }: Paths, turn: number, shares = SHARES): Share {
  const sizes = new Map<string, number>()
  for (const [path, own] of Object.entries(paths)) {
    const operations = Object.keys(own).filter(key => methods.has(key)).length
    sizes.set(areaOf(path), (sizes.get(areaOf(path)) ?? 0) + operations)
  }
  const dealt = Array.from({ length: shares }, () => ({ areas: [] as string[], operations: 0 }))
  const dearest = [...sizes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  for (const [area, operations] of dearest) {
    const least = dealt.reduce((least, share) => (share.operations < least.operations ? share : least))
    least.areas.push(area)
    least.operations += operations
  }
  const own = dealt[turn % shares]!
  const all = [...sizes.values()].reduce((sum, count) => sum + count, 0)
  return {
    areas: own.areas,
    words: `borders of ${own.operations} of ${all} operations, share ${(turn % shares) + 1} of ${shares}; all: bun run test contract`,
  }
}

/** A pattern of the paths of areas, for `--include-path-regex`. */
export const patternOf = (areas: readonly string[]): string =>
  `^(${areas.map(area => area.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(/|$)`

/** Whose turn it is: the number of commits up to this one, so that the same sources are always tried alike. 0 where there is no history. */
export async function turnOfThisCommit(): Promise<number> {
  if (!Bun.which('git')) return 0
  const { status, stdout } = await runCommand(['git', '-C', root, 'rev-list', '--count', 'HEAD'])
  return status === 0 ? Number(stdout) : 0
}
