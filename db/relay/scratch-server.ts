import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** For tests: a Postgres as a client may find it. Whatever is not in its way goes to the real one behind it. */
export interface ScratchServer {
  url: string
  /** The next so many connections are told that the database is starting up, as after a crash. */
  startingUpFor(connections: number): void
  /** From the first request on that holds these words, its connection gets no answer; the real server does get the request. */
  silentAfter(words: string): void
  close(): void
}

export async function scratchServer(realUrl: string): Promise<ScratchServer> {
  const real = new URL(realUrl)
  const open = new Set<Socket>()
  let refusals = 0
  let silencing: string | undefined
  const server = createServer(socket => {
    keep(socket)
    if (refusals > 0) {
      refusals -= 1
      // As Postgres does, so that the client finds the refusal and the end of the connection together.
      socket.once('data', () => {
        socket.write(startingUp)
        socket.destroy()
      })
      return
    }
    const behind = connect(Number(real.port), real.hostname)
    keep(behind)
    let isSilent = false
    socket.on('data', request => {
      isSilent ||= silencing !== undefined && request.includes(silencing)
      behind.write(request)
    })
    behind.on('data', answer => isSilent || socket.write(answer))
    socket.on('close', () => behind.end())
    behind.on('close', () => socket.destroy())
  })
  const keep = (socket: Socket) =>
    open.add(socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket)))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const port = String((server.address() as AddressInfo).port)
  return {
    url: Object.assign(new URL(realUrl), { hostname: '127.0.0.1', port }).href,
    startingUpFor: connections => {
      refusals = connections
    },
    silentAfter: words => {
      silencing = words
    },
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** ErrorResponse of the wire protocol: its letter, its length, and its fields, each ended by a zero. */
const startingUp = (() => {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0')
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
})()
