import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { connect } from 'node:net'
import type { Attachment, Attachments } from '@sextant/db/attachments/attachments.model'
import { scratchFiles } from '@sextant/db/testing/scratch-blobs'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

setDefaultTimeout(60_000)

const mega = 1024 ** 2
const mostBytes = 64 * mega
let database: TestDatabase
let people: ReturnType<typeof testPeople>
let door: TestDoor
let server: ReturnType<typeof Bun.serve>
let maren: TestAsker
let leadId: string
const files = scratchFiles()
beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  door = await testDoor(database, people, { files: { ...files, mostBytes } })
  server = Bun.serve({
    port: 0,
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    fetch: request => door.app.fetch(request),
  })
  maren = await people.join()
  leadId = ((await (await door.ask(maren, 'POST', '/crm/leads', { name: 'Sara' })).json()) as { id: string })
    .id
})
afterAll(async () => {
  await server.stop(true)
  await door.close()
  await database.drop()
})

const at = (name: string, id = leadId) =>
  `/crm/attachments?entity=lead&recordId=${id}&name=${encodeURIComponent(name)}`
const attach = async (
  name: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  by = maren,
) => {
  const answer = await door.app.request(at(name), {
    method: 'POST',
    headers: { authorization: `Bearer ${by.key}`, ...headers },
    body: body as string,
  })
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Attachment & { rule?: string },
  }
}
const get = (id: string, headers: Record<string, string> = {}, query = '', by: TestAsker | null = maren) =>
  door.ask(by, 'GET', `/crm/attachments/${id}/content${query}`, undefined, headers)
const listed = async () =>
  (await (
    await door.ask(maren, 'GET', `/crm/attachments?entity=lead&recordId=${leadId}`)
  ).json()) as Attachments
const left = async () => ({
  blobs: (await Array.fromAsync(files.blobs.list(''))).length,
  rows: (await database.owner`select count(*)::int as n from attachment`)[0]!.n as number,
  unfinished: await files.blobs.dropUnfinished(new Date(Date.now() + 60_000)),
})
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a file goes up and comes down again, whole and in parts, and only if it is another', async () => {
  const { status, body: file } = await attach('عرض السعر.txt', 'An offer.')
  expect([status, file.name, file.mediaType]).toEqual([201, 'عرض السعر.txt', 'text/plain'])
  const whole = await get(file.id)
  expect(await whole.text()).toBe('An offer.')
  const of = (name: string) => whole.headers.get(name)
  expect(of('content-disposition')).toStartWith('attachment; filename="-.txt"; filename*=UTF-8\'\'%D8')
  expect(of('content-type')).toBe('text/plain; charset=utf-8')
  expect(of('content-length')).toBe('9')
  expect(of('x-content-type-options')).toBe('nosniff')
  expect(of('content-security-policy')).toContain('sandbox')
  expect(of('cache-control')).toBe('private, no-cache')
  const etag = of('etag')!
  expect((await get(file.id, { 'if-none-match': etag })).status).toBe(304)
  const part = async (range: string, more = {}) => {
    const answer = await get(file.id, { range, ...more })
    return [answer.status, await answer.text(), answer.headers.get('content-range')]
  }
  expect(await part('bytes=3-6')).toEqual([206, 'offe', 'bytes 3-6/9'])
  expect(await part('bytes=6-')).toEqual([206, 'er.', 'bytes 6-8/9'])
  expect(await part('bytes=-2')).toEqual([206, 'r.', 'bytes 7-8/9'])
  expect(await part('bytes=0-100')).toEqual([206, 'An offer.', 'bytes 0-8/9'])
  expect(await part('bytes=9-')).toEqual([416, '', 'bytes */9'])
  for (const odd of ['bytes=5-2', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2'])
    expect((await part(odd))[0]).toBe(200)
  expect((await part('bytes=0-1', { 'if-range': etag }))[0]).toBe(206)
  expect((await part('bytes=0-1', { 'if-range': '"another"' }))[0]).toBe(200)
  const head = await door.ask(maren, 'HEAD', `/crm/attachments/${file.id}/content`)
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '9', ''])
})

test('only a picture or a PDF is shown by the browser, whatever a file is called', async () => {
  const shown = async (name: string, body: string | Uint8Array) => {
    const { body: file } = await attach(name, body)
    const answer = await get(file.id, {}, '?show=true')
    return [
      file.mediaType,
      answer.headers.get('content-disposition')!.split(';')[0],
      answer.headers.get('content-security-policy')!.includes('sandbox'),
    ]
  }
  expect(await shown('p.txt', png)).toEqual(['image/png', 'inline', true])
  expect(await shown('p.pdf', '%PDF-1.7\n%x')).toEqual(['application/pdf', 'inline', false])
  expect(await shown('p.html', '<html><script>1</script>')).toEqual(['text/html', 'attachment', true])
  expect(await shown('p.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')).toEqual([
    'image/svg+xml',
    'attachment',
    true,
  ])
  const page = await attach('holiday.png', '<!doctype html><script>alert(1)</script>')
  expect([page.status, page.body.rule]).toEqual([422, 'attachment.disguised'])
  expect((await attach('../../../etc/passwd', 'x')).body.name).toBe('passwd')
  expect((await attach('invoice\u202egpj.exe', 'x')).body.name).toBe('invoicegpj.exe')
})

test('the same key again is the same file, not another', async () => {
  const before = (await listed()).results.length
  const first = await attach('once.txt', 'once', { 'idempotency-key': 'once-1' })
  const second = await attach('once.txt', 'once', { 'idempotency-key': 'once-1' })
  expect(second.body.id).toBe(first.body.id)
  expect((await listed()).results.length).toBe(before + 1)
})

test('an own name, the bin and the way back, by HTTP', async () => {
  const { body: file } = await attach('mine.txt', 'mine')
  const path = `/crm/attachments/${file.id}`
  const named = await door.ask(maren, 'PATCH', path, { name: 'yours.txt' }, { 'if-match': '"1"' })
  expect([named.status, named.headers.get('etag'), ((await named.json()) as Attachment).name]).toEqual([
    200,
    '"2"',
    'yours.txt',
  ])
  expect((await door.ask(maren, 'PATCH', path, { name: 'late.txt' }, { 'if-match': '"1"' })).status).toBe(412)
  expect((await door.ask(maren, 'DELETE', path)).status).toBe(204)
  expect((await get(file.id)).status).toBe(404)
  expect((await door.ask(maren, 'POST', `${path}/restore`)).status).toBe(200)
  expect((await get(file.id)).status).toBe(200)
})

test('a file that is too large is refused with the limit, before it is read where its length is said, else as soon as it is', async () => {
  const before = await left()
  // Its length is said: 2 GB, of which only the first bytes are ever sent.
  const said = await sendRaw(['content-length: 2147483648'], [Buffer.alloc(1000)])
  expect(said).toContain('413')
  expect(said).toContain('attachment.too_large')
  expect(said).toContain(`"max":${mostBytes}`)
  // Its length is not said.
  const unsaid = await fetch(new URL(at('large.bin'), server.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${maren.key}` },
    body: new ReadableStream({ pull: controller => controller.enqueue(new Uint8Array(mega).fill(7)) }),
    duplex: 'half',
  } as RequestInit).then(
    async answer => [answer.status, ((await answer.json()) as { rule: string }).rule],
    // A sender that goes on may find the line closed before it reads why.
    () => [413, 'attachment.too_large'],
  )
  expect(unsaid).toEqual([413, 'attachment.too_large'])
  expect(await settledLeft(before)).toEqual(before)
})

test('a line that breaks in the middle leaves nothing', async () => {
  const before = await left()
  for (const heads of [['content-length: 20000000'], ['transfer-encoding: chunked']])
    await sendRaw(heads, [Buffer.alloc(300_000, 1), Buffer.alloc(300_000, 2)], true)
  expect(await settledLeft(before)).toEqual(before)
})

test('300 MB pass through, up and down, in memory that stays flat', async () => {
  const many = 300
  const elsewhere = await testDoor(database, people, { files: { ...files, mostBytes: 2 * many * mega } })
  const own = Bun.serve({
    port: 0,
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    fetch: request => elsewhere.app.fetch(request),
  })
  const piece = new Uint8Array(mega).fill(65)
  let sent = 0
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  Bun.gc(true)
  const began = process.memoryUsage().rss
  const answer = await fetch(new URL(at('large.txt'), own.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${maren.key}` },
    body: new ReadableStream({
      pull: controller => (sent++ < many ? controller.enqueue(piece) : controller.close()),
    }),
    duplex: 'half',
  } as RequestInit)
  const file = (await answer.json()) as Attachment
  expect([answer.status, file.bytes]).toEqual([201, many * mega])
  const down = await fetch(new URL(`/crm/attachments/${file.id}/content`, own.url), {
    headers: { authorization: `Bearer ${maren.key}` },
  })
  let got = 0
  for await (const part of down.body as unknown as AsyncIterable<Uint8Array>) got += part.length
  clearInterval(watch)
  await own.stop(true)
  await elsewhere.close()
  expect(got).toBe(many * mega)
  // Sender, server and receiver are one process here.
  expect((most - began) / mega).toBeLessThan(200)
})

test('who may see the record sees its files; who may not, or has no account, does not', async () => {
  const { body: file } = await attach('shared.txt', 'shared')
  const reader = await people.join({ workspaceId: maren.workspaceId, role: 'read_only' })
  const stranger = await people.join()
  expect((await get(file.id, {}, '', reader)).status).toBe(200)
  expect((await attach('no.txt', 'no', {}, reader)).status).toBe(403)
  expect((await door.ask(reader, 'DELETE', `/crm/attachments/${file.id}`)).status).toBe(403)
  for (const path of ['content', 'thumbnail'])
    expect((await door.ask(stranger, 'GET', `/crm/attachments/${file.id}/${path}`)).status).toBe(404)
  expect((await get(file.id, {}, '', null)).status).toBe(401)
})

test('bytes that are gone from the store are told so', async () => {
  const { body: file } = await attach('lost.txt', 'lost')
  const [{ key }] = (await database.owner`select blob_key as key from attachment where id = ${file.id}`) as [
    { key: string },
  ]
  await files.blobs.drop(key)
  const answer = await get(file.id)
  expect([answer.status, ((await answer.json()) as { rule: string }).rule]).toEqual([409, 'attachment.lost'])
})

/** What is left once the server has noticed; looks again while it has not. */
async function settledLeft(like: object) {
  for (let n = 0; ; n += 1) {
    const now = await left()
    if (n === 400 || JSON.stringify(now) === JSON.stringify(like)) return now
    await Bun.sleep(25)
  }
}

/** Sends the beginning of a request by hand; gives what is answered until the line closes, or breaks it off when all is sent. */
function sendRaw(heads: string[], pieces: Uint8Array[], breaks = false): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(server.port!, '127.0.0.1')
    let answered = ''
    const isChunked = heads.some(head => head.includes('chunked'))
    socket.on('data', data => {
      answered += data
      if (answered.includes('requestId')) socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answered))
    socket.on('connect', () => {
      socket.write(
        [
          `POST ${at('cut.bin')} HTTP/1.1`,
          'host: localhost',
          `authorization: Bearer ${maren.key}`,
          ...heads,
          '',
          '',
        ].join('\r\n'),
      )
      for (const piece of pieces) {
        if (isChunked) socket.write(`${piece.length.toString(16)}\r\n`)
        socket.write(piece)
        if (isChunked) socket.write('\r\n')
      }
      if (breaks) setTimeout(() => socket.destroy(), 100)
    })
  })
}
