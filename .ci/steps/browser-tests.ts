import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumPath } from './chromium'
import { runCommand, tool } from './run-command'
import type { Outcome, Step } from './step'

/** The part of Playwright's JSON report that is read. */
type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }

/** The screens in a real browser, against the Sextant that the run has started. */
export const browserTests: Step = {
  name: 'browser tests',
  async run(environment): Promise<Outcome> {
    const chromium = await chromiumPath()
    const reports = mkdtempSync(join(tmpdir(), 'sextant-playwright-'))
    const report = join(reports, 'report.json')
    try {
      const { status, output } = await runCommand(
        tool('playwright', 'test', '--config', 'ui/playwright.config.ts', '--reporter=json,line'),
        { ...environment, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      )
      if (!existsSync(report)) return { passed: 0, failed: 1, output }
      const { stats }: Report = JSON.parse(readFileSync(report, 'utf8'))
      const failed = stats.unexpected === 0 && status !== 0 ? 1 : stats.unexpected
      const note = stats.flaky > 0 ? `${stats.flaky} only at the second attempt` : undefined
      return { passed: stats.expected + stats.flaky, failed, note, output: failed > 0 ? output : undefined }
    } finally {
      rmSync(reports, { recursive: true, force: true })
    }
  },
}
