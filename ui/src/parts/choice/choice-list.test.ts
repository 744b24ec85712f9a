import { expect, test } from 'bun:test'
import { activeAfter, addable, inOrder, matching, toggled } from './choice-list.rules'

const choices = [
  { value: 'DE', label: 'Germany' },
  { value: 'CI', label: 'Côte d’Ivoire' },
  { value: 'EG', label: 'مصر' },
  { value: 's1', label: 'Proposal', note: 'Renewals' },
]

test('a value is found by a part of its words, in any writing of its letters, and by where it belongs', () => {
  const found = (typed: string) => matching(choices, typed).map(({ value }) => value)
  expect(found('germ')).toEqual(['DE'])
  expect(found("cote d'iv")).toEqual(['CI'])
  expect(found('مـصر')).toEqual(['EG'])
  expect(found('renew')).toEqual(['s1'])
  expect(found('  ')).toEqual(['DE', 'CI', 'EG', 's1'])
  expect(found('zz')).toEqual([])
  const two = [{ label: 'Algeria' }, { label: 'Germany' }]
  expect(matching(two, 'ger').map(({ label }) => label)).toEqual(['Germany', 'Algeria'])
})

test('what is chosen comes first, a value of nobody’s list under its own name', () => {
  expect(inOrder(choices, ['EG', 'Trade fair']).map(({ label }) => label)).toEqual([
    'مصر',
    'Trade fair',
    'Germany',
    'Côte d’Ivoire',
    'Proposal',
  ])
})

test('another value can be written, unless it is one of the choices', () => {
  expect(addable(' Trade fair ', choices)).toBe('Trade fair')
  expect(addable('GERMANY', choices)).toBeUndefined()
  expect(addable('DE', choices)).toBeUndefined()
  expect(addable('  ', choices)).toBeUndefined()
})

test('choosing again takes out', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})

test('arrows go round, pages stop at the ends, other keys are the field’s', () => {
  expect(activeAfter('ArrowDown', 3, 4)).toBe(0)
  expect(activeAfter('ArrowUp', 0, 4)).toBe(3)
  expect(activeAfter('PageDown', 0, 4)).toBe(3)
  expect(activeAfter('PageUp', 3, 4)).toBe(0)
  expect(activeAfter('x', 0, 4)).toBeUndefined()
  expect(activeAfter('ArrowDown', 0, 0)).toBeUndefined()
})
