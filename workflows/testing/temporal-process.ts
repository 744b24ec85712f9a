import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@sextant/db/server/free-port'
import { temporalBinary } from '../operations/temporal-binary'
import { namespaceAnswers } from '../operations/temporal-health'
import { temporalArguments } from '../operations/temporal-server'
import { config } from './config'

/** A real Temporal server of a test's own, which can be taken away and brought back with what it knew. */
export interface TemporalProcess {
  address: string
  namespace: string
  start(): Promise<void>
  /** As by `kill -9`. */
  kill(): Promise<void>
  /** Kills it and takes away all that it knew, as when its folder is lost: at the next start it knows nothing. */
  forget(): Promise<void>
  remove(): Promise<void>
}

const namespace = 'default'

// Dies with us, however we die: the pipe from us is closed then.
const guarded = ['sh', '-c', '"$@" & server=$!; cat > /dev/null; kill -9 $server; wait', 'sh']

export async function temporalProcess(): Promise<TemporalProcess> {
  const binary = config.temporalCli ?? (await temporalBinary(config.cacheFolder, console.warn))
  const folder = await mkdtemp(join(tmpdir(), 'sextant-temporal-'))
  const port = await freePort()
  const address = `127.0.0.1:${port}`
  let running: ReturnType<typeof spawn> | undefined
  const spawn = () => {
    const command = [
      binary,
      ...temporalArguments({ port, databaseFile: join(folder, 'temporal.db'), namespace }),
    ]
    return Bun.spawn([...guarded, ...command], { stdin: 'pipe', stdout: 'ignore', stderr: 'ignore' })
  }
  const kill = async () => {
    await running?.stdin.end()
    await running?.exited
    running = undefined
  }
  return {
    address,
    namespace,
    start: async () => {
      running = spawn()
      const giveUpAt = Date.now() + 30_000
      while (!(await namespaceAnswers(address, namespace))) {
        if (Date.now() > giveUpAt)
          throw new Error(`The Temporal server of the tests did not start at ${address}.`)
        await Bun.sleep(50)
      }
    },
    kill,
    forget: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder)
    },
    remove: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
