import { existsSync, readFileSync } from 'node:fs'

/** Sums of a JUnit report, as Bun and schemathesis write them. */
export type Counts = { passed: number; failed: number; skipped: number }

/** Counts the tests of a JUnit file; `undefined` when its runner died before it wrote one. */
export function countJunit(path: string): Counts | undefined {
  if (!existsSync(path)) return undefined
  return countReport(readFileSync(path, 'utf8'))
}

/** Counts the tests of a JUnit document by its outermost element. */
export function countReport(report: string): Counts | undefined {
  const suites = /<testsuites\b[^>]*>/.exec(report)?.[0]
  if (!suites) return undefined
  const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suites)?.[1] ?? 0)
  const failed = number('failures') + number('errors')
  const skipped = number('skipped')
  return { passed: number('tests') - failed - skipped, failed, skipped }
}
