import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { smallLetters } from '../core/folding.rules'
import { isStorable, nearest } from './text.rules'

const texts = fc.string({ unit: 'binary' })

test('small letters keep the number of characters and is done after once', () => {
  fc.assert(
    fc.property(texts, text => {
      expect([...smallLetters(text)]).toHaveLength([...text].length)
      expect(smallLetters(smallLetters(text))).toBe(smallLetters(text))
    }),
  )
})

test('half a surrogate pair and NUL cannot be stored', () => {
  expect(['a', '', '😀', 'e\u0301'].every(isStorable)).toBe(true)
  expect(['\ud83d', 'a\udc00b', '\u0000'].some(isStorable)).toBe(false)
})

test('a slip of the keys finds what was meant', () => {
  expect(nearest('staus', ['status', 'score'])).toBe('status')
  expect(nearest('STATUS', ['status', 'score'])).toBe('status')
  expect(nearest('weather', ['status', 'score'])).toBeUndefined()
})
