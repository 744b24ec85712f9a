import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { openSelect, select } from '../core/field.model'
import { slipsBetween } from '../core/slips.rules'
import { countryNames, countryOf, plain } from '../reading/names-of-places.rules'
import { meantName, meantValue } from './meant-value.rules'

const country = { kind: 'country' as const }
const status = select(['new', 'working', 'qualified', 'won', 'lost'])
const spoken = [...countryNames()].flatMap(([letters, { name }]) =>
  name && letters.length > 3 ? [name] : [],
)

test.each([
  ['Philipines', 'Philippines'],
  ['Germny', 'Germany'],
  ['Untied States', 'United States'],
  ['Deutshland', 'Deutschland'],
  ['Polnad', 'Poland'],
  // A letter is more often left out than added.
  ['Nigera', 'Nigeria'],
  ['Austrlia', 'Australia'],
])('%s is %s', (cell, meant) => {
  expect(meantValue(cell, country)).toBe(meant)
})

test('nonsense, and what is no country, gets no suggestion', () => {
  const words = ['asdfgh', 'Atlantis', 'London', 'unknown', 'EMEA', 'n/a', 'x', '', '12345678', '=1+1']
  for (const cell of [...words, 'Z'.repeat(100_000)])
    expect([cell.slice(0, 20), meantValue(cell, country)]).toEqual([cell.slice(0, 20), undefined])
})

test('a choice is suggested as its value, whatever the case, and a word too short for a slip is not', () => {
  expect(meantValue('Wonn', status)).toBe('won')
  expect(meantValue('QUALFIED', status)).toBe('qualified')
  expect(meantValue('nwe', status)).toBeUndefined()
  expect(meantValue('banana', status)).toBeUndefined()
  expect(meantValue('referal', openSelect(['website', 'referral']))).toBe('referral')
  expect(meantValue('anything', { kind: 'text' })).toBeUndefined()
  expect(meantName('Prospectng', ['Prospecting', 'Engaging'])).toBe('Prospecting')
})

test('one letter of a country’s name left out, doubled or changed still finds a name as near as that', () => {
  const slip = fc.record({
    name: fc.constantFrom(...spoken),
    at: fc.nat(),
    how: fc.constantFrom('out', 'twice', 'q'),
  })
  fc.assert(
    fc.property(slip, ({ name, at, how }) => {
      const letters = [...plain(name)]
      const place = at % letters.length
      const now = { out: '', twice: letters[place]!.repeat(2), q: 'q' }[how]!
      const cell = letters.with(place, now).join('')
      fc.pre(countryOf(cell) === undefined && cell.length > 3)
      const meant = meantValue(cell, country)
      expect(meant).toBeDefined()
      // A place goes by several names: “Saint-Martin” is told as “St. Martin”.
      const names = [...countryNames()].filter(([, { name }]) => name === meant)
      expect(Math.min(...names.map(([letters]) => slipsBetween(cell, letters, 1)))).toBe(1)
    }),
  )
})

test('what is suggested is always a value that can be read, and never farther than a quarter of the letters', () => {
  const near = fc
    .tuple(fc.constantFrom(...spoken), fc.string({ maxLength: 4 }))
    .map(([name, more]) => name + more)
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: 'grapheme' })), cell => {
      const meant = meantValue(cell, country)
      if (meant === undefined) return
      expect(countryOf(meant)).toBeDefined()
      expect(slipsBetween(plain(cell), plain(meant), 9)).toBeLessThanOrEqual(
        Math.min(3, plain(cell).length / 4),
      )
    }),
  )
})
