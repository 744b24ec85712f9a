import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countJunit } from './junit'
import { root, runCommand } from './run-command'
import type { Outcome, Step } from './step'

/** No test is a stopwatch: a machine that has much to do takes long, and only what hangs must end. */
const HANGS_AFTER_MS = 60_000

const folders = ['db', 'edge', 'workflows', 'ml', '.ci']

/** The tests of a room, in a process of their own so that one room cannot disturb another. */
const testsOf = (folder: string): Step => ({
  name: `tests of ${folder}`,
  run: environment => testFolder(folder, environment),
})

export const unitTests: Step[] = folders.filter(hasTests).map(testsOf)

/** Some of these drive the built screens, which `up` builds. */
export const screenTests: Step = testsOf('ui')

function hasTests(folder: string): boolean {
  for (const path of new Bun.Glob(`${folder}/**/*.test.{ts,tsx}`).scanSync({ cwd: root, dot: true }))
    if (!path.includes('node_modules')) return true
  return false
}

async function testFolder(folder: string, environment: Record<string, string>): Promise<Outcome> {
  const reports = mkdtempSync(join(tmpdir(), 'sextant-junit-'))
  const report = join(reports, 'report.xml')
  try {
    const reporter = ['--reporter=junit', `--reporter-outfile=${report}`]
    const { status, output } = await runCommand(
      [process.execPath, 'test', `--timeout=${HANGS_AFTER_MS}`, ...reporter, `./${folder}`],
      environment,
    )
    const counts = countJunit(report) ?? { passed: 0, failed: 0, skipped: 0 }
    // An error outside every test, or a crash, fails the run without failing a test.
    const failed = counts.failed === 0 && status !== 0 ? 1 : counts.failed
    const note = counts.skipped > 0 ? `${counts.skipped} skipped` : undefined
    return { passed: counts.passed, failed, note, output: failed > 0 ? failures(output) : undefined }
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

/** The output without the lines of the tests that passed. */
function failures(output: string): string {
  return output
    .split('\n')
    .filter(line => !line.startsWith('(pass)') && !line.startsWith('✓'))
    .join('\n')
}
