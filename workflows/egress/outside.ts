import { BlockList, isIP } from 'node:net'

/** What is not the public internet, whatever asks for it: this machine, private networks, link-local ones (a cloud's metadata), multicast, documentation, and what IPv6 maps or tunnels to any of them. */
const inside: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

function listOf(networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of networks) list.addSubnet(address, bits, familyOf(address))
  return list
}

const insideList = listOf(inside)

/** An IPv4 address in IPv6 writing is that IPv4 address. */
const plain = (address: string): string => {
  const url =
    isIP(address) === 6 ? URL.parse(`http://[${address.split('%')[0]}]`)?.hostname.slice(1, -1) : undefined
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(url ?? '') ?? []
  if (high === undefined || low === undefined) return url ?? address
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}

/** `10.0.0.0/8, ::1` → networks. Throws for what is none. */
export function readNetworks(text: string): BlockList {
  const networks = text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .map((part): [string, number] => {
      const [address = '', bits, more] = part.split('/')
      const most = isIP(address) === 6 ? 128 : 32
      const width = bits === undefined ? most : Number(bits)
      if (!isIP(address) || more !== undefined || !/^\d*$/.test(bits ?? '') || width > most)
        throw new Error(`“${part}” is no network such as 10.0.0.0/8.`)
      return [address, width]
    })
  return listOf(networks)
}

/** `public`: of the internet. `allowed`: of a network inside that the operator allows. `inside`: nothing may be sent there. */
export function standingOf(address: string, allowed: BlockList): 'public' | 'allowed' | 'inside' {
  const at = plain(address)
  if (!isIP(at)) return 'inside'
  if (allowed.check(at, familyOf(at))) return 'allowed'
  return insideList.check(at, familyOf(at)) ? 'inside' : 'public'
}
