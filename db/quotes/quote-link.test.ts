import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { uuidv7 } from '../core/ids'
import { documentHash } from './document-hash'
import { linkOf, linkToken } from './quote-link'
import { isNumberPattern, numberText, seriesOf } from './quote-number.rules'

const secret = 'a secret of the tests only, long enough'

test('a token leads to its link, and no other text does', () => {
  const id = uuidv7()
  const token = linkToken(secret, id)
  expect(linkOf(secret, token)).toBe(id)
  expect(linkOf('another secret of the tests, long enough', token)).toBeUndefined()
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_.=/'), (at, letter) => {
      const forged = token.slice(0, at) + letter + token.slice(at + 1)
      expect(linkOf(secret, forged)).toBe(forged === token ? id : undefined)
    }),
  )
  fc.assert(fc.property(fc.string(), text => linkOf(secret, text) === undefined))
  for (const text of [`${token}.x`, `${token}=`, token.replace('.', '..'), `${token} `])
    expect(linkOf(secret, text)).toBeUndefined()
})

test('a document has one hash, in whatever order its members come, and another has another', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
      const turned = Object.fromEntries(Object.entries(value).toReversed())
      expect(documentHash(turned)).toBe(documentHash(value))
      expect(documentHash({ ...value, more: 1 })).not.toBe(documentHash({ ...value, more: 2 }))
    }),
  )
})

test('numbers are written by their pattern, and counted by year where it has one', () => {
  expect(numberText('{year}-{number:4}', '2026-11-29', 318)).toBe('2026-0318')
  expect(numberText('Q{number}', '2026-11-29', 12_345)).toBe('Q12345')
  expect([seriesOf('{year}-{number}', '2026-11-29'), seriesOf('Q{number}', '2026-11-29')]).toEqual([
    '2026',
    'all',
  ])
  for (const pattern of ['Q{number:6}/{year}', '{number}']) expect(isNumberPattern(pattern)).toBe(true)
  for (const pattern of ['Q', '{year}', '{number}{number}', '{number:0}', '{month}{number}', '{{number}}'])
    expect(isNumberPattern(pattern)).toBe(false)
})
