import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { networkOf } from './network.rules'

test('an IPv4 address is a place of its own, however it is written', () => {
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('unknown')).toBe('unknown')
})

test('all addresses of one /64 are one place, in long and in short form; its neighbour is another', () => {
  const group = fc.integer({ min: 0, max: 0xffff })
  fc.assert(
    fc.property(
      fc.tuple(group, group, group, group),
      fc.tuple(group, group, group, group),
      (network, host) => {
        const long = [...network, ...host].map(part => part.toString(16).padStart(4, '0')).join(':')
        const short = network.map(part => part.toString(16)).join(':')
        expect(networkOf(long)).toBe(`${short}::/64`)
        expect(networkOf(long.toUpperCase())).toBe(`${short}::/64`)
        expect(networkOf(`${short}::${host[3].toString(16)}`)).toBe(`${short}::/64`)
      },
    ),
  )
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})
