const FIRST_MS = 250
const LONGEST_MS = 15_000

/**
 * How long to wait after so many failures in a row (at least 1): doubling from a quarter of a second up to 15 s, times a random half to
 * whole (`random` in [0, 1)), so that consumers which failed together do not come back together.
 */
export function pauseMs(failures: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(failures - 1, 0), 16))
  return Math.round(longest * (0.5 + random / 2))
}
