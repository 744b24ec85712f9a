import { parseArgs } from 'node:util'

/** What the person who typed `bun run up` asked for. */
export type UpOptions = { port: number; dataFolder?: string; demo: boolean; screens: boolean; help: boolean }

/** A mistake in the command line; the message is for the person who typed it. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const usage = `Starts Sextant on this machine: Postgres, store, Temporal, edge, relay, worker, trainer and screens.

  bun run up [options]

  --port N       where the screens and the API are served (default 4300)
  --data FOLDER  where everything is kept (default: SEXTANT_DATA, or .sextant)
  --no-demo      do not make the demo workspace
  --no-screens   the API alone: neither build the screens nor serve them
  --help         this text

Ctrl-C stops every part; a second Ctrl-C stops them at once.

Real services instead of the embedded ones, by environment variable:
  DATABASE_URL                      Postgres 17 or newer, as a role that may create roles and extensions
  UPSTASH_REDIS_REST_URL, _TOKEN    Upstash Redis (or REDIS_URL: a Redis behind the embedded endpoint)
  TEMPORAL_ADDRESS                  host:port of a Temporal cluster; also TEMPORAL_NAMESPACE, TEMPORAL_API_KEY,
                                    TEMPORAL_TLS=true, TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY (paths of files)
  SEXTANT_ORIGIN                    the address that people type, behind a proxy (default http://localhost:PORT)
`

/** Parses the command line; throws `UsageError`. */
export function parseOptions(words: string[]): UpOptions {
  const { port, data, 'no-demo': withoutDemo, 'no-screens': withoutScreens, help } = parsed(words)
  if (port !== undefined && !(/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535))
    throw new UsageError(`--port takes a number from 1 to 65535, not "${port}".`)
  if (data === '') throw new UsageError('--data takes a folder.')
  return {
    port: Number(port ?? 4300),
    dataFolder: data,
    demo: !withoutDemo,
    screens: !withoutScreens,
    help: help ?? false,
  }
}

function parsed(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean' },
        'no-screens': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}
