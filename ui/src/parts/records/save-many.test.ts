import { beforeEach, expect, test } from 'bun:test'
import { QueryClient } from '@tanstack/solid-query'
import { Problem } from '../../app/problem'
import type { Undo } from '../toast/acts'
import type { Rec } from './kind'
import { listKey, type Pages, type RecordStore, storeOf } from './record-cache'
import { type BulkServer, bulkSaver, type Outcome } from './save-many'

const n = 450
const ids = Array.from({ length: n }, (_, at) => `r${at}`)
const done = (count: number) => `${count} done`

let client: QueryClient
let store: RecordStore
let pieces: number[]
let refuse: ReadonlySet<string>
let failAtPiece: number | undefined
let told: string[]
let undo: Undo | undefined
let writes: ReturnType<typeof bulkSaver>

const state = (id: string) => store.known(id)?.status
const server: BulkServer = {
  batch: async (_verb, items) => {
    pieces.push(items.length)
    if (pieces.length === failAtPiece) throw new Problem('offline', 0, '')
    return items.map(({ id, values }): Outcome => {
      if (refuse.has(String(id)))
        return {
          status: 422,
          problem: { code: 'invalid', rule: 'lead.status_step', detail: 'No way there.' },
        }
      const record = { ...store.known(String(id)), ...(values as object), version: 2 } as Rec
      return { id: String(id), status: 200, ...(values ? { record } : {}) }
    })
  },
  restore: async id => {
    if (refuse.has(id)) throw new Problem('offline', 0, '')
  },
}

beforeEach(() => {
  client = new QueryClient()
  store = storeOf(client, 'lead')
  const results = ids.map(
    (id, at) => ({ id, version: 1, status: at % 2 ? 'new' : 'working' }) as unknown as Rec,
  )
  client.setQueryData<Pages>([...listKey('lead'), 'all'], {
    pages: [{ results, names: {}, total: { value: n, exact: true } }],
    pageParams: [undefined],
  })
  pieces = []
  refuse = new Set()
  failAtPiece = undefined
  told = []
  undo = undefined
  writes = bulkSaver(store, server, {
    begin: () => ({ done: () => undefined, forget: () => void told.push('forgotten') }),
    done: (words, take) => {
      told.push(words)
      undo = take
    },
    refused: (count, why) => void told.push(`refused ${count}: ${why}`),
    failed: error => void told.push(`failed ${(error as Problem).code}`),
    archived: () => void told.push('archived'),
    restored: async count => void told.push(`restored ${count}`),
  })
})

const taken = async () => undo?.()

test('many records are sent in pieces that the server takes, and shown at once', async () => {
  const saving = writes.saveMany(ids, { status: 'nurture' }, done)
  expect(ids.map(state)).toEqual(ids.map(() => 'nurture'))
  await saving
  expect(pieces).toEqual([200, 200, 50])
  expect(told).toEqual(['450 done'])
})

test('a refused one has its own value back, its reason is told once with how many, the others went through', async () => {
  refuse = new Set(['r1', 'r300', 'r301'])
  await writes.saveMany(ids, { status: 'nurture' }, done)
  expect([state('r1'), state('r300'), state('r2')]).toEqual(['new', 'working', 'nurture'])
  expect(told[0]).toMatch(/^refused 3: .+ \(3\)$/)
  expect(told[1]).toBe('447 done')
})

test('Undo puts back what each one had, not one value for all, and never touches a refused one', async () => {
  refuse = new Set(['r0'])
  await writes.saveMany(ids.slice(0, 5), { status: 'nurture' }, done)
  refuse = new Set()
  pieces = []
  await taken()
  expect(pieces).toEqual([4])
  expect(ids.slice(0, 5).map(state)).toEqual(['working', 'new', 'working', 'new', 'working'])
})

test('when the server is gone in the midst, everything shown is taken back and the failure is told', async () => {
  failAtPiece = 2
  await writes.saveMany(ids, { status: 'nurture' }, done)
  expect(ids.map(state)).toEqual(ids.map((_, at) => (at % 2 ? 'new' : 'working')))
  expect(told).toEqual(['forgotten', 'failed offline'])
  expect(undo).toBeUndefined()
})

test('nothing is said to be done where all were refused', async () => {
  refuse = new Set(['r1'])
  await writes.saveMany(['r1'], { status: 'nurture' }, done)
  expect(told).toEqual([expect.stringMatching(/^refused 1/), 'forgotten'])
  expect(undo).toBeUndefined()
})

test('archived ones leave the list, those that were refused stay, and the answer says which went', async () => {
  refuse = new Set(['r2'])
  expect(await writes.archive(['r1', 'r2', 'r3'], done)).toEqual(['r1', 'r3'])
  const [page] = client.getQueryData<Pages>([...listKey('lead'), 'all'])?.pages ?? []
  expect(page?.total?.value).toBe(n - 2)
  expect([state('r1'), state('r2')]).toEqual([undefined, 'working'])
  expect(told).toEqual(['archived', expect.stringMatching(/^refused 1/), '2 done'])
})

test('bringing back stops at the first one that reaches nobody, and counts what came', async () => {
  refuse = new Set(['r2'])
  expect(await writes.restore(['r1', 'r2', 'r3'])).toBe(1)
  expect(told).toEqual(['failed offline', 'restored 1'])
})
