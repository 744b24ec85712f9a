import { join } from 'node:path'

export const root = join(import.meta.dir, '..', '..')

/** After which a command hangs: ten minutes, and half a minute for each test it runs, on a machine however busy. */
export const limitMs = (tests = 0) => 10 * 60_000 + tests * 30_000

/** Runs a command in the project's root and gives its status and all it wrote. One that hangs is ended at the limit. */
export async function runCommand(
  command: string[],
  environment: Record<string, string | undefined> = {},
  timeout = limitMs(),
): Promise<{ status: number; output: string; stdout: string }> {
  const child = Bun.spawn(command, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...environment },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    timeout,
    killSignal: 'SIGKILL',
  })
  const [stdout, stderr, status] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  return { status, stdout, output: `${stdout}\n${stderr}`.trim() }
}

/** A program of the project's own packages, run by Bun whatever its first line asks for: the machine's Node may be too old for it. */
export const tool = (name: string, ...args: string[]) => [
  process.execPath,
  '--bun',
  join(root, 'node_modules', '.bin', name),
  ...args,
]
