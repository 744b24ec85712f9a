import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createServer, type Server } from 'node:net'
import { fetchOutside } from './fetch-outside'
import { readNetworks } from './outside'

const allowed = readNetworks('127.0.0.1')
const options = { allowed, mostBytes: 1000, withinMs: 5000 }

let server: ReturnType<typeof Bun.serve>
let broken: Server
let brokenPort: number
let at: string
const met: string[] = []
beforeAll(async () => {
  server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: request => {
      const { pathname } = new URL(request.url)
      met.push(pathname)
      if (pathname === '/loop') return Response.redirect('/loop', 302)
      if (pathname === '/moved') return Response.redirect('/good', 301)
      if (pathname === '/inside') return Response.redirect(`http://127.0.0.2:${server.port}/secret`, 302)
      if (pathname === '/file')
        return new Response(null, { status: 302, headers: { location: 'file:///etc/passwd' } })
      if (pathname === '/large') return new Response('x'.repeat(1001))
      if (pathname === '/endless')
        return new Response(
          new ReadableStream({ pull: controller => controller.enqueue(new Uint8Array(64)) }),
        )
      if (pathname === '/silent') return new Promise<Response>(() => {})
      if (pathname === '/gone') return new Response('', { status: 410 })
      return new Response('rates', { headers: { 'content-type': 'text/xml' } })
    },
  })
  at = `http://127.0.0.1:${server.port}`
  broken = createServer(socket => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'))
  })
  await new Promise<void>(resolve => broken.listen(0, '127.0.0.1', resolve))
  brokenPort = (broken.address() as { port: number }).port
})
afterAll(async () => {
  await server.stop(true)
  broken.close()
})

const failureOf = async (address: string, more: Partial<typeof options> = {}) => {
  const fetched = await fetchOutside(address, { ...options, ...more })
  return fetched.ok ? 'none' : fetched.failure
}

test('what the address has comes whole, after redirections too', async () => {
  for (const path of ['/good', '/moved']) {
    const fetched = await fetchOutside(at + path, options)
    expect(fetched.ok && new TextDecoder().decode(fetched.body)).toBe('rates')
  }
})

describe('nothing is sent', () => {
  test('inside, by address, by name, or by a redirection', async () => {
    const closed = { allowed: readNetworks('') }
    const before = met.length
    for (const address of [
      at,
      `http://localhost:${server.port}/`,
      `http://[::1]:${server.port}/`,
      `http://[::ffff:127.0.0.1]:${server.port}/`,
      `http://2130706433:${server.port}/`,
      `http://0x7f.1:${server.port}/`,
      'https://169.254.169.254/latest/meta-data',
    ])
      expect([address, await failureOf(address, closed)]).toEqual([address, 'egress.not_allowed'])
    expect(met.length).toBe(before)
    expect(await failureOf(`${at}/inside`)).toBe('egress.not_allowed')
    expect(met).not.toContain('/secret')
  })
  test('unencrypted to the public internet', async () => {
    expect(await failureOf('http://8.8.8.8/')).toBe('egress.not_allowed')
  })
  test('to what is no address of the web', async () => {
    for (const address of [
      'file:///etc/passwd',
      'ftp://x.example',
      'nonsense',
      `http://a:b@127.0.0.1:${server.port}/`,
    ])
      expect([address, await failureOf(address)]).toEqual([address, 'egress.bad_address'])
    expect(await failureOf(`${at}/file`)).toBe('egress.bad_address')
  })
})

test.each([
  ['egress.bad_status', (): string => `${at}/gone`, {}],
  ['egress.too_large', (): string => `${at}/large`, {}],
  ['egress.too_large', (): string => `${at}/endless`, {}],
  ['egress.too_many_hops', (): string => `${at}/loop`, {}],
  ['egress.too_slow', (): string => `${at}/silent`, { withinMs: 100 }],
  ['egress.refused', (): string => 'http://127.0.0.1:1/', {}],
  ['egress.broke_off', (): string => `http://127.0.0.1:${brokenPort}/`, {}],
  ['egress.no_such_host', (): string => 'https://no-such-host.invalid/', {}],
] as const)('%s is told as such', async (failure, address, more) => {
  expect(await failureOf(address(), more)).toBe(failure)
})
