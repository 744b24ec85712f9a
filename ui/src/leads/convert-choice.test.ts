import { expect, test } from 'bun:test'
import { startOf } from './convert-choice.rules'

const sol = { id: '1', name: 'Sol' }
const solToo = { id: '2', name: 'SOL' }
const nord = { id: '3', name: 'Solarpark Nord' }

test('only the one equal record is preselected; what is alike is offered beside a new one', () => {
  expect(startOf([], null, [nord])).toEqual({ mode: 'new', id: null, offered: [nord] })
  expect(startOf([sol], '1', [sol, nord])).toEqual({ mode: 'existing', id: '1', offered: [sol, nord] })
  expect(startOf([], null, [])).toEqual({ mode: 'new', id: null, offered: [] })
})

test('of two equal ones none is preselected and both are offered', () => {
  const start = startOf([sol, solToo], null, [nord])
  expect(start).toEqual({ mode: 'existing', id: null, offered: [sol, solToo, nord] })
})
