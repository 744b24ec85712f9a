import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Import } from '@sextant/db/imports/import.model'
import type { Training } from '@sextant/db/models/training.model'
import type { RelayLag } from '@sextant/db/relay/relay-lag.model'
import { freePort } from '@sextant/db/server/free-port'
import { apiCaller } from './fixtures/api-caller'
import { processesOf, type RunningSextant, startSextant, until } from './fixtures/running-sextant'

setDefaultTimeout(600_000)

const people = 19_000
const doubles = 500
const faulty = 500
const silentAtMostMs = 30_000

const data = mkdtempSync(join(tmpdir(), 'sextant-chaos-'))
let port: number
let sextant: RunningSextant
let credentials: Record<string, string> = {}
let api: ReturnType<typeof apiCaller>

beforeAll(async () => {
  port = await freePort()
  sextant = startSextant(data, port)
  await sextant.ready()
  api = apiCaller(`http://localhost:${port}`, () => credentials)
  const person = { name: 'Noor', email: 'noor@chaos.example', password: 'correct horse battery staple' }
  const signedUp = await api.ask('POST', '/auth/sign-up', { ...person, workspace: 'Chaos' })
  credentials = {
    cookie: signedUp.headers
      .getSetCookie()
      .map(cookie => cookie.split(';')[0])
      .join('; '),
  }
  const { secret } = await api.json<{ secret: string }>('POST', '/crm/api-keys', {
    name: 'chaos',
    role: 'admin',
  })
  credentials = { authorization: `Bearer ${secret}` }
})
afterAll(async () => {
  await sextant.remove()
  rmSync(data, { recursive: true, force: true })
})

/** 20,000 rows: of each forty one is no person and one is an earlier person again, in capitals and moved to another city. */
function leadsFile(): string {
  const rows = Array.from({ length: people + doubles + faulty }, (_, i) => {
    const source = ['referral', 'website', 'event', 'outbound'][i % 4]
    const size = 10 + ((i * 7919) % 900)
    const wins = (i * 104_729) % 100 < (source === 'referral' ? 60 : 10) + size / 40
    const status = i % 5 > 0 ? 'new' : wins ? 'converted' : 'disqualified'
    if (i % 40 === 39) return `Nobody ${i},nobody at nowhere,Nowhere,${source},${size},new`
    if (i % 40 !== 19) return `Person ${i},p${i}@chaos.example,Oslo,${source},${size},${status}`
    // One within the batch, the next across batches.
    const earlier = i > 1100 && i % 80 === 19 ? i - 1010 : i - 10
    return `Person ${earlier},P${earlier}@CHAOS.example,City ${i},${source},${size},new`
  })
  return `name,e-mail,city,source,employees,status\n${rows.join('\n')}\n`
}

test('an import during which each part is killed makes every lead and its event exactly once', async () => {
  const file = await api.json<{ id: string }>('POST', '/crm/files?name=leads.csv', leadsFile())
  const { id } = await api.json<Import>('POST', '/crm/imports', { fileId: file.id, entity: 'lead' })
  const drafted = await api.json<Import>('PATCH', `/crm/imports/${id}`, { settings: { mode: 'both' } })
  expect(drafted.problems).toEqual([])
  await api.ask('POST', `/crm/imports/${id}/start`)
  const now = () => api.json<Import>('GET', `/crm/imports/${id}`)
  await until('the first rows', async () => (await now()).counts.read > 0 || undefined)
  const rowsBeyond = (read: number) =>
    until(`more than ${read} rows`, async () => {
      const { counts, state, failure } = await now()
      expect(failure).toBeNull()
      return counts.read > read || state === 'done' ? counts.read : undefined
    })
  // Those in whose hands the rows are, each while rows are being written; the worker's work is taken up when its heartbeat is missed.
  // Of Postgres it is the postmaster that dies: its data has then to be recovered, while everybody asks for connections again.
  for (const part of ['postgres', 'worker', 'temporal']) {
    const { state, counts } = await now()
    expect(state).toBe('running')
    await sextant.kill(part)()
    await rowsBeyond(counts.read)
  }
  for (const part of ['relay', 'edge', 'store', 'trainer']) await sextant.kill(part)()
  const done = await until('the end of the import', async () => {
    const imported = await now()
    return ['done', 'failed'].includes(imported.state) ? imported : undefined
  })
  expect(done).toMatchObject({ state: 'done', failure: null })
  expect(done.counts).toEqual({
    read: people + doubles + faulty,
    created: people,
    updated: doubles,
    skipped: 0,
    refused: faulty,
  })
  await everythingIsThere()
  await everyConsumerReads()
})

test('a training during which each part is killed ends with one version, and every lead is scored by it', async () => {
  const { id } = await api.json<Training>('POST', `${model}/train`)
  await trainingIs(atWork, id)
  // The trainer's work is taken up when its heartbeat is missed: some die while that is waited for, some during the second attempt.
  for (const part of ['trainer', 'worker', 'relay']) await sextant.kill(part)()
  await trainingIs(['reading', 'scoring'], id)
  await trainingIs(atWork, id)
  for (const part of ['postgres', 'temporal']) await sextant.kill(part)()
  await doneTraining(id)
  expect((await versions()).map(({ version }) => version)).toEqual([1])
  await everyLeadIsScoredBy(1)
  await everyConsumerReads()
})

test('a Sextant of which everything is killed in mid-training starts again with all its data, and goes on', async () => {
  const { id } = await api.json<Training>('POST', `${model}/train`)
  await trainingIs(atWork, id)
  await sextant.killEverything()
  const began = Date.now()
  sextant = startSextant(data, port)
  await sextant.ready()
  console.log(`The start after kill -9 of everything took ${((Date.now() - began) / 1000).toFixed(1)} s`)
  await everythingIsThere()
  await doneTraining(id)
  const kept = await versions()
  expect(kept.map(({ version }) => version).sort()).toEqual([1, 2])
  await everyLeadIsScoredBy(kept.find(({ alias }) => alias === 'champion')?.version ?? 0)
  await everyConsumerReads()
})

test.skipIf(process.platform !== 'linux')(
  'each part that hangs without dying is told of by /readyz and by up, ended, and started again',
  async () => {
    const behind = ['relay', 'worker', 'trainer', 'temporal', 'store']
    const back = sextant.hang(...behind)
    // Each by itself: one may be started again before the next is missed.
    const ill = new Set<string>()
    await until('the door to say which parts are ill', async () => {
      const { parts } = await api.json<{ parts: { part: string; ok: boolean }[] }>('GET', '/readyz')
      for (const { part, ok } of parts) if (!ok) ill.add(part)
      return behind.every(name => ill.has(name)) || undefined
    })
    await back()
    await sextant.hang('postgres', 'edge')()
    for (const part of [...behind, 'postgres', 'edge'])
      expect(sextant.said()).toMatch(new RegExp(`${part} +has not answered for \\d+ s and does nothing`))
    await everyConsumerReads()
  },
)

test('after all of it the doctor finds nothing', async () => {
  const doctor = Bun.spawn([process.execPath, join(import.meta.dir, 'doctor.ts'), '--data', data], {
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const said = (await new Response(doctor.stdout).text()) + (await new Response(doctor.stderr).text())
  expect([await doctor.exited, said]).toEqual([0, expect.stringContaining('nothing found')])
})

test('Ctrl-C leaves no process behind', async () => {
  expect(processesOf(data).length).toBeGreaterThan(7)
  expect(await sextant.interrupt()).toBe(0)
  expect(processesOf(data)).toEqual([])
})

const model = '/crm/models/lead-conversion'

const versions = async () =>
  (await api.json<{ versions: { version: number; alias: string }[] }>('GET', model)).versions

// A fast machine may be through with the nets before the row says so.
const atWork: Training['state'][] = ['training', 'evaluating', 'scoring']

const trainingIs = (wanted: Training['state'][], id: string) =>
  until(`a training that is ${wanted.join(' or ')}`, async () => {
    const { state, failure } = await api.json<Training>('GET', `${model}/trainings/${id}`)
    expect([failure, state]).not.toEqual([null, 'done'])
    return wanted.includes(state) || undefined
  })

async function doneTraining(id: string): Promise<void> {
  const training = await until('the end of the training', async () => {
    const training = await api.json<Training>('GET', `${model}/trainings/${id}`)
    return ['done', 'failed', 'cancelled'].includes(training.state) ? training : undefined
  })
  expect(training).toMatchObject({ state: 'done', failure: null })
}

/** No consumer of the log was lost with what was killed: each reads what happens now, and has read all that happened meanwhile. */
async function everyConsumerReads(): Promise<void> {
  await api.ask('POST', '/crm/customers', { name: 'Read by every consumer' })
  await until(
    'every consumer to read on',
    async () => {
      const { relay } = await api.json<{ relay: RelayLag[] }>('GET', '/crm/operations')
      return relay.length > 1 && relay.every(({ behind }) => behind === 0)
    },
    silentAtMostMs,
  )
}

/** The file of scores holds every lead once, each with the version that scored it. */
async function everyLeadIsScoredBy(version: number): Promise<void> {
  const [header = '', ...lines] = (await api.text(`${model}/scores.csv`)).trim().split(/\r?\n/)
  const column = header.split(',').indexOf('version')
  const cells = lines.map(line => line.split(','))
  expect(new Set(cells.map(([id]) => id)).size).toBe(people)
  expect(cells.map(cell => cell[column]).filter(by => by !== String(version))).toEqual([])
}

interface Journal {
  results: { kind: string; subjectId: string; after: { email?: string } | null }[]
  paging?: { next: { after: string } }
}

/** Every e-mail once, with exactly one `lead.created` of its own. */
async function everythingIsThere(): Promise<void> {
  const [header = '', ...lines] = (await api.text('/crm/leads/export.csv')).trim().split(/\r?\n/)
  const column = header
    .replace(/^\uFEFF/, '')
    .split(',')
    .indexOf('email')
  const emails = new Set(lines.map(line => line.split(',')[column]?.toLowerCase()))
  expect([lines.length, emails.size]).toEqual([people, people])
  const created: Journal['results'] = []
  for (let after = ''; ; ) {
    const page = await api.json<Journal>('GET', `/crm/journal?limit=1000${after && `&after=${after}`}`)
    created.push(...page.results.filter(event => event.kind === 'lead.created'))
    if (page.results.length === 0 || !page.paging) break
    after = page.paging.next.after
  }
  expect([created.length, new Set(created.map(event => event.subjectId)).size]).toEqual([people, people])
  expect(created.filter(event => !emails.delete(event.after?.email?.toLowerCase()))).toEqual([])
}
