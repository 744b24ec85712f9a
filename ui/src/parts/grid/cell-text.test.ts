import { expect, test } from 'bun:test'
import { currencies } from '@sextant/db/core/currencies.rules'
import type { Money } from '@sextant/db/core/field.model'
import fc from 'fast-check'
import { intlTag } from '../../app/locale.rules'
import { textOf, writeOf } from './cell-text.rules'
import type { CellEdit } from './grid.model'

interface Row {
  value: unknown
}
/** An editor of one kind, and what it saved. */
function editor(kind: CellEdit<Row>['kind'], currency = 'EUR') {
  const saved: unknown[] = []
  const save = async (_row: Row, value: unknown) => void saved.push(value)
  const value = (row: Row) => row.value
  return { edit: { kind, value, save, currency, options: () => [] } as unknown as CellEdit<Row>, saved }
}
/** Saves what was typed, by a reader of English unless another language is named. */
async function type(row: Row, edit: CellEdit<Row>, text: string, tag = 'en-GB') {
  const write = writeOf(row, edit, text, tag)
  if (!('fault' in write)) await write()
}
const money = (minor: number, currency = 'EUR'): Money => ({ minor, currency })

test('a text is saved without outer space, and an emptied one as no value', async () => {
  for (const kind of ['text', 'select', 'date'] as const) {
    const { edit, saved } = editor(kind)
    await type({ value: 'old' }, edit, '  new ')
    await type({ value: 'old' }, edit, '   ')
    expect([kind, saved]).toEqual([kind, ['new', null]])
  }
})

test('what an amount shows in its editor is read back as the same amount, in every kind of currency', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.constantFrom(...currencies),
      fc.constantFrom(...Object.values(intlTag)),
      async (minor, currency, tag) => {
        const { edit, saved } = editor('money')
        const row = { value: money(minor, currency) }
        await type(row, edit, textOf(row, edit, tag), tag)
        expect(saved).toEqual([row.value])
      },
    ),
  )
})

test('an amount keeps its own currency, and a first one takes the workspace’s', async () => {
  const { edit, saved } = editor('money', 'SAR')
  await type({ value: money(100, 'JPY') }, edit, '450')
  await type({ value: null }, edit, '450')
  expect(saved).toEqual([money(450, 'JPY'), money(45_000, 'SAR')])
})

test('what is no number is not sent at all', () => {
  for (const kind of ['number', 'money'] as const)
    for (const text of ['abc', '1 2 x', '--3', '1.2.3.4,5'])
      expect([kind, text, writeOf({ value: null }, editor(kind).edit, text, 'en-GB')]).toEqual([
        kind,
        text,
        { fault: 'number' },
      ])
})

test('an emptied number is no value, and zero is a value', async () => {
  const { edit, saved } = editor('number')
  await type({ value: 3 }, edit, '')
  await type({ value: 3 }, edit, '0')
  expect(saved).toEqual([null, 0])
  expect(textOf({ value: 0 }, edit, 'en-GB')).toBe('0')
  expect(textOf({ value: null }, edit, 'en-GB')).toBe('')
})
