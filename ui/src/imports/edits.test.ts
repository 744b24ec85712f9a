import { expect, test } from 'bun:test'
import type { Import, ImportUpdate } from '@sextant/db/imports/import.model'
import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { createEdits } from './edits'
import { overlay, together } from './edits.rules'

const column = (n: number, field: string | null): ColumnMapping => ({
  column: n,
  field,
  create: null,
  readAs: { kind: 'text' },
  values: {},
  empty: [],
  emptyCells: null,
})
const draft = {
  id: 'i',
  name: 'a.csv',
  entity: 'lead',
  state: 'checking',
  preview: {},
  settings: { mode: 'both' },
  format: {},
  mapping: [column(0, 'name'), column(1, 'email')],
} as unknown as Import

/** A server that answers when it is told to. */
function server() {
  const sent: ImportUpdate[] = []
  const answers: ((refuse?: Error) => void)[] = []
  const edits = createEdits((_, change) => {
    sent.push(change)
    return new Promise((resolve, reject) =>
      answers.push(refuse => (refuse ? reject(refuse) : resolve({ ...draft, version: sent.length }))),
    )
  })
  return { sent, edits, answer: (refuse?: Error) => answers.shift()?.(refuse) }
}
const turn = () => new Promise(resolve => setTimeout(resolve, 0))

test('changes made while one is on its way go together in the next, and only the last answer is shown', async () => {
  const { sent, edits, answer } = server()
  const shown: number[] = []
  const told = { saved: (one: Import) => shown.push(one.version), refused: () => shown.push(-1) }
  void edits.add('i', { mapping: [column(0, null)] }, told)
  void edits.add('i', { mapping: [column(1, 'phone')] }, told)
  const done = edits.add('i', { mapping: [column(1, 'company')], settings: { mode: 'create' } }, told)
  expect(edits.waiting('i')?.mapping?.map(one => one.field)).toEqual([null, 'company'])
  answer()
  await turn()
  answer()
  await done
  expect(sent.length).toBe(2)
  expect(sent[1]).toEqual({ mapping: [column(1, 'company')], settings: { mode: 'create' } })
  expect(shown).toEqual([2])
  expect(edits.waiting('i')).toBeUndefined()
})

test('a refusal drops what waits behind it, and later changes are sent again', async () => {
  const { sent, edits, answer } = server()
  const said: string[] = []
  const told = { saved: () => said.push('saved'), refused: (error: unknown) => said.push(String(error)) }
  void edits.add('i', { name: 'b' }, told)
  const first = edits.add('i', { name: 'c' }, told)
  answer(new Error('no'))
  await first
  const second = edits.add('i', { name: 'd' }, told)
  answer()
  await second
  expect(sent.map(change => change.name)).toEqual(['b', 'd'])
  expect(said).toEqual(['Error: no', 'saved'])
})

test('a change is laid over the draft at once, and what was counted before goes', () => {
  const after = overlay(draft, { mapping: [{ ...column(1, null) }], settings: { mode: 'create' } })
  expect(after.mapping.map(one => one.field)).toEqual(['name', null])
  expect([after.settings.mode, after.preview, after.state]).toEqual(['create', null, 'draft'])
})

test('another separator drops what was chosen for the columns before', () => {
  expect(together({ mapping: [column(0, null)] }, { format: { delimiter: ';' } }).mapping).toBeUndefined()
})
