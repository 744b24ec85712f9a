import { createServer } from 'node:net'

/** A TCP port on 127.0.0.1 that is free now: the preferred one when nobody has it, otherwise one the system picks. */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred !== 0 && (await bind(preferred)) === preferred) return preferred
  const port = await bind(0)
  if (typeof port !== 'number') throw new Error('The system has no free TCP port left.')
  return port
}

/**
 * Why a TCP port cannot be listened on by everybody's browser on this machine: another program has it, on any address of ours, or the
 * system keeps it for others (ports below 1024). Undefined when it can.
 */
export async function portFault(port: number): Promise<'taken' | 'forbidden' | undefined> {
  for (const host of ['0.0.0.0', '::1']) {
    const code = await bind(port, host)
    if (code === 'EADDRINUSE') return 'taken'
    if (code === 'EACCES' || code === 'EPERM') return 'forbidden'
    // Anything else is a machine without such addresses.
  }
  return undefined
}

/** The port that was got, or the code of the error. */
function bind(port: number, host = '127.0.0.1'): Promise<number | string> {
  return new Promise(done => {
    const probe = createServer()
    probe.once('error', error => done((error as NodeJS.ErrnoException).code ?? 'unknown'))
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 'unknown'))
    })
  })
}
