import { fileURLToPath } from 'node:url'

/** Starts a server for benches as a child process, and waits for the port it prints. */
export async function childServer(
  file: 'serve-bench.ts' | 'serve-bare.ts' | '../../db/testing/serve-insert.ts',
  argument: string,
): Promise<{ port: number; stop(): Promise<void> }> {
  const child = Bun.spawn([process.execPath, fileURLToPath(new URL(file, import.meta.url)), argument], {
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const reader = child.stdout.getReader()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`${file} ended before it was ready: ${text}`)
    text += new TextDecoder().decode(value)
    const port = /\{"port":(\d+)\}/.exec(text)?.[1]
    if (port) {
      reader.releaseLock()
      return {
        port: Number(port),
        stop: async () => {
          child.kill()
          await child.exited
        },
      }
    }
  }
}
