import { expect, test } from 'bun:test'
import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { columnStates } from './column-states.rules'
import { keysTaken, madeAs, pickedAs } from './pick.rules'
import { scratchDraft } from './scratch-draft'

const stateOf = (becomes: Partial<ColumnMapping>, header = 'shoe_size') =>
  columnStates(scratchDraft('lead', [{ found: { header, leak: true }, becomes }]), [], [])[0]!

test('what values stand for is kept for the same field, and forgotten for another one', () => {
  const values = { hot: 'working' }
  const state = stateOf({ values })
  expect(pickedAs(state, { field: 'status' }, new Set())).toMatchObject({ field: 'status', values })
  expect(pickedAs(state, { field: 'city' }, new Set())).toEqual({ field: 'city', create: null, values: {} })
  expect(pickedAs(state, 'skip', new Set())).toEqual({ field: null, create: null })
})

test('a new field takes its name of the column, a kind that own fields have, and a key that nobody has', () => {
  const taken = new Set(['shoe_size'])
  expect(pickedAs(stateOf({ readAs: { kind: 'money' } }), 'new', taken)).toEqual({
    field: 'custom.shoe_size_2',
    create: { label: 'Shoe size', kind: 'number', afterwards: true },
    readAs: { kind: 'number' },
    empty: [],
  })
  for (const kind of ['language', 'reference'] as const)
    expect(pickedAs(stateOf({ readAs: { kind } }), 'new', new Set())?.create?.kind).toBe('text')
  expect(pickedAs(stateOf({ readAs: { kind: 'select' } }), 'new', new Set())?.create?.options).toEqual([])
})

test('a column that makes a field already keeps it', () => {
  const create = { label: 'Shoe size', kind: 'text' as const, afterwards: false }
  expect(pickedAs(stateOf({ field: 'custom.shoe', create }), 'new', new Set())).toBeUndefined()
})

test('a renamed field keeps how its cells are read, but for the kind', () => {
  const state = stateOf({ readAs: { kind: 'text', decimal: ',' } })
  const draft = { label: 'Größe', kind: 'number' as const, afterwards: false, empty: ['n/a'] }
  expect(madeAs(state, draft, new Set())).toEqual({
    field: 'custom.grosse',
    create: { label: 'Größe', kind: 'number', afterwards: false },
    readAs: { kind: 'number', decimal: ',' },
    empty: ['n/a'],
  })
})

test('keys are taken by fields that are there and by what other columns make, not by the column itself', () => {
  const draft = scratchDraft('lead', [
    { becomes: { field: 'custom.shoe' } },
    { becomes: { field: 'custom.hat' } },
    { becomes: { field: 'city' } },
  ])
  expect([...keysTaken(draft, [{ key: 'coat' }], 0)]).toEqual(['coat', 'hat'])
})
