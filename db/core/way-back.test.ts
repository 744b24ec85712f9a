import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { addressHere, pathHere } from './way-back.rules'

const origin = 'https://crm.example'

test('a path of this site is gone to as it is', () => {
  for (const path of [
    '/',
    '/leads',
    '/leads?filter=a%2Fb&to=//x#top',
    '/a//b',
    '/%2F%2Fevil.example',
    '/%09/x',
  ])
    expect(addressHere(path, origin)).toBe(`${origin}${path}`)
})

test('an address that a browser resolves to another site leads home', () => {
  for (const to of [
    '//evil.example',
    '/\t/evil.example/',
    '/\n/evil.example/',
    '/\r/evil.example/',
    '/\r\n\t/evil.example',
    '\t//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t\\evil.example',
    '///evil.example',
    '//crm.example@evil.example',
    '//crm.example:444/leads',
    '/\\/\\evil.example',
    '//[',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '',
    ['/leads', '//evil.example'],
    undefined,
    null,
  ])
    expect([to, addressHere(to, origin)]).toEqual([to, `${origin}/`])
})

test('a path that would be another host when resolved once more stays here', () => {
  for (const to of ['/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', '/.\\\\evil.example'])
    expect(new URL(addressHere(to, origin), origin).origin).toBe(origin)
})

test('a redirect keeps the path and leads to no other site', () => {
  expect(pathHere('/leads?filter=a%2Fb#top')).toBe('/leads?filter=a%2Fb#top')
  for (const to of [
    '/.//evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    undefined,
  ])
    expect([to, pathHere(to)]).toEqual([to, '/'])
})

test('no text at all leads away', () => {
  const parts = fc.constantFrom(
    '/',
    '\\',
    '\t',
    '\n',
    '\r',
    '.',
    '@',
    ':',
    '%09',
    '%5c',
    'evil.example',
    ' ',
    '?',
    '#',
    '\u3002',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), ([...given]) => {
      const to = addressHere(given.join(''), origin)
      expect(new URL(to, 'https://elsewhere.example').origin).toBe(origin)
      expect(new URL(pathHere(given.join('')), origin).origin).toBe(origin)
    }),
    { numRuns: 2_000 },
  )
})
