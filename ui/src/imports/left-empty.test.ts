import { expect, test } from 'bun:test'
import type { ImportFault } from '@sextant/db/mapping/mapping.model'
import { mayBeLeftEmpty } from './left-empty.rules'

const fault = (more: Partial<ImportFault>): ImportFault => ({
  row: 2,
  n: 0,
  column: 'Mail',
  value: 'x',
  code: 'not_an_email',
  message: 'Not an e-mail.',
  params: {},
  ...more,
})

test('one bad cell may be left empty; what is wrong with a row may not', () => {
  for (const code of ['not_an_email', 'not_a_day', 'not_an_amount', 'reference_missing'] as const)
    expect([code, mayBeLeftEmpty(fault({ code }))]).toEqual([code, true])
  for (const code of ['required', 'duplicate', 'too_many_cells', 'not_a_record', 'rule'] as const)
    expect([code, mayBeLeftEmpty(fault({ code }))]).toEqual([code, false])
  expect(mayBeLeftEmpty(fault({ value: ' ' })), 'nothing is there').toBe(false)
  expect(mayBeLeftEmpty(fault({ column: null })), 'of no column').toBe(false)
  expect(mayBeLeftEmpty(fault({ params: { withheld: true } })), 'not to be seen').toBe(false)
})
