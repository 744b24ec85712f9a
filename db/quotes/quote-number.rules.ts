/** What stands for the number in a pattern, and how many digits it has at least. */
const numberPart = /\{number(:([1-9]))?\}/g

/** Whether numbers can be written by the pattern: it has the number once, and the year at most once. */
export function isNumberPattern(pattern: string): boolean {
  const bare = pattern.replace(numberPart, '').replace('{year}', '')
  return [...pattern.matchAll(numberPart)].length === 1 && !/[{}]/.test(bare)
}

/** The range that a day's numbers are of: its year where the pattern tells it, else one range for all. */
export const seriesOf = (pattern: string, day: string): string =>
  pattern.includes('{year}') ? day.slice(0, 4) : 'all'

/** The `n`th number of a day: `{year}-{number:4}` is `2026-0318`. */
export const numberText = (pattern: string, day: string, n: number): string =>
  pattern
    .replace('{year}', day.slice(0, 4))
    .replace(numberPart, (_, __, digits) => String(n).padStart(Number(digits ?? 1), '0'))
