import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leftOut } from '@sextant/db/backup/backup.model'
import type { Import } from '@sextant/db/imports/import.model'
import { startEmbeddedPostgres } from '@sextant/db/server/embedded-postgres'
import { tryLock } from '@sextant/db/server/file-lock'
import { freePort } from '@sextant/db/server/free-port'
import { runningPostgres } from '@sextant/db/server/running-postgres'
import { asOwner, fingerprintOf, type SeenByBackup, seenByBackup } from '@sextant/db/testing/fingerprint'
import { readConfig } from './config'
import { databaseUrls } from './database-urls'
import { apiCaller } from './fixtures/api-caller'
import { type RunningSextant, startSextant } from './fixtures/running-sextant'
import { loadSecrets } from './secrets'

setDefaultTimeout(400_000)

const people = 20_000
const root = mkdtempSync(join(tmpdir(), 'sextant-restore-'))
const source = join(root, 'source')
const target = join(root, 'target')
const file = join(root, 'backup.tar')
const secretsFile = join(root, 'secrets')
const config = { ...readConfig(), databaseUrl: undefined }
const running: RunningSextant[] = []

afterAll(async () => {
  for (const sextant of running) await sextant.remove()
  rmSync(root, { recursive: true, force: true })
})

/** `bun run backup` or `restore`, as it is typed. */
async function run(what: 'backup' | 'restore', ...words: string[]) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, `${what}.ts`), ...words], {
    env: { ...process.env, DATABASE_URL: undefined },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [said, complained] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ])
  return { status: await child.exited, said, complained }
}

async function start(data: string, port: number) {
  mkdirSync(data, { recursive: true })
  const sextant = startSextant(data, port)
  running.push(sextant)
  await sextant.ready()
  return sextant
}

/** The demo workspace in a Sextant that runs, too small for the models that would otherwise be trained. */
async function seed(data: string): Promise<void> {
  const secrets = loadSecrets(data)
  const { owner, app, system } = databaseUrls(config, secrets, postgresPort(data))
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'seed.ts'), '--small'], {
    env: {
      ...process.env,
      DATABASE_URL: owner,
      DATABASE_APP_URL: app,
      DATABASE_SYSTEM_URL: system,
      SEXTANT_DEMO_PASSWORD: secrets.demoPassword,
      SEXTANT_SECRET: secrets.sessionSecret,
      SEXTANT_ORIGIN: 'http://localhost',
    },
    stdout: 'ignore',
    stderr: 'inherit',
  })
  expect(await child.exited).toBe(0)
}

const postgresPort = (data: string) => runningPostgres(join(data, 'postgres'))!.port
const ownerOf = (data: string, port: number) => databaseUrls(config, loadSecrets(data), port).owner

/** Maren of the demo, by an API key of hers. */
async function signedIn(port: number, password: string) {
  let credentials: Record<string, string> = { origin: `http://localhost:${port}` }
  const api = apiCaller(`http://localhost:${port}`, () => credentials)
  const entered = await api.ask('POST', '/auth/sign-in', { email: 'maren@meridian.example', password })
  credentials = {
    ...credentials,
    cookie: entered.headers
      .getSetCookie()
      .map(cookie => cookie.split(';')[0])
      .join('; '),
  }
  return api
}
type Api = Awaited<ReturnType<typeof signedIn>>

/** Customers are made, one after another, until it is told to end. */
function keepWriting(api: Api): { end: () => Promise<number> } {
  let isOver = false
  const writing = (async () => {
    let written = 0
    for (; !isOver; written += 1) await api.ask('POST', '/crm/customers', { name: `Written ${written}` })
    return written
  })()
  return {
    end: () => {
      isOver = true
      return writing
    },
  }
}

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 180_000; !(await is()); await Bun.sleep(50))
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`)
}

/** What the backup saw, and the import that was under way in it. */
let seen: SeenByBackup
let importId: string
/** A file on a record, whose bytes are in a folder. */
let attachmentId: string
const offer = 'An offer, in words: 株式会社'
const imported = (of: Api) => of.json<Import>('GET', `/crm/imports/${importId}`)

// The demo is written to, and an import is under way in it, while its backup is taken; then it is stopped.
beforeAll(async () => {
  const port = await freePort()
  const sextant = await start(source, port)
  await seed(source)
  const api = await signedIn(port, loadSecrets(source).demoPassword)
  const rows = Array.from({ length: people }, (_, i) => `Person ${i},p${i}@restored.example,Oslo`)
  const text = `name,e-mail,city\n${rows.join('\n')}\n`
  const uploaded = await api.json<{ id: string }>('POST', '/crm/files?name=leads.csv', text)
  const { id: recordId } = await api.json<{ id: string }>('POST', '/crm/customers', { name: 'Filed' })
  const onRecord = `/crm/attachments?entity=customer&recordId=${recordId}&name=offer.txt`
  attachmentId = (await api.json<{ id: string }>('POST', onRecord, offer)).id
  const drafted = { fileId: uploaded.id, entity: 'lead' }
  importId = (await api.json<Import>('POST', '/crm/imports', drafted)).id
  await api.ask('POST', `/crm/imports/${importId}/start`)
  await until('the first rows', async () => (await imported(api)).counts.read > 0)
  const writing = keepWriting(api)
  const [taken, looked] = await Promise.all([
    run('backup', file, '--data', source, '--secrets', secretsFile),
    seenByBackup(ownerOf(source, postgresPort(source)), importId, leftOut),
  ])
  seen = looked
  expect(taken).toMatchObject({ status: 0, complained: '' })
  expect(await writing.end()).toBeGreaterThan(1)
  await sextant.remove()
})

test('the backup is for its owner only, and has no secret in it', () => {
  expect([file, secretsFile].map(path => statSync(path).mode & 0o777)).toEqual([0o600, 0o600])
  const text = readFileSync(file, 'latin1')
  for (const secret of Object.values(loadSecrets(source))) expect(text).not.toContain(secret)
})

test('what is restored elsewhere equals what was there at the moment of the backup, and the import that was under way ends', async () => {
  expect(seen.importing.state).toBe('running')
  expect(seen.importing.read).toBeLessThan(people)
  const done = await run('restore', file, '--data', target, '--secrets', secretsFile)
  expect(done).toMatchObject({ status: 0, complained: '' })
  expect(loadSecrets(target)).toEqual(loadSecrets(source))
  const at = await freePort()
  const server = await startEmbeddedPostgres({
    dataFolder: join(target, 'postgres'),
    port: at,
    password: loadSecrets(target).postgresPassword,
  })
  const restored = await asOwner(ownerOf(target, at), owner => fingerprintOf(owner, leftOut))
  await server.stop()
  expect(restored).toEqual(seen.fingerprint)

  const port = await freePort()
  const sextant = await start(target, port)
  const there = await signedIn(port, loadSecrets(source).demoPassword)
  expect(await (await there.ask('GET', `/crm/attachments/${attachmentId}/content`)).text()).toBe(offer)
  await until('the end of the import', async () => (await imported(there)).state !== 'running')
  expect(await imported(there)).toMatchObject({
    state: 'done',
    counts: { read: people, created: people, refused: 0 },
  })
  const [counted] = await asOwner(
    ownerOf(target, postgresPort(target)),
    owner => owner`
      select count(*)::int as leads, count(distinct email)::int as people,
        (select count(*)::int from event where kind = 'lead.created' and after ->> 'email' like '%@restored.example') as events
      from lead where email like '%@restored.example'`,
  )
  expect(counted).toMatchObject({ leads: people, people, events: people })
  const busy = await run('restore', file, '--data', target)
  expect(busy).toMatchObject({ status: 2, complained: expect.stringContaining('A Sextant is running in') })
  await diskWithoutRoom()
  await sextant.remove()
})

/** A backup of what runs, for which the disk has no room, says so and leaves nothing. */
async function diskWithoutRoom(): Promise<void> {
  const tight = join(root, 'tight')
  mkdirSync(tight)
  const words = [join(import.meta.dir, 'backup.ts'), join(tight, 'b.tar'), '--data', target]
  // What goes beyond the limit is refused, as on a full disk.
  const limited = ['sh', '-c', 'trap "" XFSZ; ulimit -f 1000; exec "$@"', 'sh']
  const child = Bun.spawn([...limited, process.execPath, ...words], {
    env: { ...process.env, DATABASE_URL: undefined },
    stdout: 'ignore',
    stderr: 'pipe',
  })
  const complained = await new Response(child.stderr).text()
  expect(complained).toMatch(/The disk that holds .* is full/)
  expect(await child.exited).toBe(1)
  expect(readdirSync(tight)).toEqual([])
}

test('one that does not run is backed up too, and restored without its secrets it has new ones', async () => {
  const again = join(root, 'again.tar')
  expect(await run('backup', again, '--data', source)).toMatchObject({ status: 0, complained: '' })
  expect(runningPostgres(join(source, 'postgres'))).toBeUndefined()
  const fresh = join(root, 'fresh')
  expect(await run('restore', again, '--data', fresh)).toMatchObject({ status: 0, complained: '' })
  expect(loadSecrets(fresh).sessionSecret).not.toBe(loadSecrets(source).sessionSecret)
})

test('each mistake is told by one sentence, and nothing is written', async () => {
  const full = join(root, 'full')
  mkdirSync(full)
  writeFileSync(join(full, 'letter.txt'), '')
  const cut = join(root, 'cut.tar')
  copyFileSync(file, cut)
  truncateSync(cut, statSync(file).size - 2_000)
  const nowhere = join(root, 'nowhere')
  const refusals: [string[], number, RegExp][] = [
    [
      ['restore', file, '--data', full],
      2,
      /is not empty \(it holds letter\.txt\)\. Restore into a fresh folder/,
    ],
    [['restore', file, '--data', file], 2, /cannot be used as a folder/],
    [['restore', cut, '--data', nowhere], 1, /is not whole/],
    [['restore', secretsFile, '--data', nowhere], 1, /is no backup of Sextant/],
    [['restore', join(root, 'gone.tar'), '--data', nowhere], 1, /cannot be read \(ENOENT\)/],
    [['restore', file, '--data', nowhere, '--secrets', cut], 1, /is damaged/],
    [['restore', '--data', nowhere], 2, /Name the file of one backup/],
    [['backup', file, '--data', source], 1, /is there already/],
    [['backup', join(root, 'x.tar'), '--data', nowhere], 2, /There is no Sextant in/],
    [['backup', join(root, 'x.tar'), '--data', source, '--secrets', secretsFile], 2, /is there already/],
  ]
  for (const [[what, ...words], status, sentence] of refusals) {
    const refused = await run(what as 'backup', ...words)
    expect(refused.complained).toMatch(sentence)
    expect(refused.complained).not.toContain('    at ')
    expect([refused.status, refused.said]).toEqual([status, ''])
  }
  expect(existsSync(nowhere)).toBe(false)
  expect(readdirSync(full)).toEqual(['letter.txt'])
  expect(existsSync(join(root, 'x.tar'))).toBe(false)
})

test('a restore that is killed leaves a folder that no start takes, and the next restore goes over it', async () => {
  const data = join(root, 'killed')
  const words = [join(import.meta.dir, 'restore.ts'), file, '--data', data]
  const child = Bun.spawn([process.execPath, ...words], {
    env: { ...process.env, DATABASE_URL: undefined },
    stdout: 'ignore',
    stderr: 'ignore',
  })
  await until('its Postgres', async () => runningPostgres(join(data, 'postgres'))?.ready === true)
  const other = await run('restore', file, '--data', data)
  expect(other).toMatchObject({ status: 2, complained: expect.stringContaining('A Sextant is running in') })
  child.kill('SIGKILL')
  await child.exited
  await until('the lock', async () => tryLock(join(data, 'run', 'supervisor.lock'))?.release() === undefined)
  const sextant = startSextant(data, await freePort())
  running.push(sextant)
  await expect(sextant.ready()).rejects.toThrow('up ended with status 2')
  expect(await run('restore', file, '--data', data)).toMatchObject({ status: 0, complained: '' })
  expect(readdirSync(data)).not.toContain('restore-unfinished')
})
