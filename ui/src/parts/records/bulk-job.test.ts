import { beforeEach, expect, test } from 'bun:test'
import type { Bulk, BulkFault } from '@sextant/db/bulk/bulk.model'
import { QueryClient } from '@tanstack/solid-query'
import { Problem } from '../../app/problem'
import type { Undo } from '../toast/acts'
import { type BulkServer, bulkSaver } from './bulk-job'
import type { Rec } from './kind'
import { listKey, type Pages, type RecordStore, storeOf } from './record-cache'

const n = 450
const ids = Array.from({ length: n }, (_, at) => `r${at}`)
const done = (count: number) => `${count} done`
const job: Bulk = {
  id: 'b1',
  version: 1,
  entity: 'lead',
  verb: 'update',
  values: null,
  state: 'done',
  total: n,
  counts: { changed: n, same: 0, refused: 0 },
  undo: null,
  failure: null,
  createdBy: null,
  createdAt: '',
  startedAt: null,
  finishedAt: null,
  undoableUntil: null,
}
const fault = (phase: BulkFault['phase'], subjectId: string): BulkFault => ({
  phase,
  n: 0,
  subjectType: 'lead',
  subjectId,
  name: subjectId,
  code: 'invalid',
  rule: 'lead.transition',
  pointer: null,
  message: '',
  params: {},
})

let client: QueryClient
let store: RecordStore
/** What the server is asked, and what it then answers: a job, and how it is each time that it is looked at. */
let asked: unknown[]
let answers: (Bulk | Problem)[]
let faults: BulkFault[]
let told: string[]
let undo: Undo | undefined
let writes: ReturnType<typeof bulkSaver>

const state = (id: string) => store.known(id)?.status
const next = async () => {
  const answer = answers.shift()
  if (answer instanceof Problem || !answer) throw answer ?? new Error('asked too often')
  return answer
}
const server: BulkServer = {
  ask: asking => {
    asked.push(asking)
    return next()
  },
  undo: id => {
    asked.push(`undo ${id}`)
    return next()
  },
  read: next,
  faults: async (_id, phase) => faults.filter(one => one.phase === phase),
  pause: async () => undefined,
}

beforeEach(() => {
  client = new QueryClient()
  store = storeOf(client, 'lead')
  const results = ids.map(
    (id, at) => ({ id, version: 1, status: at % 2 ? 'new' : 'working' }) as unknown as Rec,
  )
  client.setQueryData<Pages>([...listKey('lead'), 'all'], {
    pages: [{ number: 0, results, names: {}, total: { value: n, exact: true } }],
  })
  asked = []
  answers = []
  faults = []
  told = []
  undo = undefined
  writes = bulkSaver(store, server, {
    begin: () => ({ done: () => undefined, forget: () => void told.push('forgotten') }),
    ongoing: ({ state: begun }) => ({
      step: ({ state: now, counts }) => void told.push(`${begun}: ${now} ${counts.changed}`),
      close: () => void told.push(`${begun}: over`),
    }),
    done: (words, take) => {
      told.push(words)
      undo = take
    },
    refused: (_job, list) => void told.push(`refused ${list.map(({ subjectId }) => subjectId)}`),
    undone: count => void told.push(`undone ${count}`),
    stopped: ({ state: now }) => void told.push(`stopped ${now}`),
    failed: error => void told.push(`failed ${(error as Problem).code}`),
    reread: async some => void told.push(`reread ${some?.length ?? 'all'}`),
  })
})

test('the change is one job, of which the screen shows what it has at once', async () => {
  answers = [{ ...job, counts: { changed: 3, same: 0, refused: 0 } }]
  const saving = writes.saveMany({ ids: ids.slice(0, 3) }, { status: 'nurture', 'custom.fleet': 2 }, done)
  expect(ids.slice(0, 4).map(state)).toEqual(['nurture', 'nurture', 'nurture', 'new'])
  expect(await saving).toBe(true)
  expect(asked).toEqual([
    { verb: 'update', values: { status: 'nurture', custom: { fleet: 2 } }, ids: ids.slice(0, 3) },
  ])
  expect(told).toEqual(['3 done', 'reread 3'])
})

test('of all that match the question is sent, not what is loaded; while it lasts it tells how far it is, and outlives a server that is gone for a while', async () => {
  const at = (now: Bulk['state'], changed: number) => ({
    ...job,
    state: now,
    counts: { changed, same: 0, refused: 0 },
  })
  answers = [at('queued', 0), at('running', 500), new Problem('offline', 0, ''), at('done', 13_021)]
  const matching = { filter: 'status:eq:new' }
  await writes.saveMany({ matching, loaded: ids }, { status: 'nurture' }, done)
  expect(asked).toEqual([{ verb: 'update', values: { status: 'nurture' }, matching }])
  expect(told).toEqual([
    'queued: running 500',
    'queued: done 13021',
    'queued: over',
    '13021 done',
    'reread all',
  ])
})

test('Undo asks the server, tells how many are as they were, and which stay', async () => {
  answers = [job]
  await writes.saveMany({ ids }, { status: 'nurture' }, done)
  told = []
  const undoing = { ...job, undo: { undone: n - 1, kept: 1 } }
  answers = [
    { ...undoing, state: 'undoing' },
    { ...undoing, state: 'undone' },
  ]
  faults = [fault('act', 'r1'), fault('undo', 'r7')]
  await undo?.()
  expect(asked[1]).toBe('undo b1')
  expect(told).toEqual(['undoing: undone 450', 'undoing: over', 'reread all', 'undone 449', 'refused r7'])
})

test('what was refused is read anew and named, the others went through', async () => {
  answers = [{ ...job, counts: { changed: n - 2, same: 0, refused: 2 } }]
  faults = [fault('act', 'r1'), fault('act', 'r300')]
  expect(await writes.archive({ ids }, done)).toBe(true)
  expect(told).toEqual(['448 done', 'reread all', 'refused r1,r300'])
})

test('nothing is said to be done where all were refused', async () => {
  answers = [{ ...job, counts: { changed: 0, same: 0, refused: 1 } }]
  faults = [fault('act', 'r1')]
  expect(await writes.restore({ ids: ['r1'] }, done)).toBe(false)
  expect(told).toEqual(['forgotten', 'reread all', 'refused r1'])
  expect(undo).toBeUndefined()
})

test('one that was stopped says so, and what it did can be taken back', async () => {
  const failure = { message: '', rule: 'asker.gone' }
  answers = [{ ...job, state: 'failed', failure, counts: { changed: 500, same: 0, refused: 0 } }]
  await writes.saveMany({ ids }, { status: 'nurture' }, done)
  expect(told).toEqual(['500 done', 'reread all', 'stopped failed'])
  expect(undo).toBeDefined()
})

test('when the server is not reached, each has its own value back and the failure is told', async () => {
  answers = [new Problem('offline', 0, '')]
  expect(await writes.saveMany({ ids }, { status: 'nurture' }, done)).toBe(false)
  expect(ids.map(state)).toEqual(ids.map((_, at) => (at % 2 ? 'new' : 'working')))
  expect(told).toEqual(['forgotten', 'failed offline'])
  expect(undo).toBeUndefined()
})
