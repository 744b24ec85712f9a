import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

const Description = v.object({ archiveUrl: v.pipe(v.string(), v.url()), fileToExtract: v.string() })
const ANSWER_LIMIT_MS = 5_000
const DOWNLOAD_LIMIT_MS = 180_000

const platforms: Record<string, string> = { win32: 'windows' }
const machines: Record<string, string> = { x64: 'amd64' }

/**
 * Downloads the Temporal CLI the way Temporal's own SDKs do: its site describes the archive for this platform.
 * Gives the extracted program's path, or `undefined` when the site does not answer in a few seconds or has nothing fit.
 */
export async function downloadTemporal(
  site: string,
  version: string,
  folder: string,
  report: (line: string) => void,
  stop: AbortSignal,
): Promise<string | undefined> {
  const target = join(folder, `downloading-${process.pid}`)
  const within = (limitMs: number) => AbortSignal.any([stop, AbortSignal.timeout(limitMs)])
  try {
    const description = await describe(site, version, within(ANSWER_LIMIT_MS))
    report(`downloading the Temporal server ${version}`)
    await mkdir(target, { recursive: true })
    const archive = await fetch(description.archiveUrl, { signal: within(DOWNLOAD_LIMIT_MS) })
    if (!archive.ok) throw new Error(`HTTP ${archive.status}`)
    const file = join(target, 'archive.tar.gz')
    await Bun.write(file, archive)
    const untar = Bun.spawn(['tar', '-xzf', file, '-C', target, description.fileToExtract], {
      stderr: 'ignore',
    })
    if ((await untar.exited) !== 0) throw new Error('the archive is damaged')
    return join(target, description.fileToExtract)
  } catch (error) {
    report(`no download of the Temporal server (${error instanceof Error ? error.message : error})`)
    return undefined
  }
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
