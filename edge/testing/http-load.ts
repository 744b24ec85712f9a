/** What a load run saw. Latencies in milliseconds, one per answered request. */
export interface LoadResult {
  requests: number
  perSecond: number
  latencies: number[]
  failures: number
}

/**
 * Sends requests over keep-alive connections, each with one request at a time, for a bounded time. It reads answers as bytes, so that it needs
 * a fraction of what any server needs to make them, and the server stays what is measured.
 */
export async function httpLoad(
  port: number,
  request: (n: number) => string,
  connections: number,
  ms: number,
): Promise<LoadResult> {
  const latencies: number[] = []
  let failures = 0
  let sent = 0
  const began = performance.now()
  const end = began + ms
  await Promise.all(Array.from({ length: connections }, () => connection()))
  const seconds = (performance.now() - began) / 1000
  return { requests: latencies.length, perSecond: latencies.length / seconds, latencies, failures }

  function connection(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let at = 0
    let missing = 0
    let head: Buffer | undefined
    const ask = (socket: { write(data: string): number; end(): void }) => {
      at = performance.now()
      if (at >= end) {
        socket.end()
        resolve()
      } else socket.write(request(sent++))
    }
    void Bun.connect({
      hostname: '127.0.0.1',
      port,
      socket: {
        open: ask,
        data(socket, chunk) {
          if (missing > 0) missing -= chunk.length
          else {
            const whole = head ? Buffer.concat([head, chunk]) : chunk
            const ended = whole.indexOf('\r\n\r\n')
            if (ended < 0) {
              head = whole
              return
            }
            head = undefined
            const text = whole.toString('latin1', 0, ended)
            if (!text.startsWith('HTTP/1.1 2')) failures += 1
            const length = /content-length: (\d+)/i.exec(text)
            missing = Number(length?.[1] ?? 0) - (whole.length - ended - 4)
          }
          if (missing > 0) return
          latencies.push(performance.now() - at)
          ask(socket)
        },
        close: () => resolve(),
        error: (_socket, error) => reject(error),
      },
    }).catch(reject)
    return promise
  }
}
