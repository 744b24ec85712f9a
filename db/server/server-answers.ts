import { connect } from 'node:net'

/** Asks for encryption: the one question that Postgres answers before it knows who asks, also while it recovers or has no connection left. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Whether a Postgres on this machine takes a new connection and says something, within `limitMs`. Never throws. */
export function serverAnswers(port: number, limitMs = 5_000): Promise<boolean> {
  return new Promise(done => {
    const socket = connect({ host: '127.0.0.1', port })
    const tell = (answers: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      done(answers)
    }
    const timer = setTimeout(() => tell(false), limitMs)
    socket.on('connect', () => socket.write(sslRequest))
    socket.on('data', () => tell(true))
    socket.on('error', () => tell(false))
    socket.on('close', () => tell(false))
  })
}
