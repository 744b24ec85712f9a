import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { readConfig } from './config'
import { isNetwork, trustedProxies } from './forwarded'

const headers = (given: Record<string, string>) => new Headers(given)
const ours = trustedProxies(['10.0.0.0/8', '192.0.2.7', 'fd00::/8'])

test('without a trusted proxy nothing that a caller writes changes its address', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.array(fc.ipV4()), (peer, hops) => {
      const written = headers({
        'x-forwarded-for': hops.join(', '),
        forwarded: `for=${hops[0] ?? 'unknown'}`,
      })
      expect(trustedProxies([]).addressOf(peer, written)).toBe(peer)
      expect(ours.addressOf('198.51.100.1', written)).toBe('198.51.100.1')
    }),
  )
})

test('behind trusted proxies it is the rightmost hop that is none of them, whatever stands to its left', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'0123456789.:abcf_ ') })), lies => {
      const list = [...lies.map(lie => lie.replaceAll(',', '')), '203.0.113.9', '10.1.1.1'].join(', ')
      expect(ours.addressOf('10.0.0.1', headers({ 'x-forwarded-for': list }))).toBe('203.0.113.9')
    }),
  )
})

test.each([
  [{ 'x-forwarded-for': '203.0.113.9' }, '203.0.113.9'],
  [{ 'x-forwarded-for': '203.0.113.9:5123' }, '203.0.113.9'],
  [{ 'x-forwarded-for': '::ffff:203.0.113.9' }, '203.0.113.9'],
  [{ forwarded: 'for=192.0.2.60;proto=http, for="[2001:db8::17]:4711"' }, '2001:db8::17'],
  [{ forwarded: 'For="203.0.113.9:80"' }, '203.0.113.9'],
  [{ 'x-forwarded-for': '203.0.113.9', forwarded: 'for=1.2.3.4' }, '203.0.113.9'],
  [{ 'x-forwarded-for': '203.0.113.9, unknown' }, '192.0.2.7'],
  [{ forwarded: 'for=_hidden' }, '192.0.2.7'],
  [{ 'x-forwarded-for': '10.0.0.4, fd00::1' }, '10.0.0.4'],
  [{}, '192.0.2.7'],
])('a hop may be written in any way a proxy does: %p', (given, address) => {
  expect(ours.addressOf('::ffff:192.0.2.7', headers(given as Record<string, string>))).toBe(address)
})

test('local is a caller on this machine, not one that an unknown proxy of this machine speaks for', () => {
  expect(ours.isLocal('127.0.0.1', headers({}))).toBe(true)
  expect(ours.isLocal('::1', headers({}))).toBe(true)
  expect(ours.isLocal('127.0.0.1', headers({ 'x-forwarded-for': '127.0.0.1' }))).toBe(false)
  expect(ours.isLocal('10.0.0.1', headers({ 'x-forwarded-for': '203.0.113.9' }))).toBe(false)
  expect(ours.isLocal(undefined, headers({}))).toBe(false)
})

test('a page whose name was made to point to this machine is not local to it', () => {
  for (const host of ['localhost:4300', '127.0.0.1', '[::1]:4300'])
    expect(ours.isLocal('127.0.0.1', headers({ host }))).toBe(true)
  for (const host of ['evil.example:4300', 'localhost.evil.example', '127.0.0.1.evil.example'])
    expect(ours.isLocal('127.0.0.1', headers({ host }))).toBe(false)
})

test('the configuration takes addresses and networks, and names itself when one is neither', () => {
  const environment = {
    DATABASE_APP_URL: 'postgres://a/b',
    DATABASE_SYSTEM_URL: 'postgres://a/b',
    UPSTASH_REDIS_REST_URL: 'http://a',
    UPSTASH_REDIS_REST_TOKEN: 't',
    SEXTANT_SECRET: 'x'.repeat(32),
  }
  expect(readConfig(environment).trustedProxies).toEqual([])
  expect(
    readConfig({ ...environment, SEXTANT_TRUSTED_PROXIES: '10.0.0.1, fd00::/8' }).trustedProxies,
  ).toEqual(['10.0.0.1', 'fd00::/8'])
  for (const wrong of ['10.0.0.0/33', 'proxy.example', '10.0.0.1/8/8', 'fd00::/x', '/8'])
    expect(() => readConfig({ ...environment, SEXTANT_TRUSTED_PROXIES: wrong })).toThrow(
      'SEXTANT_TRUSTED_PROXIES',
    )
  expect(isNetwork('fd00::/129')).toBe(false)
})
