import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer as createTcp, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@sextant/db/server/free-port'
import { ImapFlow } from 'imapflow'

/** An IMAP server of the tests, where one can be had. */
export interface ScratchImap {
  port: number
  /** Somebody who writes into the mailbox beside the one who follows it. */
  client(user: string): Promise<ImapFlow>
  stop(): Promise<void>
}

const path = `${process.env.PATH}:/usr/sbin`
const dovecot = () => Bun.which('dovecot', { PATH: path })

/**
 * Whether dovecot can be run here: it changes users, which root alone may. Where root has Debian's packages it is installed now; its service does not start by that. On another
 * machine the tests run with GreenMail alone.
 */
export async function hasDovecot(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false
  if (!dovecot() && Bun.which('apt-get'))
    for (const words of ['update', 'install -y --no-install-recommends dovecot-imapd']) {
      const asked = ['apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300', ...words.split(' ')]
      await Bun.$`${asked}`
        .env({ ...process.env, DEBIAN_FRONTEND: 'noninteractive' })
        .quiet()
        .nothrow()
    }
  return dovecot() !== null
}

const password = 'a-dune-at-dusk'

/** A dovecot with a folder of its own and every user, each with the same password. */
export async function scratchDovecot(): Promise<ScratchImap> {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-dovecot-'))
  const port = await freePort()
  mkdirSync(join(folder, 'mail'), { mode: 0o777 })
  await Bun.$`chown 65534:65534 ${join(folder, 'mail')} && chmod 755 ${folder}`.quiet()
  const config = join(folder, 'dovecot.conf')
  writeFileSync(
    config,
    `protocols = imap
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
mail_max_userip_connections = 50
auth_failure_delay = 0
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`,
  )
  const child = Bun.spawn(['dovecot', '-F', '-c', config], {
    env: { ...process.env, PATH: path },
    stdout: 'ignore',
    stderr: 'ignore',
  })
  await listening(port, child.exited)
  return {
    port,
    client: user => signedIn(port, user, password),
    async stop() {
      child.kill()
      await child.exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const scratchPassword = password

export async function signedIn(port: number, user: string, pass: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass },
    logger: false,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Waits until somebody answers at the port, or whoever was to has ended. */
export async function listening(port: number, ended: Promise<unknown>): Promise<void> {
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!over) {
    const answered = await new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (answered) return
    await Bun.sleep(50)
  }
  throw new Error('The mail server has ended before it answered.')
}

/** Passes bytes on to a server, and cuts a connection after so many of them from the server. */
export async function cuttingProxy(
  to: number,
): Promise<{ port: number; cutAfter(bytes: number | undefined): void; cuts: () => number; close(): void }> {
  let limit: number | undefined
  let cuts = 0
  const sockets = new Set<Socket>()
  const server: Server = createTcp(client => {
    const upstream = connect(to, '127.0.0.1')
    let passed = 0
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    client.on('data', data => upstream.write(data))
    upstream.on('data', data => {
      passed += data.length
      if (limit !== undefined && passed > limit) {
        cuts += 1
        client.write(Buffer.from(data).subarray(0, Math.max(0, data.length - (passed - limit))))
        client.destroy()
        upstream.destroy()
        return
      }
      client.write(data)
    })
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.end())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    cutAfter: bytes => {
      limit = bytes
    },
    cuts: () => cuts,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
