import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '@sextant/db/server/free-port'
import { config } from '@sextant/db/testing/config'
import { listening, type ScratchImap, scratchPassword, signedIn } from './scratch-imap'

const version = '2.1.3'
const folder = join(config.cacheFolder, `greenmail-${version}`)
const jar = join(folder, `greenmail-standalone-${version}.jar`)

/** A GreenMail with some users: another server than dovecot, without CONDSTORE and folders of special use, which runs wherever Java does. */
export async function scratchGreenMail(): Promise<ScratchImap> {
  await fetchJar()
  const java = program('java', 'a Java runtime, version 11 or newer')
  const port = await freePort()
  const users = Array.from({ length: 60 }, (_, n) => `support${n + 1}:${scratchPassword}@meridian.example`)
  const child = Bun.spawn(
    [
      java,
      '-Xmx512m',
      '-Dgreenmail.imap.hostname=127.0.0.1',
      `-Dgreenmail.imap.port=${port}`,
      '-Dgreenmail.users.login=local_part',
      `-Dgreenmail.users=${users.join(',')}`,
      '-jar',
      jar,
    ],
    { stdout: 'ignore', stderr: 'ignore' },
  )
  await listening(port, child.exited)
  return {
    port,
    client: user => signedIn(port, user, scratchPassword),
    async stop() {
      child.kill()
      await child.exited
    },
  }
}

function program(name: string, what: string): string {
  const path = Bun.which(name)
  if (!path) throw new Error(`The tests of mailboxes need ${what} (${name}): install it and run this again.`)
  return path
}

/** By Maven, from wherever it is set up to fetch; kept for the next run. */
async function fetchJar(): Promise<void> {
  if (existsSync(jar)) return
  await mkdir(folder, { recursive: true })
  if (!Bun.which('mvn') && process.getuid?.() === 0 && Bun.which('apt-get'))
    await Bun.$`apt-get -qq update && apt-get -qq install -y --no-install-recommends maven`
      .env({ ...process.env, DEBIAN_FRONTEND: 'noninteractive' })
      .quiet()
      .nothrow()
  const maven = program('mvn', 'Maven, to fetch GreenMail')
  const fetching = Bun.spawn(
    [
      maven,
      '-q',
      '-B',
      'dependency:copy',
      `-Dartifact=com.icegreen:greenmail-standalone:${version}`,
      `-DoutputDirectory=${folder}`,
    ],
    { stdout: 'pipe', stderr: 'pipe', cwd: folder },
  )
  const [said, status] = await Promise.all([new Response(fetching.stdout).text(), fetching.exited])
  if (status !== 0 || !existsSync(jar))
    throw new Error(`Maven could not fetch GreenMail:\n${said.slice(-2_000)}`)
}
