import { parseArgs } from 'node:util'
import { BackupError } from '@sextant/db/backup/backup-error'
import { isOutage } from '@sextant/db/core/postgres-faults'
import { UsageError } from './options'

/**
 * What `bun run backup` and `bun run restore` are called with: files and the paths of `--secrets` and `--data`. `refuse` tells what is wrong with so many files;
 * throws `UsageError` with the usage.
 */
export function backupWords(words: string[], usage: string, refuse: (files: number) => string | undefined) {
  try {
    const { positionals, values } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        secrets: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const wrong = values.help ? undefined : refuse(positionals.length)
    if (wrong) throw new Error(wrong)
    if (values.secrets === '' || values.data === '') throw new Error('--secrets and --data take a path.')
    return { positionals, values }
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`)
  }
}

/** Runs one of them as the process: 0 when it is done, 2 where it was called wrongly, 1 for everything else, told in a sentence. */
export function runBackupCommand(command: (words: string[]) => Promise<void>): void {
  command(process.argv.slice(2)).then(
    () => process.exit(0),
    error => {
      const message = error instanceof Error ? error.message : String(error)
      const isOurs = error instanceof BackupError || error instanceof UsageError
      console.error(!isOurs && isOutage(error) ? `The database does not answer: ${message}` : message)
      process.exit(error instanceof UsageError ? 2 : 1)
    },
  )
}
