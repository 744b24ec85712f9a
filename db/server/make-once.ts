import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { withFileLock } from './file-lock'

/** How a thing is made, in a folder of its own that is swept away afterwards; answers where in it the thing is. */
export type Making = (draftFolder: string) => Promise<string>

const DRAFT = 'draft-'

/**
 * The file at `path`, made when it is not there yet: by one process at a time, and moved to its place when complete, so that work that was broken off is
 * never taken for the thing. `onWait` is told once when another process is at it. Throws what `make` throws, and the reason of `stop`.
 */
export async function makeOnce(
  path: string,
  make: Making,
  onWait?: () => void,
  stop?: AbortSignal,
): Promise<string> {
  if (existsSync(path)) return path
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  return withFileLock(
    join(folder, 'making.lock'),
    async () => {
      if (existsSync(path)) return path
      await sweep(folder)
      // A compiler whose process was killed may still be at work: each has a folder of its own.
      const draft = join(folder, `${DRAFT}${process.pid}`)
      await mkdir(draft)
      try {
        await rename(await make(draft), path)
      } finally {
        await rm(draft, { recursive: true, force: true })
      }
      return path
    },
    onWait,
    stop,
  )
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(DRAFT)) await rm(join(folder, name), { recursive: true, force: true })
}
