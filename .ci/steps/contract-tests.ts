import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { config } from './config'
import { countJunit } from './junit'
import { root, runCommand } from './run-command'
import type { Outcome, Step } from './step'

const VERSION = '4.32.5'
const contract = join(root, '.ci', 'contract')

/**
 * schemathesis against the OpenAPI document of the started edge, with every check it has, in every phase. What
 * a stranger must be told is in `.ci/contract`: which refusals no schema can announce, and how not to revoke the key it came with.
 */
export const contractTests: Step = {
  name: 'contract (schemathesis)',
  async run(environment): Promise<Outcome> {
    const program = await schemathesis()
    if (!program)
      return {
        passed: 0,
        failed: 0,
        note: 'skipped: needs Python 3.10 or newer, and PyPI for the first time',
      }
    const origin = environment.SEXTANT_URL
    const reports = mkdtempSync(join(tmpdir(), 'sextant-schemathesis-'))
    const report = join(reports, 'report.xml')
    try {
      const { status, output } = await runCommand(
        [
          ...[program, '--config-file', join(contract, 'schemathesis.toml')],
          ...['run', `${origin}/openapi.json`, '--url', `${origin}`],
          ...['--checks', 'all', '--phases', 'examples,coverage,fuzzing,stateful'],
          ...['--max-examples', '10', '--workers', '2', '--seed', config.contractSeed],
          ...['--report', 'junit', '--report-junit-path', report],
        ],
        { ...environment, PYTHONPATH: contract, PYTHONDONTWRITEBYTECODE: '1' },
      )
      const counts = countJunit(report) ?? { passed: 0, failed: 0, skipped: 0 }
      const failed = counts.failed === 0 && status !== 0 ? 1 : counts.failed
      return { passed: counts.passed, failed, output: failed > 0 ? output : undefined }
    } finally {
      rmSync(reports, { recursive: true, force: true })
    }
  },
}

/** The program, installed once into the cache; `undefined` where that cannot be done. */
async function schemathesis(): Promise<string | undefined> {
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
