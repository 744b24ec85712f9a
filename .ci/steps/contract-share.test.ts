import { expect, test } from 'bun:test'
import { type Paths, patternOf, shareOf, turnOfThisCommit } from './contract-share'

const operations = (count: number) =>
  Object.fromEntries(['get', 'post', 'put', 'patch', 'delete'].slice(0, count).map(key => [key, {}]))
const document: Paths = {
  paths: {
    '/crm/leads': { ...operations(2), parameters: [] },
    '/crm/leads/{id}': operations(5),
    '/crm/deals/{id}/move': operations(4),
    '/crm/search': operations(1),
    '/healthz': operations(1),
    '/openapi.json': operations(1),
  },
}

test('the turns together try every area once, in shares of one size as far as areas allow', () => {
  const shares = [0, 1].map(turn => shareOf(document, turn, 2).areas)
  expect(shares).toEqual([['/crm/leads'], ['/crm/deals', '/crm/search', '/healthz', '/openapi.json']])
})

test('the same turn has the same share, and says how much it leaves out', () => {
  expect(shareOf(document, 2, 2)).toEqual(shareOf(document, 0, 2))
  expect(shareOf(document, 0, 2).words).toStartWith('borders of 7 of 14 operations, share 1 of 2;')
})

test('the pattern takes an area’s own paths and no longer names', () => {
  const pattern = new RegExp(patternOf(['/crm/leads', '/openapi.json']))
  expect(['/crm/leads', '/crm/leads/{id}', '/openapi.json'].every(path => pattern.test(path))).toBe(true)
  expect(['/crm/leads-archive', '/openapiXjson', '/v1/crm/leads'].some(path => pattern.test(path))).toBe(
    false,
  )
})

test('a turn is a whole number, with history or without', async () => {
  expect(Number.isInteger(await turnOfThisCommit())).toBe(true)
})
