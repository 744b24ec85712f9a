import { expect, test } from 'bun:test'
import { closedAsked, closedIn, openSort } from './closed-fields.rules'

test('a sort goes on by what is open of it, and newest first where nothing is', () => {
  expect(openSort('-score,name', [])).toBe('-score,name')
  expect(openSort('-score,name', ['score'])).toBe('name')
  expect(openSort('-score', ['score', 'value'])).toBe('-createdAt')
  expect(closedIn('-score,name', ['score', 'value'])).toEqual(['score'])
})

test('a filter asks for a closed field by its own key alone', () => {
  const closed = ['score', 'value']
  expect(closedAsked('score:gte:70', closed)).toEqual(['score'])
  expect(closedAsked('(status:eq:new|value:gt:10)', closed)).toEqual(['value'])
  expect(closedAsked('{"and":[{"field":"score","op":"known"}]}', closed)).toEqual(['score'])
  expect(closedAsked('custom.score:eq:1&lead.score:eq:1&scoreChange:gt:1', closed)).toEqual([])
})
