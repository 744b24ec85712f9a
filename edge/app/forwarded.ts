import { BlockList, isIP } from 'node:net'

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i
const plain = (address: string): string => mapped.exec(address)?.[1] ?? address
const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether a text is an address or a network: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/')
  const widest = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!
  return (
    widest > 0 && more === undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= widest))
  )
}

/** The proxies whose word on where a request comes from is taken. */
export function trustedProxies(networks: readonly string[]) {
  const list = new BlockList()
  for (const network of networks) {
    const [address, bits] = network.split('/')
    const family = familyOf(address!)
    if (bits === undefined) list.addAddress(address!, family)
    else list.addSubnet(address!, Number(bits), family)
  }
  const trusts = (address: string): boolean => isIP(address) > 0 && list.check(address, familyOf(address))

  return {
    /**
     * The address a request comes from: that of the socket, or, when a trusted proxy holds it, the rightmost hop that is none of
     * ours. What stands left of it anybody may have written. X-Forwarded-For is read before Forwarded (RFC 7239): a proxy must
     * overwrite the one, or drop it when it writes the other.
     */
    addressOf(peer: string | undefined, headers: Headers): string {
      if (!peer) return 'unknown'
      let address = plain(peer)
      if (networks.length === 0 || !trusts(address)) return address
      for (const hop of hopsOf(headers).reverse()) {
        if (isIP(hop) === 0) return address
        address = hop
        if (!trusts(hop)) return address
      }
      return address
    },
    /**
     * Whether a request comes from this very machine, and not through a proxy that it does not know, nor from a page whose name was made to
     * point here (DNS rebinding).
     */
    isLocal(peer: string | undefined, headers: Headers): boolean {
      const through = headers.has('x-forwarded-for') || headers.has('forwarded')
      if (!peer || (through && !trusts(plain(peer)))) return false
      if (!localName.test(headers.get('host') ?? 'localhost')) return false
      return loopback.test(this.addressOf(peer, headers))
    },
  }
}

const localName = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i
const loopback = /^(127\.\d+\.\d+\.\d+|::1)$/

function hopsOf(headers: Headers): string[] {
  const list = headers.get('x-forwarded-for')
  if (list !== null) return list.split(',').map(hop => withoutPort(hop.trim()))
  const forwarded = headers.get('forwarded')
  if (forwarded === null) return []
  return forwarded.split(',').map(element => {
    const parameter = element.split(';').find(one => /^\s*for\s*=/i.test(one))
    return withoutPort(
      (parameter ?? '')
        .replace(/^\s*for\s*=\s*/i, '')
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    )
  })
}

/** `10.0.0.1:443`, `[fd00::1]:443` and `[fd00::1]` without what is no address. */
function withoutPort(hop: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(hop)
  return plain(bracketed?.[1] ?? hop.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'))
}
