import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root, runCommand, tool } from './run-command'
import type { Step } from './step'

/** The migrations make what the tables say: generating once more, into a copy, adds nothing. */
export const migrations: Step = {
  name: 'migrations',
  async run() {
    const copy = mkdtempSync(join(tmpdir(), 'sextant-migrations-'))
    try {
      cpSync(join(root, 'db/app/migrations'), copy, { recursive: true })
      const before = readdirSync(copy)
      // drizzle-kit reads its output folder by a relative path only, and ends with status 0 when it fails.
      const out = `./${relative(root, copy)}`
      const command = tool(
        'drizzle-kit',
        'generate',
        '--dialect',
        'postgresql',
        '--schema',
        './db/**/*.table.ts',
        '--out',
        out,
      )
      const { status, output } = await runCommand(command)
      const added = readdirSync(copy).filter(name => !before.includes(name))
      if (status === 0 && added.length === 0 && output.includes('No schema changes'))
        return { passed: 1, failed: 0 }
      const why =
        added.length > 0 ? 'The tables have changed since the last migration: bun run db:generate\n' : ''
      return { passed: 0, failed: 1, output: why + output }
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  },
}
