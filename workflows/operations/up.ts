import { join } from 'node:path'
import { surviveBrokenSocket } from '@sextant/db/process/survive-broken-socket'
import { portFault } from '@sextant/db/server/free-port'
import { readConfig } from './config'
import { openDataFolder } from './data-folder'
import { stopLeftOvers } from './left-overs'
import { beTheOnlyOne } from './only-one'
import { parseOptions, UsageError, usage } from './options'
import { portedParts, sextantParts } from './parts'
import { choosePorts } from './ports'
import { createProgress } from './progress'
import { isHalfRestored } from './restore-folder'
import { loadSecrets } from './secrets'
import { supervise } from './supervisor'

const root = join(import.meta.dir, '..', '..')

async function up(words: string[]): Promise<void> {
  const options = parseOptions(words)
  if (options.help) return console.log(usage)
  const config = readConfig()
  const progress = createProgress(console.log)
  const began = performance.now()
  const folder = openDataFolder(options.dataFolder ?? config.dataFolder)
  beTheOnlyOne(folder.run, `http://localhost:${options.port}`)
  if (isHalfRestored(folder.root))
    throw new UsageError(
      `A restore into ${folder.root} was broken off. Run it again: bun run restore FILE --data ${folder.root}`,
    )
  await stopLeftOvers(folder, progress)
  await refuseUnusablePort(options.port)
  const secrets = loadSecrets(folder.root)
  const ports = await choosePorts(folder.root, [...portedParts])
  const parts = sextantParts({ root, folder, config, options, secrets, ports })
  const supervisor = supervise(parts, { run: folder.run, progress })
  stopOnSignal(supervisor)
  const address = config.origin ?? `http://localhost:${options.port}`
  const after = () => `after ${((performance.now() - began) / 1000).toFixed(1)} s`
  const signIn = options.demo
    ? `Sign in as maren@meridian.example with the password ${secrets.demoPassword}\n`
    : ''
  onceAnswering(supervisor, starting =>
    progress.write(
      `\n${address} answers ${after()}. ${signIn}Still starting, for what runs behind the screens: ${starting.join(', ')}\n`,
    ),
  )
  try {
    await supervisor.started
  } catch (error) {
    if (stopAsked) return
    await supervisor.stop()
    console.error(`\n${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  }
  progress.write(`\nSextant is ready ${after()}: ${address}`)
  progress.write(`${signIn}Logs are in ${folder.logs}. Ctrl-C stops everything.`)
}

/** Tells when the screens can be used, where other parts are still starting then. */
function onceAnswering(supervisor: ReturnType<typeof supervise>, tell: (starting: string[]) => void): void {
  supervisor.ready('edge').then(
    () => {
      const starting = supervisor.starting()
      if (starting.length > 0) tell(starting)
    },
    // A start that fails is told where it ends.
    () => undefined,
  )
}

async function refuseUnusablePort(port: number): Promise<void> {
  const fault = await portFault(port)
  const other = port < 1024 ? 4300 : port < 65_535 ? port + 1 : port - 1
  if (fault === 'taken')
    throw new UsageError(
      `Port ${port} is taken by another program. Stop that, or choose another: bun run up --port ${other}`,
    )
  if (fault === 'forbidden')
    throw new UsageError(
      `Port ${port} may not be used by you (ports below 1024 are the system's). Choose another: bun run up --port ${other}`,
    )
}

let stopAsked = false

function stopOnSignal(supervisor: ReturnType<typeof supervise>): void {
  const onSignal = async () => {
    if (stopAsked) {
      supervisor.kill()
      process.exit(130)
    }
    stopAsked = true
    console.log('\nStopping every part; Ctrl-C again stops them at once.')
    await supervisor.stop()
    console.log('Stopped.')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}

// The terminal may be gone before the last part has stopped.
process.stdout.on('error', () => {})
// Postgres may be killed in the moment in which it is asked for the database.
surviveBrokenSocket({ warn: () => {}, error: console.error })

up(process.argv.slice(2)).catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(error instanceof UsageError ? 2 : 1)
})
