import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { openDatabase } from '@sextant/db/app/open-database'
import type { Import } from '@sextant/db/imports/import.model'
import { freePort } from '@sextant/db/server/free-port'
import { readConfig } from './config'
import { databaseUrls } from './database-urls'
import { apiCaller } from './fixtures/api-caller'
import { type RunningSextant, startSextant, until } from './fixtures/running-sextant'
import { smallDisk } from './fixtures/small-disk'
import { rememberedPort } from './ports'
import { loadSecrets } from './secrets'

setDefaultTimeout(400_000)

const people = 24_000
const disk = smallDisk(420)
let sextant: RunningSextant
let origin: string
let credentials: Record<string, string> = {}
let api: ReturnType<typeof apiCaller>
/** What was acknowledged, each with the name that it was given. */
const acknowledged: string[] = []

describe.skipIf(!disk)('a real disk that is full', () => {
  const data = join(disk?.folder ?? '', 'data')
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    sextant = startSextant(data, port)
    await sextant.ready()
    api = apiCaller(origin, () => credentials)
    // Whoever repeats this after no answer in time must be somebody else: the account may be there.
    const signedUp = await until('an account', async () => {
      const email = `${crypto.randomUUID()}@full.example`
      const person = { name: 'Noor', email, password: 'correct horse battery staple', workspace: 'Full' }
      const answer = await fetch(`${origin}/auth/sign-up`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(person),
      })
      return answer.ok ? answer : undefined
    })
    const cookies = signedUp.headers.getSetCookie().map(cookie => cookie.split(';')[0])
    credentials = { cookie: cookies.join('; ') }
    const { secret } = await api.json<{ secret: string }>('POST', '/crm/api-keys', {
      name: 'full',
      role: 'admin',
    })
    credentials = { authorization: `Bearer ${secret}` }
  })
  afterAll(async () => {
    disk?.free()
    await sextant?.remove()
    disk?.remove()
  })

  test('stops writes and nothing else in mid-import, which goes on to its end when there is room', async () => {
    const rows = Array.from({ length: people }, (_, n) => `Person ${n},p${n}@full.example,Oslo`)
    const file = await api.json<{ id: string }>(
      'POST',
      '/crm/files?name=leads.csv',
      `name,e-mail,city\n${rows.join('\n')}\n`,
    )
    const { id } = await api.json<Import>('POST', '/crm/imports', { fileId: file.id, entity: 'lead' })
    await api.ask('POST', `/crm/imports/${id}/start`)
    const now = () => api.json<Import>('GET', `/crm/imports/${id}`)
    await until('the first rows', async () => (await now()).counts.read > 0 || undefined)
    await until('a write to be taken', async () => (await write()).status === 201 || undefined)
    disk!.fill()
    await until('a write to be refused', async () => {
      disk!.fill()
      return (await write()).rule === 'disk.full' || undefined
    })
    for (let round = 1; round <= 10; round += 1) {
      disk!.fill()
      const paths = ['/healthz', `/crm/leads?limit=${round}&sort=-name`, `/crm/leads?limit=${round}`]
      const answers = await Promise.all(
        paths.map(path => fetch(`${origin}${path}`, { headers: credentials })),
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      const { status, rule } = await write()
      expect([status, rule]).toEqual(status === 201 ? [201, undefined] : [503, 'disk.full'])
      expect(await now()).toMatchObject({ state: 'running', failure: null })
    }
    disk!.free()
    await until('the end of the import', async () => (await now()).state === 'done' || undefined)
    expect((await now()).counts).toMatchObject({ read: people, created: people, refused: 0 })
    await nothingIsLost()
  })

  test('on which Postgres itself finds no room for its log ends it; it is back, with all that was acknowledged, once there is', async () => {
    const { owner } = databaseUrls(readConfig({}), loadSecrets(data), rememberedPort(data, 'postgres'))
    const db = openDatabase({ appUrl: owner, systemUrl: owner, maxConnections: 1, name: 'full-disk-test' })
    const before = deaths()
    disk!.fill()
    await until('Postgres to end itself', async () => {
      await write()
      disk!.fill()
      // A segment of its log is full as soon as it is told so: the next has to be made.
      await db.system`select pg_switch_wal()`.catch(() => undefined)
      return deaths() > before || undefined
    })
    await db.close()
    for (let round = 0; round < 5; round += 1) {
      expect((await fetch(`${origin}/healthz`)).status).toBe(200)
      expect([201, 503]).toContain((await write()).status)
    }
    disk!.free()
    await until('a write to be taken again', async () => (await write()).status === 201 || undefined)
    await nothingIsLost()
    await until('every part to be well', async () => {
      const { state } = await api.json<{ state: string }>('GET', '/readyz')
      return state === 'well' || undefined
    })
  })
})

const deaths = () => sextant.said().split('postgres   died').length

async function write(): Promise<{ status: number; rule?: string }> {
  const name = `Acknowledged ${crypto.randomUUID()}`
  const response = await fetch(`${origin}/crm/customers`, {
    method: 'POST',
    headers: { ...credentials, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  })
  const answer = (await response.json()) as { id: string; rule?: string }
  if (response.status === 201) acknowledged.push(answer.id)
  return { status: response.status, rule: answer.rule }
}

async function nothingIsLost(): Promise<void> {
  expect(acknowledged.length).toBeGreaterThan(0)
  for (const id of acknowledged) await api.ask('GET', `/crm/customers/${id}`)
}
