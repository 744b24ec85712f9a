import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { config } from './config'
import { type Paths, patternOf, shareOf, turnOfThisCommit } from './contract-share'
import { readJunit } from './junit'
import { root, runCommand } from './run-command'
import type { Failure, Outcome, Step } from './step'

const VERSION = '4.32.5'
/** Several requests a second of some twenty thousand, on a machine however busy. */
const LIMIT_MS = 90 * 60_000
/** More than this many failures have one cause, and no chance in it. */
const MOST_TRIED_AGAIN = 20
const folder = join(root, '.ci', 'contract')

/**
 * schemathesis against the OpenAPI document of the started edge, with every check it has. What a stranger must be told is in
 * `.ci/contract`: which refusals no schema can announce, and how not to revoke the key it came with. Of its requests seven in eight try the borders
 * of each parameter: those a normal run sends to a share of the areas, another with each commit; all else it does everywhere.
 */
export const contractTests: Step = {
  name: 'contract (schemathesis)',
  async run(environment) {
    const program = await installed()
    if (!program) return missing
    const document = (await (await fetch(`${environment.SEXTANT_URL}/openapi.json`)).json()) as Paths
    const { areas, words } = shareOf(document, await turnOfThisCommit())
    const drawn = await schemathesis(program, ['examples', 'fuzzing', 'stateful'], [], environment)
    const only = ['--include-path-regex', patternOf(areas)]
    const borders = await schemathesis(program, ['coverage'], only, environment)
    return {
      passed: drawn.passed + borders.passed,
      failed: drawn.failed + borders.failed,
      failures: [drawn, borders].flatMap(({ failures }) => failures ?? []),
      output: [drawn.output, borders.output].filter(Boolean).join('\n'),
      note: words,
    }
  },
}

/** All of it, for when it is asked for by name. */
export const wholeContract: Step = {
  name: 'contract (schemathesis), whole',
  async run(environment) {
    const program = await installed()
    if (!program) return missing
    return schemathesis(program, ['examples', 'coverage', 'fuzzing', 'stateful'], [], environment)
  },
}

const missing: Outcome = {
  passed: 0,
  failed: 0,
  skipped: 1,
  note: 'needs Python 3.10 or newer, and PyPI for the first time',
}

async function schemathesis(
  program: string,
  phases: string[],
  only: string[],
  environment: Record<string, string>,
): Promise<Outcome> {
  const origin = environment.SEXTANT_URL
  const reports = mkdtempSync(join(tmpdir(), 'sextant-schemathesis-'))
  const path = join(reports, 'report.xml')
  try {
    const { status, output } = await runCommand(
      [
        ...[program, '--config-file', join(folder, 'schemathesis.toml')],
        ...['run', `${origin}/openapi.json`, '--url', `${origin}`],
        ...['--checks', 'all', '--phases', phases.join(), '--max-examples', '10'],
        ...['--workers', '2', '--seed', config.contractSeed],
        ...['--report', 'junit', '--report-junit-path', path],
        ...only,
      ],
      { ...environment, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
      LIMIT_MS,
    )
    const report = readJunit(path)
    if (!report || (report.failed === 0 && status !== 0))
      return {
        passed: report?.passed ?? 0,
        failed: 1,
        output,
        failures: [
          {
            name: `contract: ${phases.join(', ')}`,
            again: async environment => {
              const outcome = await schemathesis(program, phases, only, environment)
              // What a report has counted is not counted twice.
              return report && outcome.failed === 0 ? { ...outcome, passed: 1 } : outcome
            },
          },
        ],
      }
    const failing = report.tests.filter(test => test.failed)
    return {
      passed: report.passed,
      failed: report.failed,
      output: failing.length > 0 ? output : undefined,
      failures: failing.length > MOST_TRIED_AGAIN ? [] : failing.map(test => again(test.name)),
    }
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }

  /** An operation by its method and path; chains of operations are tried anew as a whole. */
  function again(name: string): Failure {
    const [own, those] = /^[A-Z]+ \//.test(name)
      ? [phases.filter(phase => phase !== 'stateful'), ['--include-name', name]]
      : [['stateful'], only]
    return {
      name: `contract: ${name}`,
      again: environment => schemathesis(program, own, those, environment),
    }
  }
}

/** The program, installed once into the cache; `undefined` where that cannot be done. */
async function installed(): Promise<string | undefined> {
  const folder = join(config.cacheFolder, `schemathesis-${VERSION}`)
  const program = join(folder, 'bin', 'schemathesis')
  const done = join(folder, 'installed')
  if (existsSync(done)) return program
  const python = Bun.which('python3')
  if (!python) return undefined
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(config.cacheFolder, { recursive: true })
  const venv = await runCommand([python, '-m', 'venv', folder])
  if (venv.status !== 0) return undefined
  const install = await runCommand([join(folder, 'bin', 'pip'), 'install', '-q', `schemathesis==${VERSION}`])
  if (install.status !== 0) return undefined
  await Bun.write(done, VERSION)
  return program
}
