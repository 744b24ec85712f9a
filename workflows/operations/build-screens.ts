import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFileLock } from '@sextant/db/server/file-lock'
import { logTail } from './log-file'
import { type Part, PartFailure } from './part'
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
export function hashOfScreens(root: string): string {
  const hash = createHash('sha256')
  const files = sources.flatMap(pattern => [...new Bun.Glob(pattern).scanSync({ cwd: root })])
  for (const file of files.filter(name => !/node_modules|\/dist\//.test(name)).sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

/** Whether the built screens are those of the sources as they are now. */
export function screensAreBuilt(root: string): boolean {
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
    async launch(report) {
      // The stamp lies in `dist`, which another `up` from the same clone may be building at this moment.
      mkdirSync(join(root, 'ui', 'dist'), { recursive: true })
      const ready = withFileLock(join(root, 'node_modules', '.screens.lock'), async () => {
        if (screensAreBuilt(root)) return
        report('building')
        const hash = hashOfScreens(root)
        rmSync(stampOf(root), { force: true })
        const running = await build.launch(report)
        await running.ready.catch(() => {
          throw new PartFailure(
            `The screens could not be built:\n${logTail(logFile, 15)}\nThe whole log: ${logFile}`,
          )
        })
        writeFileSync(stampOf(root), hash)
      })
      ready.catch(() => undefined)
      return {
        pid: 0,
        ready,
        exited: ready.then(
          () => 0,
          () => 1,
        ),
        stop: async () => {},
        kill: () => {},
      }
    },
  }
}

const stampOf = (root: string) => join(root, 'ui', 'dist', '.sources')
