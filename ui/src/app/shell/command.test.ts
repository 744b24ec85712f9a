import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { matches, matchParts } from './command.rules'

test('the parts around a match always make up the text again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, query) => {
      const { before, match, after } = matchParts(text, query)
      expect(before + match + after).toBe(text)
    }),
  )
})

test('accents and capitals do not matter', () => {
  expect(matchParts('Tomasz Wójcik', 'wojc')).toEqual({ before: 'Tomasz ', match: 'Wójc', after: 'ik' })
  expect(matches('ليلى الحربي', 'الحر')).toBe(true)
})
