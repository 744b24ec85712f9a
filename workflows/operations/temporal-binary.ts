import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { withFileLock } from '@sextant/db/server/file-lock'
import { inheritedEnvironment } from './config'
import { downloadTemporal } from './temporal-download'

const VERSION = 'v1.5.1'
const SOURCE = `github.com/temporalio/cli/cmd/temporal@${VERSION}`

/** Told what is going on: one short line at a time. */
export type Report = (line: string) => void

/** No Temporal server could be had; the message says what to install. */
export class NoTemporalError extends Error {
  override name = 'NoTemporalError'
}

/** Where to look, for tests to narrow: `downloadFrom` is Temporal's own site, `go` the Go compiler, `onPath` an installed CLI. */
export type TemporalSources = { downloadFrom: string; go: string | null; onPath: string | null }

const everywhere = (): TemporalSources => ({
  downloadFrom: 'https://temporal.download',
  go: Bun.which('go'),
  onPath: Bun.which('temporal'),
})

/**
 * The path of a `temporal` program: the one on PATH, else the one in our cache, else a download, else a build with Go
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
  const folder = join(cacheFolder, `temporal-${VERSION}`)
  const binary = join(folder, 'temporal')
  if (existsSync(binary)) return binary
  await mkdir(folder, { recursive: true }).catch(error => {
    throw new NoTemporalError(
      `The Temporal server cannot be kept in ${cacheFolder} (${error.code}). Make that folder writable, or name another with SEXTANT_CACHE.`,
    )
  })
  const waiting = () => report('another process is getting the Temporal server; waiting for it')
  return withFileLock(
    join(folder, 'build.lock'),
    async () => {
      if (existsSync(binary)) return binary
      await removeUnfinished(folder)
      const fetched = await downloadTemporal(sources.downloadFrom, VERSION, folder, report, stop)
      stop.throwIfAborted()
      const made = fetched ?? (await buildWithGo(sources.go, folder, report, stop))
      // Renamed when complete, so that a build that was killed never looks like a server.
      await rename(made, binary)
      return binary
    },
    waiting,
    stop,
  )
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^(building|downloading)/.test(name)) await rm(join(folder, name), { recursive: true, force: true })
}

async function buildWithGo(
  go: string | null,
  folder: string,
  report: Report,
  stop: AbortSignal,
): Promise<string> {
  if (!go)
    throw new NoTemporalError(
      'There is no Temporal server: none on PATH, none to download from here, and no Go to build one. Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.25 (https://go.dev/dl), or set TEMPORAL_ADDRESS to a server of your own.',
    )
  // A compiler whose Sextant was killed may still be at work: it has a folder of its own.
  const target = join(folder, `building-${process.pid}`)
  report(`building the Temporal server ${VERSION} with Go: 3–4 minutes and about 3 GB of caches, once`)
  const build = Bun.spawn([go, 'install', '-ldflags', '-s -w', SOURCE], {
    env: { ...inheritedEnvironment(), CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOBIN: target },
    stdout: 'ignore',
    stderr: 'pipe',
    signal: stop,
  })
  const lastWords = await follow(build.stderr, report)
  const status = await build.exited
  stop.throwIfAborted()
  if (status !== 0)
    throw new NoTemporalError(
      `Building the Temporal server with Go failed; install the Temporal CLI instead (https://docs.temporal.io/cli), or set TEMPORAL_ADDRESS. Go said:\n${lastWords}`,
    )
  return join(target, 'temporal')
}

/** Reports how a build goes on every ten seconds, and gives its last lines. */
async function follow(stream: ReadableStream<Uint8Array>, report: Report): Promise<string> {
  const lines: string[] = []
  const began = performance.now()
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1000)
    report(`building the Temporal server: ${seconds} s, ${lines.length} modules fetched`)
  }, 10_000)
  const decoder = new TextDecoder()
  for await (const chunk of stream)
    lines.push(
      ...decoder
        .decode(chunk, { stream: true })
        .split('\n')
        .filter(line => line !== ''),
    )
  clearInterval(timer)
  return lines.slice(-8).join('\n')
}
