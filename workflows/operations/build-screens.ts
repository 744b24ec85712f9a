import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFileLock } from '@sextant/db/server/file-lock'
import { hashOfSources } from '../app/hash-of-sources'
import { logTail } from './log-file'
import { type Part, PartFailure, type Running } from './part'
import { processPart } from './process-part'

// What ends up in the browser: the screens, the rules they share with the server, and the versions of the packages.
const sources = [
  'ui/{src,public}/**/*',
  'ui/*.{ts,json}',
  'db/**/*.{model,rules}.ts',
  'edge/app/client.ts',
  'bun.lock',
]

/** A hash over the paths and contents of everything that the built screens are made of. */
const hashOfScreens = (root: string): string => hashOfSources(root, sources)

/** Whether the built screens are those of the sources as they are now. */
function screensAreBuilt(root: string): boolean {
  const stamp = stampOf(root)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfScreens(root)
}

/** Builds the screens when they are absent or older than their sources; a build that was killed counts as absent. */
export function screensPart(options: {
  root: string
  logFile: string
  environment: Record<string, string | undefined>
}): Part {
  const { root, logFile } = options
  const build = processPart({
    name: 'screens',
    after: [],
    once: true,
    logFile,
    command: () => [process.execPath, 'run', '--bun', '--cwd', join(root, 'ui'), 'vite', 'build'],
    environment: options.environment,
  })
  return {
    ...build,
    // The lock outlasts the launch: it is held until the build is ready or has failed.
    launch: (report, stop) =>
      new Promise<Running>((launched, failed) => {
        // The stamp lies in `dist`, which another `up` from the same clone may be building at this moment.
        mkdirSync(join(root, 'ui', 'dist'), { recursive: true })
        const lock = join(root, 'node_modules', '.screens.lock')
        const waiting = () => report('another Sextant is building them; waiting for it')
        const work = async () => {
          if (screensAreBuilt(root)) return launched(nothingToDo)
          const running = await buildAnew(report, stop)
          launched(running)
          await running.ready
        }
        withFileLock(lock, work, waiting, stop).catch(failed)
      }),
  }

  async function buildAnew(report: (doing: string) => void, stop: AbortSignal): Promise<Running> {
    report('building')
    const hash = hashOfScreens(root)
    rmSync(stampOf(root), { force: true })
    const running = await build.launch(report, stop)
    const ready = running.ready.then(
      () => writeFileSync(stampOf(root), hash),
      () => {
        throw new PartFailure(
          `The screens could not be built:\n${logTail(logFile, 15)}\nThe whole log: ${logFile}`,
        )
      },
    )
    ready.catch(() => undefined)
    return { ...running, ready }
  }
}

const nothingToDo: Running = {
  pid: 0,
  ready: Promise.resolve(),
  exited: Promise.resolve(0),
  stop: async () => {},
  kill: () => {},
  force: async () => {},
}

const stampOf = (root: string) => join(root, 'ui', 'dist', '.sources')
