import { expect, test } from 'bun:test'
import { readNetworks, standingOf } from './outside'

const none = readNetworks('')

test('nothing inside is of the public internet, however it is written', () => {
  const inside = `0.0.0.0 127.0.0.1 127.9.9.9 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 198.18.0.1 224.0.0.1
    255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::FFFF:10.0.0.1 0:0:0:0:0:ffff:a9fe:a9fe ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
    2001:0:1::1 fd00::1 fe80::1 fe80::1%eth0 ff02::1 2001:db8::1 localhost 1 0x7f.1 not-an-address`
  for (const address of inside.split(/\s+/))
    expect([address, standingOf(address, none)]).toEqual([address, 'inside'])
})

test('what is, may be sent to', () => {
  for (const address of ['8.8.8.8', '172.32.0.1', '2600:1f18::1', '2a00:1450::1', '::ffff:8.8.8.8'])
    expect([address, standingOf(address, none)]).toEqual([address, 'public'])
})

test('the operator allows networks inside by name, and no others', () => {
  const allowed = readNetworks('10.0.0.0/8, 127.0.0.1, fd00::/8')
  for (const address of ['10.9.9.9', '127.0.0.1', '::ffff:10.0.0.1', 'fd12::1'])
    expect([address, standingOf(address, allowed)]).toEqual([address, 'allowed'])
  for (const address of ['127.0.0.2', '192.168.0.1', '::1'])
    expect(standingOf(address, allowed)).toBe('inside')
  for (const text of ['10.0.0.0/33', 'internal', '10.0.0/8', '::/129', '10.0.0.0/8/9', '10.0.0.0/-1'])
    expect(() => readNetworks(text)).toThrow('is no network')
})
