import { createServer } from 'node:net'

/** A TCP port on 127.0.0.1 that is free now: the preferred one when nobody has it, otherwise one the system picks. */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred !== 0 && (await bind(preferred)) === preferred) return preferred
  const port = await bind(0)
  if (port === undefined) throw new Error('The system has no free TCP port left.')
  return port
}

/** Whether a TCP port of 127.0.0.1 (or of the given address) can be listened on now. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await bind(port, host)) !== undefined
}

function bind(port: number, host = '127.0.0.1'): Promise<number | undefined> {
  return new Promise(done => {
    const probe = createServer()
    probe.once('error', () => done(undefined))
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
