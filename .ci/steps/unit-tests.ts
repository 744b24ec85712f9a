import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Report, readJunit } from './junit'
import { limitMs, root, runCommand } from './run-command'
import type { Failure, Outcome, Step } from './step'
import { filesIn, partsOf, testsIn } from './test-files'

/** No test is a stopwatch: a machine that has much to do takes long, and only what hangs must end. */
const HANGS_AFTER_MS = 60_000
/** More than this many failures have one cause, and no chance in it. */
const MOST_TRIED_AGAIN = 20

/** How many files of a room are tested in one process: few where tests mostly wait, and others can use the time. */
const filesAProcess = { workflows: 2, db: 16, ml: 8, edge: 10, '.ci': 100, ui: 100 }
type Room = keyof typeof filesAProcess

const testsOf = (room: Room): Step[] =>
  partsOf(filesIn(room, '*.test.{ts,tsx}'), filesAProcess[room]).map(({ name, files }, _, { length }) => ({
    name: `tests of ${room}${length > 1 ? `: ${name}` : ''}`,
    run: environment => testFiles(files, environment),
  }))

/** The tests of the rooms in processes of their own, so that one cannot disturb another; rooms take turns, for some wait where others reckon. */
export const unitTests: Step[] = inTurns((['workflows', 'db', 'ml', 'edge', '.ci'] as const).map(testsOf))

/** Some of these drive the built screens, which `up` builds. */
export const screenTests: Step[] = testsOf('ui')

function inTurns<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(...lists.map(list => list.length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap(list => list.slice(at, at + 1))).flat()
}

/** Tests files in one process. */
export async function testFiles(files: string[], environment: Record<string, string>): Promise<Outcome> {
  const { report, status, output } = await bunTest(files, environment)
  const again = (): Failure => ({
    name: files.length === 1 ? files[0]! : `the tests of ${files[0]} and ${files.length - 1} more files`,
    again: environment => testFiles(files, environment),
  })
  if (!report) return { passed: 0, failed: 1, output: failures(output), failures: [again()] }
  const { passed, skipped, tests } = report
  const failing = tests.filter(test => test.failed)
  const tried = failing.length > MOST_TRIED_AGAIN ? [] : failing.map(testAgain)
  // An error outside every test fails the run without failing a test.
  const outside = status !== 0 && (report.failed === 0 || /^\s*\d+ errors?$/m.test(output))
  if (outside) tried.push({ ...again(), again: environment => asOne(testFiles(files, environment)) })
  const failed = report.failed + Number(outside)
  return {
    passed,
    failed,
    skipped,
    failures: tried,
    tests: tests.map(({ file, name, seconds }) => ({ name: `${file}: ${name}`, seconds })),
    files: report.files,
    output: failed > 0 ? failures(output) : undefined,
  }
}

/** What fails before a file's first test has no name to be called by: the file is run as a whole. */
const testAgain = ({ file, name }: Report['tests'][number]): Failure => ({
  name: `${file}: ${name}`,
  again: async environment => {
    const only = name === '(unnamed)' ? [] : ['-t', `^${name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`]
    const { report, status, output } = await bunTest([file], environment, only)
    // A name that is found nowhere has passed nothing.
    const passed = status === 0 ? (report?.passed ?? 0) : 0
    return { passed, failed: passed > 0 ? 0 : 1, output: failures(output) }
  },
})

/** The outcome as that of one test, for tests that have been counted already. */
async function asOne(outcome: Promise<Outcome>): Promise<Outcome> {
  const { failed, output } = await outcome
  return { passed: failed > 0 ? 0 : 1, failed: failed > 0 ? 1 : 0, output }
}

async function bunTest(files: string[], environment: Record<string, string>, only: string[] = []) {
  const reports = mkdtempSync(join(tmpdir(), 'sextant-junit-'))
  const path = join(reports, 'report.xml')
  try {
    const { status, output } = await runCommand(
      [
        ...[process.execPath, 'test', `--timeout=${HANGS_AFTER_MS}`],
        ...['--reporter=junit', `--reporter-outfile=${path}`],
        ...only,
        ...files.map(file => resolve(root, file)),
      ],
      environment,
      limitMs(testsIn(files)),
    )
    return { report: readJunit(path), status, output }
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
