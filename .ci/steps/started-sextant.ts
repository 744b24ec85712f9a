import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../db/server/free-port'
import { root, runCommand } from './run-command'

const START_LIMIT_MS = 10 * 60_000
const toldToEdge = { SEXTANT_TRUSTED_PROXIES: '127.0.0.1,::1', SEXTANT_COUNT_STATEMENTS: 'true' }

/** A Sextant that runs for the tests. */
export interface StartedSextant {
  origin: string
  dataFolder: string
  /** Stops it; throws when it does not end in good order. */
  stop(): Promise<void>
  /** Ends it, in whatever order, and takes its data away. */
  end(): Promise<void>
}

/**
 * `bun run up` on an empty folder, as a newcomer does, until it is ready. It takes a test's word on where a request comes from, so that one machine
 * can be many callers, and counts its SQL statements. Throws with all that it has said when it does not get ready.
 */
export async function startSextant(environment: Record<string, string>): Promise<StartedSextant> {
  const data = mkdtempSync(join(tmpdir(), 'sextant-up-'))
  const port = await freePort()
  const words = ['--port', String(port), '--data', data]
  const child = Bun.spawn([process.execPath, join(root, 'workflows/operations/up.ts'), ...words], {
    cwd: root,
    env: { ...process.env, ...environment, ...toldToEdge },
    stdout: Bun.file(join(data, 'up.txt')),
    stderr: 'inherit',
  })
  const said = () => readFileSync(join(data, 'up.txt'), 'utf8')
  const end = async () => {
    child.kill('SIGINT')
    await child.exited
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await untilReady(child, said)
  } catch (error) {
    const words = `${error instanceof Error ? error.message : error}\n${said()}`
    await end()
    throw new Error(words)
  }
  return {
    origin: `http://localhost:${port}`,
    dataFolder: data,
    async stop() {
      child.kill('SIGINT')
      const status = await child.exited
      if (status !== 0 || !said().includes('Stopped.'))
        throw new Error(`up did not stop in good order (${status})\n${said()}`)
    },
    end,
  }
}

async function untilReady(child: { exitCode: number | null }, said: () => string): Promise<void> {
  for (let waitedMs = 0; !said().includes('Sextant is ready'); waitedMs += 200) {
    if (child.exitCode !== null) throw new Error('up ended before it was ready')
    if (waitedMs > START_LIMIT_MS) throw new Error('up was not ready in ten minutes')
    await Bun.sleep(200)
  }
}

/** An API key with the role admin of a workspace, made by `bun run key`, and the key's id. */
export async function keyOf(
  { origin, dataFolder }: StartedSextant,
  workspace: string,
): Promise<{ secret: string; id: string }> {
  const key = await runCommand(
    [
      ...[process.execPath, join(root, 'workflows/operations/key.ts')],
      ...['--role', 'admin', '--workspace', workspace],
    ],
    { SEXTANT_DATA: dataFolder },
  )
  if (key.status !== 0) throw new Error(`bun run key failed:\n${key.output}`)
  const secret = key.stdout.trim().split('\n').at(-1) ?? ''
  const headers = { authorization: `Bearer ${secret}` }
  const { results } = (await (await fetch(`${origin}/crm/api-keys`, { headers })).json()) as {
    results: { id: string; prefix: string }[]
  }
  const own = results.find(({ prefix }) => secret.startsWith(prefix))
  if (!own) throw new Error('The key that was just made is not in the list of keys.')
  return { secret, id: own.id }
}
