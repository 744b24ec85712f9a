import { expect, test } from 'bun:test'
import { fileURLToPath } from 'node:url'

const module = fileURLToPath(new URL('./survive-broken-socket.ts', import.meta.url))

/** The exit status of a process in which nobody catches an error. */
async function statusAfter(thrown: string): Promise<number> {
  const program = `
    import { surviveBrokenSocket } from ${JSON.stringify(module)}
    surviveBrokenSocket({ warn: () => {}, error: () => {} })
    setTimeout(() => process.exit(7), 50)
    setTimeout(() => { throw ${thrown} })`
  return Bun.spawn([process.execPath, '-e', program], { stdout: 'ignore', stderr: 'ignore' }).exited
}

test('a connection that is reset when nobody listens to it any more does not end the process', async () => {
  expect(
    await statusAfter("Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })"),
  ).toBe(7)
})

test('any other exception that nobody caught ends it', async () => {
  expect(await statusAfter("new Error('a fault of ours')")).toBe(1)
  expect(
    await statusAfter("Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' })"),
  ).toBe(1)
})
