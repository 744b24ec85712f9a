import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from '@sextant/db/process/log'
import { withFileLock } from '@sextant/db/server/file-lock'
import { bundleWorkflows } from './bundle'
import { hashOfSources } from './hash-of-sources'

/** Everything that the bundle is made of: workflows, the models and rules that they may import, and the versions of the packages. */
export const bundleSources = [
  'workflows/**/!(*.test).ts',
  '{db,ml}/**/*.{model,rules}.ts',
  '{db,ml,workflows}/package.json',
  'bun.lock',
]

const root = fileURLToPath(new URL('../..', import.meta.url))
const keptAt = join(root, 'workflows', 'dist', 'workflows.js')

/** Where a bundle is kept, what it is made from, and how. Only tests give others than the default. */
export interface BundlePlace {
  file: string
  sources: () => string
  make: () => Promise<{ code: string }>
}

const place: BundlePlace = {
  file: keptAt,
  sources: () => hashOfSources(root, bundleSources),
  make: bundleWorkflows,
}

/**
 * The code of all workflows as `bundleWorkflows` makes it, but made only once for the same sources: it takes seconds, and each start of a worker
 * needs it. Workers that start at once make it once. Where nothing can be written it is made for this process alone.
 */
export async function keptBundle(
  log: Pick<Log, 'info' | 'warn'>,
  { file, sources, make }: BundlePlace = place,
): Promise<{ code: string }> {
  const hash = sources()
  const kept = read(file, hash)
  if (kept) return kept
  try {
    mkdirSync(dirname(file), { recursive: true })
    return await withFileLock(`${file}.lock`, async () => {
      const made = read(file, hash) ?? keep(file, hash, await make())
      log.info('workflows bundled')
      return made
    })
  } catch (error) {
    // Had the making failed, it fails here again and says so.
    log.warn('the bundle of workflows cannot be kept', { file, error })
    return make()
  }
}

// The first line names the sources and what follows: half a file after a power cut is made again.
function read(file: string, sources: string): { code: string } | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    const end = text.indexOf('\n')
    const code = text.slice(end + 1)
    return text.slice(0, end) === headOf(sources, code) ? { code } : undefined
  } catch {
    return undefined
  }
}

function keep(file: string, sources: string, { code }: { code: string }): { code: string } {
  const whole = `${file}.new`
  writeFileSync(whole, `${headOf(sources, code)}\n${code}`, { flush: true })
  renameSync(whole, file)
  return { code }
}

const headOf = (sources: string, code: string) =>
  `// ${sources} ${createHash('sha256').update(code).digest('hex')}`
