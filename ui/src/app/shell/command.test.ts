import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { fitOf, fitting, matches, matchParts } from './command.rules'

test('the parts around a match always make up the text again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, query) => {
      const { before, match, after } = matchParts(text, query)
      expect(before + match + after).toBe(text)
    }),
  )
})

test.each([
  ['Tomasz Wójcik', 'wojc', 'Tomasz |Wójc|ik'],
  ['Siobhán O’Connor', 'oconn', 'Siobhán |O’Conn|or'],
  ['Straße 7', 'strass', '|Straß|e 7'],
  ['عَلِي', 'علي', '|عَلِي|'],
  ['Wo\u0301jcik', 'wo', '|Wo\u0301|jcik'],
])('in %s the part that was typed as %s is underlined', (text, query, marked) => {
  const { before, match, after } = matchParts(text, query)
  expect(`${before}|${match}|${after}`).toBe(marked)
})

test('names of commands are found in every script, without accents, and with one slip of the hand', () => {
  for (const [text, query] of [
    ['ليلى الحربي', 'الحر'],
    ['Custom fields', 'custm fields'],
    ['Custom fields', 'cutsom'],
    ['Import a file', 'ipmort'],
    ['Clés d’API', 'cles dapi'],
    ['Champs personnalisés', 'personalises'],
    ['الحقول المخصصة', 'الحقول المخصصه'],
    ['الإعدادات', 'الاعدادت'],
    ['Theme: Dark', 'dark theme'],
  ] as const)
    expect([text, query, matches(text, query)]).toEqual([text, query, true])
  expect(matches('Members', 'Numbers')).toBe(false)
  expect(matches('Keys', 'Kyes')).toBe(false)
})

test('the best fit comes first, a slip last', () => {
  expect(['Leads', 'New lead', 'Misleading', 'Lead time report'].map(one => fitOf(one, 'lead'))).toEqual([
    0, 1, 2, 0,
  ])
  const said = (one: string) => (one === 'Members' ? [one, 'Teams'] : [one])
  expect(fitting(['Steams', 'Members', 'Teams', 'Team list'], 'teams', said)).toEqual([
    'Teams',
    'Members',
    'Steams',
    'Team list',
  ])
})
