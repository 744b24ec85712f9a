import { join } from 'node:path'
import { readConfig as readWorkflowsConfig } from '../app/config'
import { screensPart } from './build-screens'
import type { OperationsConfig } from './config'
import type { DataFolder } from './data-folder'
import { DATABASE, databaseUrls } from './database-urls'
import { externalPostgres, externalStore, externalTemporal } from './external-parts'
import type { UpOptions } from './options'
import type { Part } from './part'
import { PartFailure } from './part'
import { postgresPart } from './postgres-part'
import { processPart } from './process-part'
import type { Secrets } from './secrets'
import { temporalBinary } from './temporal-binary'
import { NoTemporalError } from './temporal-build'
import { namespaceAnswers } from './temporal-health'
import { temporalArguments } from './temporal-server'

/** The parts that have a port of their own on this machine: three serve by it, of the others it is asked whether they still turn. */
export const portedParts = ['postgres', 'store', 'temporal', 'relay', 'worker', 'trainer'] as const

/** A trainer that computes is not hung, however long: the nets have a process of their own, yet its own loop may be held up too. */
const TRAINER_BUSY_MS = 10 * 60_000

/** Everything that the parts are made from. `root` is the clone, `ports` those of the embedded services. */
export type Installation = {
  root: string
  folder: DataFolder
  config: OperationsConfig
  options: UpOptions
  secrets: Secrets
  ports: Record<(typeof portedParts)[number], number>
}

/** All parts of Sextant on this machine, those first that others come after. */
export function sextantParts(installation: Installation): Part[] {
  const { root, folder, config, options } = installation
  const environment = partEnvironment(installation)
  const log = (name: string) => join(folder.logs, `${name}.log`)
  // By its name and the data folder a part is also known to the next start, should this one be killed.
  const environmentOf = (name: string) => ({ ...environment, SEXTANT_PART: name })
  const part = (
    name: string,
    entry: string,
    after: string[],
    more: Partial<Parameters<typeof processPart>[0]> = {},
  ) =>
    processPart({
      name,
      after,
      logFile: log(name),
      command: () => [process.execPath, join(root, entry)],
      environment: environmentOf(name),
      ...more,
    })
  const seeded = options.demo ? ['migrate', 'seed'] : ['migrate']
  const turning = (
    name: 'relay' | 'worker' | 'trainer',
    entry: string,
    after: string[],
    more: { busyMs?: number } = {},
  ) =>
    part(name, entry, [...seeded, ...after], {
      environment: { ...environmentOf(name), SEXTANT_PULSE_PORT: String(installation.ports[name]) },
      healthy: () => answersOk(`http://127.0.0.1:${installation.ports[name]}`),
      ...more,
    })
  const answers = () => answersOk(`http://127.0.0.1:${options.port}/healthz`)
  return [
    database(installation, log('postgres')),
    config.storeUrl
      ? externalStore(config.storeUrl, config.storeToken ?? '')
      : part('store', 'edge/store/serve.ts', [], {
          healthy: () => answersOk(`${environment.UPSTASH_REDIS_REST_URL}/healthz`),
        }),
    temporal(installation, environmentOf('temporal'), log('temporal')),
    ...(options.screens
      ? [screensPart({ root, logFile: log('screens'), environment: environmentOf('screens') })]
      : []),
    part('migrate', 'db/app/migrate.ts', ['postgres'], { once: true }),
    ...(options.demo ? [part('seed', 'workflows/operations/seed.ts', ['migrate'], { once: true })] : []),
    part('edge', 'edge/app/serve.ts', [...seeded, 'store', ...(options.screens ? ['screens'] : [])], {
      isReady: answers,
      healthy: answers,
    }),
    turning('relay', 'workflows/relay/serve.ts', ['temporal']),
    turning('worker', 'workflows/app/worker.ts', ['store', 'temporal']),
    turning('trainer', 'workflows/app/trainer.ts', ['store', 'temporal'], { busyMs: TRAINER_BUSY_MS }),
  ]
}

function database({ config, folder, ports, secrets }: Installation, logFile: string): Part {
  if (config.databaseUrl) return externalPostgres(config.databaseUrl)
  const password = secrets.postgresPassword
  return postgresPart({
    dataFolder: folder.postgres,
    port: ports.postgres,
    password,
    database: DATABASE,
    logFile,
  })
}

function temporal(
  installation: Installation,
  environment: Record<string, string | undefined>,
  logFile: string,
): Part {
  const { config, ports, folder } = installation
  if (config.temporalAddress) return externalTemporal(readWorkflowsConfig(environment).temporal)
  const server = {
    port: ports.temporal,
    databaseFile: join(folder.temporal, 'temporal.db'),
    namespace: config.temporalNamespace,
  }
  const answers = () => namespaceAnswers(`127.0.0.1:${server.port}`, server.namespace)
  return processPart({
    name: 'temporal',
    after: [],
    logFile,
    environment,
    isReady: answers,
    healthy: answers,
    command: async (report, stop) => {
      const binary = await temporalBinary(config.cacheFolder, report, undefined, stop).catch(error => {
        throw error instanceof NoTemporalError ? new PartFailure(error.message) : error
      })
      return [binary, ...temporalArguments(server)]
    },
  })
}

/** The environment of every part: where the others are, and the secrets it needs. */
function partEnvironment({ root, folder, config, options, secrets, ports }: Installation) {
  const database = databaseUrls(config, secrets, ports.postgres)
  return {
    NODE_ENV: 'production',
    TF_CPP_MIN_LOG_LEVEL: '2',
    ...config.inherited,
    DATABASE_URL: database.owner,
    DATABASE_APP_URL: database.app,
    DATABASE_SYSTEM_URL: database.system,
    UPSTASH_REDIS_REST_URL: config.storeUrl ?? `http://127.0.0.1:${ports.store}`,
    UPSTASH_REDIS_REST_TOKEN: config.storeToken ?? secrets.storeToken,
    TEMPORAL_ADDRESS: config.temporalAddress ?? `127.0.0.1:${ports.temporal}`,
    TEMPORAL_NAMESPACE: config.temporalNamespace,
    SEXTANT_PORT: String(options.port),
    SEXTANT_ORIGIN: config.origin ?? `http://localhost:${options.port}`,
    SEXTANT_SECRET: secrets.sessionSecret,
    SEXTANT_DEMO_PASSWORD: secrets.demoPassword,
    SEXTANT_DATA: folder.root,
    SEXTANT_UI_DIST: options.screens ? join(root, 'ui', 'dist') : undefined,
  }
}

async function answersOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    return false
  }
}
