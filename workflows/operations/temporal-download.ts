import { join } from 'node:path'
import * as v from 'valibot'

const Description = v.object({ archiveUrl: v.pipe(v.string(), v.url()), fileToExtract: v.string() })
/** Where there is no way to the site, this is what asking costs. */
const ANSWER_LIMIT_MS = 1_500
const DOWNLOAD_LIMIT_MS = 180_000

const platforms: Record<string, string> = { win32: 'windows' }
const machines: Record<string, string> = { x64: 'amd64' }

/**
 * Downloads the Temporal CLI the way Temporal's own SDKs do: its site describes the archive for this platform.
 * Gives the path of the program in `folder`, or `undefined` when the site does not answer in 1.5 s, has nothing fit, or what came is
 * damaged or does not run here.
 */
export async function downloadTemporal(
  site: string,
  version: string,
  folder: string,
  report: (line: string) => void,
  stop: AbortSignal,
): Promise<string | undefined> {
  const within = (limitMs: number) => AbortSignal.any([stop, AbortSignal.timeout(limitMs)])
  try {
    const description = await describe(site, version, within(ANSWER_LIMIT_MS))
    report(`downloading the Temporal server ${version}`)
    const archive = await fetch(description.archiveUrl, { signal: within(DOWNLOAD_LIMIT_MS) })
    if (!archive.ok) throw new Error(`HTTP ${archive.status}`)
    const file = join(folder, 'archive.tar.gz')
    await Bun.write(file, archive)
    const untar = Bun.spawn(['tar', '-xzf', file, '-C', folder, description.fileToExtract], {
      stderr: 'ignore',
    })
    if ((await untar.exited) !== 0) throw new Error('the archive is damaged')
    const program = join(folder, description.fileToExtract)
    if (!(await runs(program))) throw new Error('what came does not run here')
    return program
  } catch (error) {
    report(`no download of the Temporal server (${error instanceof Error ? error.message : error})`)
    return undefined
  }
}

/** No sum is published for the archive, so that it is whole and made for this machine is seen by its running. */
async function runs(program: string): Promise<boolean> {
  const asked = Bun.spawn([program, '--version'], { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' })
  return (await asked.exited) === 0
}

async function describe(site: string, version: string, signal: AbortSignal) {
  const query = new URLSearchParams({
    platform: platforms[process.platform] ?? process.platform,
    arch: machines[process.arch] ?? process.arch,
    format: 'tar.gz',
  })
  const response = await fetch(`${site}/cli/${version}?${query}`, { signal })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return v.parse(Description, await response.json())
}
