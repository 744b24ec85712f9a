import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumPath } from './chromium'
import { type BrowserTest, browserTestsIn, onlyTest, type PlaywrightReport } from './playwright-report'
import { limitMs, runCommand, tool } from './run-command'
import type { Failure, Outcome, Step } from './step'
import { filesIn, testsIn } from './test-files'
import { BROWSERS } from './workspaces'

/** More than this many failures have one cause, and no chance in it. */
const MOST_TRIED_AGAIN = 20

/** Each start of the browsers has a folder of its own for what failing pages showed: a later one would clear it. */
let starts = 0

/** The screens in real browsers, against the Sextant that the run has started, each browser in a workspace of its own. */
export const browserTests: Step = {
  name: 'browser tests',
  run: environment => playwright(['--grep-invert', '@alone', '--workers', String(BROWSERS)], environment),
}

/** Those that count what the edge does in all, where nobody else may ask it for anything. */
export const lonelyBrowserTests: Step = {
  name: 'browser tests, one by one',
  run: environment => playwright(['--grep', '@alone', '--workers', '1'], environment),
}

async function playwright(words: string[], environment: Record<string, string>): Promise<Outcome> {
  const chromium = await chromiumPath()
  const reports = mkdtempSync(join(tmpdir(), 'sextant-playwright-'))
  const path = join(reports, 'report.json')
  const shown = ['--output', `ui/test-results/${++starts}`]
  try {
    const { status, output } = await runCommand(
      tool(
        'playwright',
        'test',
        '--config',
        'ui/playwright.config.ts',
        '--reporter=json,line',
        ...shown,
        ...words,
      ),
      { ...environment, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: path },
      limitMs(testsIn(filesIn('ui/src', '*.pw.ts'))),
    )
    const again: Failure = {
      name: `playwright ${words.join(' ')}`,
      again: environment => playwright(words, environment),
    }
    if (!existsSync(path)) return { passed: 0, failed: 1, output, failures: [again] }
    return outcomeOf(JSON.parse(readFileSync(path, 'utf8')), status, output)
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

function outcomeOf(report: PlaywrightReport, status: number, output: string): Outcome {
  const { stats } = report
  const tests = browserTestsIn(report)
  const failing = tests.filter(test => test.failed)
  // A file that cannot be loaded, or a browser that does not start, fails the run without failing a test.
  const outside = status !== 0 && (failing.length === 0 || (report.errors ?? []).length > 0)
  const failed = failing.length + Number(outside)
  return {
    passed: stats.expected + stats.flaky,
    failed,
    skipped: stats.skipped,
    failures: failing.length > MOST_TRIED_AGAIN ? [] : failing.map(again),
    tests: tests.map(({ name, seconds }) => ({ name, seconds })),
    files: [...Map.groupBy(tests, ({ file }) => file)].map(([name, own]) => ({
      name,
      seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
    })),
    output: failed > 0 ? output : undefined,
  }
}

const again = (test: BrowserTest): Failure => ({
  name: test.name,
  again: environment =>
    playwright([...onlyTest(test), '--workers', '1', '--trace', 'retain-on-failure'], environment),
})
