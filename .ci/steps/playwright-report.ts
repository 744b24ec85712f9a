import { join, relative } from 'node:path'
import { root } from './run-command'
import type { Timed } from './step'

/** The part of Playwright's JSON report that is read. */
export interface PlaywrightReport {
  config: { rootDir: string }
  suites?: Suite[]
  errors?: { message?: string }[]
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}
interface Suite {
  suites?: Suite[]
  specs?: Spec[]
}
interface Spec {
  title: string
  file: string
  line: number
  tests: { status: string; results: { duration: number }[] }[]
}

/** A browser test by its place: tests that a loop declares share the line, and differ in their title. */
export interface BrowserTest extends Timed {
  title: string
  file: string
  line: number
  failed: boolean
}

/** The tests of a report, with their files by the path from the project's root. */
export function browserTestsIn({ config, suites = [] }: PlaywrightReport): BrowserTest[] {
  const specsOf = (suite: Suite): Spec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
  return suites.flatMap(specsOf).map(({ title, line, tests, ...spec }) => {
    const file = relative(root, join(config.rootDir, spec.file))
    return {
      ...{ title, file, line, name: `${file}: ${title}` },
      seconds:
        tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0) / 1000,
      failed: tests.some(({ status }) => status === 'unexpected'),
    }
  })
}

/** The words that make Playwright run this test and no other. Its `-g` looks in the path, the title and the tags, joined by spaces. */
export const onlyTest = ({ title, file, line }: Pick<BrowserTest, 'title' | 'file' | 'line'>): string[] => [
  `${file}:${line}`,
  '-g',
  `(^| )${title.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}($| @)`,
]
