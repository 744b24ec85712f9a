import { beforeEach, describe, expect, test } from 'bun:test'
import { QueryClient } from '@tanstack/solid-query'
import fc from 'fast-check'
import { Problem } from '../../app/problem'
import type { Undo } from '../toast/acts'
import type { Rec } from './kind'
import { type RecordStore, recordKey, storeOf } from './record-cache'
import { type Conflict, type Edit, recordSaver, type Values } from './save-record'

const stale = () => new Problem('conflict', 412, 'stale')
const refused = () => new Problem('invalid', 422, 'no')
const lead = (more: Partial<Rec> = {}) =>
  ({ id: 'a', version: 1, name: 'Layla', company: 'Najd', custom: { size: 3 }, ...more }) as Rec

/** A server that has one record and looks at versions, as ours does. */
class Server {
  record = lead()
  fail: Problem | undefined
  edits: Edit[] = []
  calls: { body: Values; version: number }[] = []
  read = async () => this.record
  change = async (_id: string, body: Record<string, unknown>, version: number, edit: Edit) => {
    this.calls.push({ body, version })
    this.edits.push(edit)
    await Promise.resolve()
    if (this.fail) throw this.fail
    if (version !== this.record.version) throw stale()
    return this.elsewhere(body as Partial<Rec>)
  }
  /** Keys of changes that wait to be sent. */
  waiting = new Set<string>()
  withdraw = (key: string) => this.waiting.delete(key)
  /** Somebody else writes. */
  elsewhere(values: Partial<Rec>) {
    const custom = { ...this.record.custom, ...values.custom }
    this.record = { ...this.record, ...values, custom, version: this.record.version + 1 }
    return this.record
  }
}

let server: Server
let store: RecordStore
let told: { undo: Undo[]; words: string[]; conflict?: Conflict }
let save: ReturnType<typeof recordSaver>['save']
const known = () => store.known('a') as Rec

beforeEach(() => {
  const client = new QueryClient()
  client.setQueryData(recordKey('lead', 'a'), lead())
  server = new Server()
  store = storeOf(client, 'lead')
  told = { undo: [], words: [] }
  save = recordSaver('lead', key => key !== 'score' && key !== 'version', store, server, {
    begin: () => ({
      done: undo => void told.undo.push(undo),
      forget: () => void told.words.push('forgotten'),
    }),
    undone: ({ name }) => void told.words.push(`undone ${name}`),
    kept: ({ name }) => void told.words.push(`kept ${name}`),
    conflict: async question => {
      told.conflict = question
      return 'Dana was quicker.'
    },
    failed: error => void told.words.push(`failed ${(error as Problem).status}`),
    saved: id => void told.words.push(`saved ${id}`),
  }).save
})

const undoLast = async () => {
  await told.undo.pop()?.()
}

describe('a save', () => {
  test('is shown before the server has answered, and has its version once it has', async () => {
    const saving = save(known(), { company: 'Gulf' })
    expect(known()).toMatchObject({ company: 'Gulf', version: 1 })
    await saving
    expect(known()).toMatchObject({ company: 'Gulf', version: 2 })
    expect(told.words).toEqual(['saved a'])
  })

  test('puts a field of the workspace’s own in its place and leaves its neighbours', async () => {
    await save(known(), { 'custom.stage': 'b' })
    expect(server.calls[0]?.body).toEqual({ custom: { stage: 'b' } })
    expect(known().custom).toEqual({ size: 3, stage: 'b' })
  })

  test('that is refused is taken back, field by field, and thrown with its reason', async () => {
    server.fail = refused()
    const saving = save(known(), { company: 'Gulf', 'custom.size': 9 })
    // Meanwhile somebody else changes another field, which live news brings.
    store.put({ ...known(), name: 'Layla H.' })
    expect(await saving.catch((error: Problem) => error.status)).toBe(422)
    expect(known()).toMatchObject({ name: 'Layla H.', company: 'Najd', custom: { size: 3 } })
    expect([told.undo, told.words]).toEqual([[], ['forgotten']])
  })

  test('begun while another is under way is made of what that one has left, and both go through', async () => {
    const both = Promise.all([save(known(), { company: 'Gulf' }), save(known(), { name: 'Layla H.' })])
    await both
    expect(server.calls.map(({ version }) => version)).toEqual([1, 2])
    expect(server.record).toMatchObject({ company: 'Gulf', name: 'Layla H.' })
  })

  test('of a record that somebody changed says who was quicker and overwrites nothing', async () => {
    server.elsewhere({ company: 'Andes Agro' })
    const error = await save(known(), { company: 'Gulf' }).catch((thrown: Problem) => thrown)
    expect(error).toMatchObject({ status: 412, detail: 'Dana was quicker.' })
    expect(server.record.company).toBe('Andes Agro')
    expect(known().company).toBe('Andes Agro')
  })
})

describe('an editor that was open while somebody else saved', () => {
  /** Live news bring the row anew behind the open editor. */
  const openedThenChanged = (values: Partial<Rec>) => {
    const opened = known()
    store.put(server.elsewhere(values))
    return opened
  }

  test('does not overwrite what they saved, though the row behind it is fresh', async () => {
    const opened = openedThenChanged({ company: 'Andes Agro' })
    expect(known().version).toBe(2)
    const error = await save(opened, { company: 'Gulf' }).catch((thrown: Problem) => thrown)
    expect(error).toMatchObject({ status: 412 })
    expect(server.record.company).toBe('Andes Agro')
    expect(told.conflict).toMatchObject({
      opened: { company: 'Najd', version: 1 },
      now: { company: 'Andes Agro', version: 2 },
      values: { company: 'Gulf' },
    })
  })

  test('keeps mine when that is the answer, and that can be taken back to theirs', async () => {
    await save(openedThenChanged({ company: 'Andes' }), { company: 'Gulf' }).catch(() => undefined)
    await told.conflict?.keepMine()
    expect(server.record.company).toBe('Gulf')
    await undoLast()
    expect(server.record.company).toBe('Andes')
  })

  test('asks again where they were quicker once more while the question stood', async () => {
    await save(openedThenChanged({ company: 'Andes' }), { company: 'Gulf' }).catch(() => undefined)
    server.elsewhere({ company: 'Lima' })
    expect(await told.conflict?.keepMine().catch((error: Problem) => error.status)).toBe(412)
    expect(server.record.company).toBe('Lima')
    await told.conflict?.keepMine()
    expect(server.record.company).toBe('Gulf')
  })

  test('asks also where they changed another field that people write, and writes nothing meanwhile', async () => {
    const opened = openedThenChanged({ name: 'Layla H.' })
    expect(await save(opened, { company: 'Gulf' }).catch((error: Problem) => error.status)).toBe(412)
    expect(server.record).toMatchObject({ name: 'Layla H.', company: 'Najd' })
  })

  test('goes through where only a score or another derived value is new', async () => {
    const opened = { ...known(), score: 40 } as Rec
    store.put(server.elsewhere({ score: 82 }))
    await save(opened, { company: 'Gulf' })
    expect(server.record).toMatchObject({ score: 82, company: 'Gulf' })
    expect(told.conflict).toBeUndefined()
  })

  test('is not outdated by this page’s own saves, however many there were', async () => {
    const opened = known()
    await save(known(), { name: 'Layla H.' })
    await save(known(), { 'custom.size': 4 })
    await save(opened, { company: 'Gulf' })
    expect(server.record).toMatchObject({ name: 'Layla H.', company: 'Gulf', custom: { size: 4 } })
    expect(told.conflict).toBeUndefined()
  })

  test('is outdated by somebody else’s save between two of its own', async () => {
    const opened = known()
    await save(known(), { name: 'Layla H.' })
    store.put(server.elsewhere({ company: 'Andes' }))
    await save(known(), { 'custom.size': 4 })
    expect(await save(opened, { company: 'Gulf' }).catch((error: Problem) => error.status)).toBe(412)
    expect(server.record.company).toBe('Andes')
  })

  test('of an amount told in another order is of the same amount', async () => {
    const opened = { ...known(), value: { minor: 5, currency: 'EUR' }, score: 1 } as Rec
    server.elsewhere({ value: { currency: 'EUR', minor: 5 }, score: 2 } as Partial<Rec>)
    await save(opened, { company: 'Gulf' })
    expect(server.record.company).toBe('Gulf')
  })
})

describe('a save that cannot be sent yet', () => {
  const keptAs = (key: string) => {
    server.waiting.add(key)
    server.fail = new Problem('kept', 0, '', undefined, [], undefined, undefined, { key })
  }

  test('stays on the screen, and is no failure', async () => {
    keptAs('k1')
    expect(await save(known(), { company: 'Gulf' })).toMatchObject({ company: 'Gulf', version: 1 })
    expect(known().company).toBe('Gulf')
    expect(told.words).toEqual([])
  })

  test('is told with what people write as the edit began from it, earlier ones that wait included', async () => {
    keptAs('k1')
    const opened = known()
    await save(opened, { company: 'Gulf' })
    await save(opened, { 'custom.size': 9 })
    expect(server.edits.map(({ opened: from }) => [from.company, from['custom.size']])).toEqual([
      ['Najd', 3],
      ['Gulf', 3],
    ])
  })

  test('is taken out of what waits by Undo, and sent nowhere', async () => {
    keptAs('k1')
    await save(known(), { company: 'Gulf' })
    await undoLast()
    expect([known().company, server.waiting.size, server.calls.length]).toEqual(['Najd', 0, 1])
    expect(told.words).toEqual(['undone Layla'])
  })

  test('that was sent meanwhile is taken back by another', async () => {
    keptAs('k1')
    await save(known(), { company: 'Gulf' })
    server.waiting.clear()
    server.fail = undefined
    server.elsewhere({ company: 'Gulf' })
    await undoLast()
    expect(server.record.company).toBe('Najd')
  })
})

describe('taking back', () => {
  test('puts the old values back one save after the other', async () => {
    await save(known(), { company: 'Gulf' })
    await save(known(), { company: 'Medina' })
    await undoLast()
    expect(server.record.company).toBe('Gulf')
    await undoLast()
    expect(server.record.company).toBe('Najd')
    expect(known().company).toBe('Najd')
    expect(told.words.filter(word => word.startsWith('undone'))).toHaveLength(2)
  })

  test('keeps what somebody has changed since, and says so', async () => {
    await save(known(), { company: 'Gulf' })
    server.elsewhere({ company: 'Andes' })
    await undoLast()
    expect(server.record.company).toBe('Andes')
    expect(known().company).toBe('Andes')
    expect(told.words.at(-1)).toBe('kept Layla')
  })

  test('goes on where only other fields were changed since', async () => {
    await save(known(), { company: 'Gulf' })
    server.elsewhere({ name: 'Layla H.' })
    await undoLast()
    expect(server.record).toMatchObject({ company: 'Najd', name: 'Layla H.' })
  })

  test('that fails says so and leaves the save as it is', async () => {
    await save(known(), { company: 'Gulf' })
    server.fail = new Problem('offline', 0, '')
    await undoLast()
    expect(told.words.at(-1)).toBe('failed 0')
    expect(known().company).toBe('Gulf')
  })
})

test('whatever is saved, refused and taken back, the page ends with what the server has', async () => {
  const act = fc.oneof(
    fc.record({ do: fc.constant('save' as const), value: fc.constantFrom('A', 'B', 'C') }),
    fc.record({ do: fc.constant('refuse' as const), value: fc.constantFrom('A', 'B', 'C') }),
    fc.record({ do: fc.constant('undo' as const), value: fc.constant('') }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 8 }), async acts => {
      for (const { do: what, value } of acts) {
        server.fail = what === 'refuse' ? refused() : undefined
        if (what === 'undo') await undoLast()
        else await save(known(), { company: value }).catch(() => undefined)
        expect(known().company).toBe(server.record.company)
        expect(known().version).toBe(server.record.version)
      }
    }),
    { numRuns: 60 },
  )
})
