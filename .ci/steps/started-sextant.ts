import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../db/server/free-port'
import { untilDemoTrained } from './demo-trained'
import { root, runCommand } from './run-command'
import type { Outcome, Step } from './step'

const START_LIMIT_MS = 10 * 60_000
const toldToEdge = { SEXTANT_TRUSTED_PROXIES: '127.0.0.1,::1', SEXTANT_COUNT_STATEMENTS: 'true' }

/**
 * `bun run up` on an empty folder, as a newcomer does, and then the steps that need a running Sextant. They get
 * `SEXTANT_URL`, `SEXTANT_TEST_DEMO_EMAIL`, `SEXTANT_TEST_DEMO_PASSWORD`, `SEXTANT_TEST_API_KEY` (role admin) and the id of that key. It takes
 * a test's word on where a request comes from, so that one machine can be many callers, and counts its SQL statements.
 */
export function withStartedSextant(
  steps: Step[],
  show: (step: Step, environment: Record<string, string>) => Promise<void>,
): Step {
  return {
    name: 'up starts and stops',
    async run(environment): Promise<Outcome> {
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
      try {
        await untilReady(child, said)
        const more = await toldToTests(data, port)
        await untilDemoTrained(more.SEXTANT_URL, more.SEXTANT_TEST_API_KEY)
        for (const step of steps) await show(step, { ...environment, ...more })
        child.kill('SIGINT')
        const status = await child.exited
        if (status !== 0 || !said().includes('Stopped.'))
          throw new Error(`up did not stop in good order (${status})`)
        return { passed: 1, failed: 0 }
      } catch (error) {
        return {
          passed: 0,
          failed: 1,
          output: `${error instanceof Error ? error.message : error}\n${said()}`,
        }
      } finally {
        child.kill('SIGINT')
        await child.exited
        rmSync(data, { recursive: true, force: true })
      }
    },
  }
}

async function untilReady(child: { exitCode: number | null }, said: () => string): Promise<void> {
  for (let waitedMs = 0; !said().includes('Sextant is ready'); waitedMs += 200) {
    if (child.exitCode !== null) throw new Error('up ended before it was ready')
    if (waitedMs > START_LIMIT_MS) throw new Error('up was not ready in ten minutes')
    await Bun.sleep(200)
  }
}

async function toldToTests(data: string, port: number) {
  const { demoPassword } = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8'))
  const key = await runCommand(
    [process.execPath, join(root, 'workflows/operations/key.ts'), '--role', 'admin'],
    {
      SEXTANT_DATA: data,
    },
  )
  if (key.status !== 0) throw new Error(`bun run key failed:\n${key.output}`)
  const secret = key.stdout.trim().split('\n').at(-1) ?? ''
  const origin = `http://localhost:${port}`
  return {
    SEXTANT_URL: origin,
    SEXTANT_TEST_DEMO_EMAIL: 'maren@meridian.example',
    SEXTANT_TEST_DEMO_PASSWORD: demoPassword,
    SEXTANT_TEST_API_KEY: secret,
    SEXTANT_TEST_API_KEY_ID: await idOfKey(origin, secret),
  }
}

async function idOfKey(origin: string, secret: string): Promise<string> {
  const headers = { authorization: `Bearer ${secret}` }
  const { results } = (await (await fetch(`${origin}/crm/api-keys`, { headers })).json()) as {
    results: { id: string; prefix: string }[]
  }
  const own = results.find(({ prefix }) => secret.startsWith(prefix))
  if (!own) throw new Error('The key that was just made is not in the list of keys.')
  return own.id
}
