import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A message that the server has accepted, as its own log has it. */
interface Accepted {
  from: string
  to: string[]
  raw: string
  messageId: string
  at: number
}

interface Behaviour {
  /** Answers a recipient: a code and words to refuse; nothing to take it. */
  toRecipient: (address: string) => { code: number; text: string } | undefined
  /** Answers the whole message, once it is there. */
  toMessage: (accepted: Accepted) => { code: number; text: string } | undefined
  /** Notes the message and closes the connection without an answer. */
  diesAfterData: boolean
}

/** For tests: a real SMTP server on this machine, with a log of its own. */
export async function scratchSmtp(options: SMTPServerOptions = {}) {
  const accepted: Accepted[] = []
  const behaviour: Behaviour = {
    toRecipient: () => undefined,
    toMessage: () => undefined,
    diesAfterData: false,
  }
  let atOnce = 0
  let mostAtOnce = 0
  const refusal = ({ code, text }: { code: number; text: string }) =>
    Object.assign(new Error(text), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.onAuth ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onConnect(_, done) {
      atOnce += 1
      mostAtOnce = Math.max(mostAtOnce, atOnce)
      done()
    },
    onClose() {
      atOnce -= 1
    },
    onRcptTo({ address }, _, done) {
      const said = behaviour.toRecipient(address)
      done(said ? refusal(said) : undefined)
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const raw = Buffer.concat(pieces).toString('utf8')
        const { mailFrom, rcptTo } = session.envelope
        const one: Accepted = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw,
          messageId: /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? '',
          at: performance.now(),
        }
        const said = behaviour.toMessage(one)
        if (said) return done(refusal(said))
        accepted.push(one)
        if (behaviour.diesAfterData) {
          for (const connection of server.connections) connection.close()
          return
        }
        done(null, `OK: message ${accepted.length} accepted`)
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  return {
    port,
    accepted,
    behaviour,
    mostAtOnce: () => mostAtOnce,
    /** How often each recipient got something. */
    perRecipient: () => {
      const times = new Map<string, number>()
      for (const { to } of accepted) for (const one of to) times.set(one, (times.get(one) ?? 0) + 1)
      return times
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
export type ScratchSmtp = Awaited<ReturnType<typeof scratchSmtp>>
