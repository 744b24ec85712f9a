import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestDatabase } from '@sextant/db/testing/test-database'
import type { TemporalProcess } from './temporal-process'

/** Parts of a Sextant as `up` runs them, such as `app/worker.ts`, on a test's own database and Temporal. What they say is in the way of the test's own words. */
export function partProcesses() {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-parts-'))
  const children = new Set<Bun.Subprocess>()
  return {
    run(
      db: TestDatabase,
      server: TemporalProcess,
      entry: string,
      more: Record<string, string> = {},
    ): Bun.Subprocess {
      const child = Bun.spawn([process.execPath, fileURLToPath(new URL(`../${entry}`, import.meta.url))], {
        env: {
          ...process.env,
          DATABASE_APP_URL: db.appUrl,
          DATABASE_SYSTEM_URL: db.systemUrl,
          TEMPORAL_ADDRESS: server.address,
          SEXTANT_DATA: folder,
          ...more,
        },
        stdout: 'ignore',
        stderr: 'inherit',
      })
      children.add(child)
      child.exited.then(() => children.delete(child))
      return child
    },
    /** Ends those that still run, and takes their folder away. */
    async end(): Promise<void> {
      for (const child of children) child.kill('SIGKILL')
      await Promise.all([...children].map(child => child.exited))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
