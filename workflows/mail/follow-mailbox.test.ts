import { afterAll, afterEach, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { workContext } from '@sextant/db/access/work-context'
import type { BlobStore } from '@sextant/db/blobs/blob-store'
import { listConversations, readThread } from '@sextant/db/conversations/conversations.queries'
import type { Context } from '@sextant/db/core/context'
import type { MailboxSave } from '@sextant/db/mailboxes/mailboxes.model'
import { checkMailbox, listMailboxes, saveMailbox } from '@sextant/db/mailboxes/save-mailbox'
import { scratchBlobs } from '@sextant/db/testing/scratch-blobs'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import type { ImapFlow } from 'imapflow'
import type { InferInput } from 'valibot'
import { readNetworks } from '../egress/outside'
import { type Followed, followMailbox, mostMailBytes } from './follow-mailbox'
import { scratchGreenMail } from './scratch-greenmail'
import { cuttingProxy, hasDovecot, type ScratchImap, scratchDovecot, scratchPassword } from './scratch-imap'

setDefaultTimeout(120_000)

const installation = 'a secret of the tests only, long enough'
let db: TestDatabase
let blobs: BlobStore
beforeAll(async () => {
  db = await testDatabase()
  blobs = scratchBlobs()
})
afterAll(() => db.drop())

const deps = (networks = '127.0.0.1') => ({
  blobs,
  secret: installation,
  privateNetworks: readNetworks(networks),
})
let count = 0
const freshUser = () => {
  count += 1
  return `support${count}`
}

type Save = InferInput<typeof MailboxSave>
async function added(ctx: Context, port: number, user: string, more: Partial<Save> = {}) {
  return saveMailbox(ctx, installation, undefined, {
    name: 'Support',
    address: `${user}@meridian.example`,
    policy: 'shared',
    host: '127.0.0.1',
    port,
    security: 'none',
    user,
    password: scratchPassword,
    ...more,
  })
}
/** The mailbox is followed by work of Sextant's own, with no more rights than that has. */
const task = (ctx: Context) => workContext(ctx, { workspaceId: ctx.workspaceId, task: 'mailboxes' })
const once = async (ctx: Context, id: string, networks?: string): Promise<Followed> =>
  followMailbox(await task(ctx), id, deps(networks), {
    forMs: 60_000,
    signal: new AbortController().signal,
    once: true,
  })
const state = async (ctx: Context) => (await listMailboxes(ctx)).results[0]!
const subjects = async (ctx: Context) =>
  (
    await db.owner<
      { subject: string }[]
    >`select subject from message where workspace_id = ${ctx.workspaceId} order by at, subject`
  ).map(({ subject }) => subject)

const mailOf = (subject: string, more = '', body = 'Hello') =>
  `From: Noor <noor@gulf.example>\r\nTo: support@meridian.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replace(/\W/g, '')}-${crypto.randomUUID()}@gulf.example>\r\n${more}\r\n${body}\r\n`

const servers: [string, () => Promise<ScratchImap>][] = [
  ...((await hasDovecot()) ? [['dovecot', scratchDovecot] as [string, () => Promise<ScratchImap>]] : []),
  ['GreenMail', scratchGreenMail],
]

describe.each(servers)('followed at %s', (_, start) => {
  let imap: ScratchImap
  const clients: ImapFlow[] = []
  beforeAll(async () => {
    imap = await start()
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.logout().catch(() => undefined)
  })
  afterAll(() => imap?.stop())
  const writer = async (user: string) => {
    const client = await imap.client(user)
    clients.push(client)
    return client
  }

  test('the past comes from all folders, then what is new; each once, with evidence', async () => {
    const ctx = await testContext(db)
    const user = freshUser()
    const client = await writer(user)
    await client.mailboxCreate('Projects').catch(() => undefined)
    for (let n = 0; n < 70; n += 1) await client.append('INBOX', mailOf(`Past ${n}`))
    await client.append('Projects', mailOf('Filed'))
    const { id } = await added(ctx, imap.port, user)
    expect((await state(ctx)).standing).toBe('starting')
    expect(await once(ctx, id)).toBe('again')
    expect((await subjects(ctx)).length).toBe(71)
    await client.append('INBOX', mailOf('New'))
    for (const __ of [1, 2]) await once(ctx, id)
    expect((await subjects(ctx)).length).toBe(72)
    const now = await state(ctx)
    expect(now).toMatchObject({ standing: 'in_step', trouble: null })
    expect(now.lastMailAt).not.toBeNull()
    expect(now.folders.find(({ role }) => role === 'inbox')).toMatchObject({
      onServer: 70,
      read: 70,
      missing: 0,
      left: 0,
    })
  })

  test('what is said in the sent folder is ours, in the same thread; the answer lands there too', async () => {
    const ctx = await testContext(db)
    const user = freshUser()
    const client = await writer(user)
    await client.mailboxCreate('Sent').catch(() => undefined)
    await client.append(
      'INBOX',
      mailOf('Boxes').replace(/Message-ID: .*\r\n/, 'Message-ID: <q1@gulf.example>\r\n'),
    )
    await client.append(
      'Sent',
      `From: ${user}@meridian.example\r\nTo: noor@gulf.example\r\nSubject: Re: Boxes\r\nMessage-ID: <a1@m.example>\r\nIn-Reply-To: <q1@gulf.example>\r\n\r\nSent\r\n`,
    )
    await client.append('INBOX', mailOf('Re: Boxes', 'In-Reply-To: <a1@m.example>\r\n'))
    const { id } = await added(ctx, imap.port, user)
    await once(ctx, id)
    const { results } = await listConversations(ctx, { view: 'unknown', limit: 10 })
    expect(results.length).toBe(1)
    const thread = await readThread(ctx, results[0]!.id)
    expect(thread.messages.map(({ direction }) => direction).sort()).toEqual(['in', 'in', 'out'])
  })

  test('a wrong password is told with what the server said, and mended by the right one', async () => {
    const ctx = await testContext(db)
    const user = freshUser()
    await writer(user)
    const { id } = await added(ctx, imap.port, user, { password: 'wrong' })
    expect(await once(ctx, id)).toBe('trouble')
    const wrong = await state(ctx)
    expect(wrong).toMatchObject({ standing: 'trouble', trouble: { what: 'mail.password' } })
    expect(wrong.trouble!.said).toBeTruthy()
    const { hasPassword: _, version, ...rest } = wrong
    await saveMailbox(
      ctx,
      installation,
      id,
      {
        name: rest.name,
        address: rest.address,
        policy: 'shared',
        host: rest.host,
        port: rest.port,
        security: 'none',
        user,
        password: scratchPassword,
      },
      [version],
    )
    expect(await once(ctx, id)).toBe('again')
    expect((await state(ctx)).standing).toBe('in_step')
  })

  test('a connection that is cut again and again in mid-message loses nothing and doubles nothing', async () => {
    const ctx = await testContext(db)
    const user = freshUser()
    const client = await writer(user)
    for (let n = 0; n < 120; n += 1) await client.append('INBOX', mailOf(`Cut ${n}`, '', 'x'.repeat(4000)))
    const proxy = await cuttingProxy(imap.port)
    const { id } = await added(ctx, proxy.port, user)
    for (const limit of [20_000, 60_000, 150_000, 250_000, 200_000]) {
      proxy.cutAfter(limit)
      expect(await once(ctx, id)).toBe('trouble')
      expect((await state(ctx)).trouble!.what).toBe('mail.broke_off')
    }
    expect(proxy.cuts()).toBeGreaterThanOrEqual(5)
    proxy.cutAfter(undefined)
    expect(await once(ctx, id)).toBe('again')
    const found = await subjects(ctx)
    expect([found.length, new Set(found).size]).toEqual([120, 120])
    expect(await state(ctx)).toMatchObject({ standing: 'in_step', trouble: null })
    proxy.close()
  })

  test('numbers that the server gives anew (UIDVALIDITY) bring no mail twice', async () => {
    const ctx = await testContext(db)
    const user = freshUser()
    const client = await writer(user)
    await client.mailboxCreate('Old')
    for (let n = 0; n < 5; n += 1) await client.append('Old', mailOf(`Kept ${n}`))
    const { id } = await added(ctx, imap.port, user)
    await once(ctx, id)
    const before = await subjects(ctx)
    // The same mails in a folder of the same name with other numbers.
    await client.mailboxOpen('Old')
    const copies: Buffer[] = []
    for await (const one of client.fetch('1:*', { source: true })) copies.push(one.source!)
    await client.mailboxClose()
    const validity = async () => {
      const told = await client.status('Old', { uidValidity: true })
      return told ? told.uidValidity : undefined
    }
    const was = await validity()
    do {
      await client.mailboxDelete('Old')
      await client.mailboxCreate('Old')
    } while ((await validity()) === was)
    for (const copy of copies) await client.append('Old', copy)
    await client.append('Old', mailOf('Fresh'))
    await once(ctx, id)
    expect((await subjects(ctx)).filter(subject => subject !== 'Fresh')).toEqual(before)
    expect(await subjects(ctx)).toContain('Fresh')
  })

  test('one that is too large is here as a stub that says so; the others come', async () => {
    const ctx = await testContext(db)
    const user = freshUser()
    const client = await writer(user)
    await client.append('INBOX', mailOf('Small'))
    await client.append(
      'INBOX',
      mailOf(
        'Huge',
        '',
        'x'
          .repeat(998)
          .concat('\r\n')
          .repeat(Math.ceil((mostMailBytes + 1_000_000) / 1000)),
      ),
    )
    await client.append('INBOX', mailOf('Last'))
    const { id } = await added(ctx, imap.port, user)
    await once(ctx, id)
    expect((await subjects(ctx)).sort()).toEqual(['Huge', 'Last', 'Small'])
    const [stub] = await db.owner<{ stub: string; text: string }[]>`
      select stub, text from message where workspace_id = ${ctx.workspaceId} and subject = 'Huge'`
    expect(stub).toMatchObject({ stub: 'too_large', text: '' })
    expect((await state(ctx)).leftOut).toEqual({ too_large: 1 })
  })

  test('what was lost here is found by a comparison, told and fetched', async () => {
    const ctx = await testContext(db)
    const user = freshUser()
    const client = await writer(user)
    for (let n = 0; n < 6; n += 1) await client.append('INBOX', mailOf(`Compared ${n}`))
    const { id } = await added(ctx, imap.port, user)
    await once(ctx, id)
    await db.owner`delete from message where workspace_id = ${ctx.workspaceId} and subject in ('Compared 1', 'Compared 4')`
    await db.owner`delete from mailbox_item where mailbox_id = ${id} and path = 'INBOX' and uid in (2, 5)`
    expect((await checkMailbox(ctx, id)).checkAsked).toBe(true)
    await once(ctx, id)
    expect((await subjects(ctx)).length).toBe(6)
    const now = await state(ctx)
    expect(now.checkAsked).toBe(false)
    expect(now.folders.find(({ role }) => role === 'inbox')).toMatchObject({
      onServer: 6,
      read: 6,
      missing: 2,
    })
  })

  test('a new mail is here while it is waited for (IDLE), and nobody is followed who was paused', async () => {
    const ctx = await testContext(db)
    const user = freshUser()
    const client = await writer(user)
    const { id } = await added(ctx, imap.port, user)
    const ending = new AbortController()
    const following = followMailbox(await task(ctx), id, deps(), {
      forMs: 100_000,
      signal: ending.signal,
      lookEveryMs: 600_000,
    })
    while (!(await state(ctx)).heardAt) await Bun.sleep(20)
    await client.append('INBOX', mailOf('Told'))
    while (!(await subjects(ctx)).includes('Told')) await Bun.sleep(20)
    ending.abort()
    expect(await following).toBe('again')
    const { version } = await state(ctx)
    const box = {
      name: 'S',
      address: `${user}@meridian.example`,
      policy: 'shared',
      host: '127.0.0.1',
      port: imap.port,
      security: 'none',
      user,
      paused: true,
    }
    await saveMailbox(ctx, installation, id, box, [version])
    expect(await once(ctx, id)).toBe('off')
    expect((await state(ctx)).standing).toBe('paused')
  })
})

test('no server inside is spoken to unless the operator allows it, nor any public one without encryption', async () => {
  const ctx = await testContext(db)
  const { id } = await added(ctx, 143, 'x')
  expect(await once(ctx, id, '10.0.0.0/8')).toBe('trouble')
  expect((await state(ctx)).trouble).toMatchObject({ what: 'egress.not_allowed' })
})

test('a password is sealed, is told nobody, and goes to no other server than its own', async () => {
  const ctx = await testContext(db)
  const box = await added(ctx, 143, 'x')
  const [row] = await db.owner<{ secret: string }[]>`select secret from mailbox where id = ${box.id}`
  expect(row!.secret).not.toContain(scratchPassword)
  expect(JSON.stringify([box, await listMailboxes(ctx)])).not.toContain(scratchPassword)
  const elsewhere = {
    name: 'S',
    address: box.address,
    policy: 'shared',
    host: 'evil.example',
    port: 993,
    security: 'tls',
    user: 'x',
  }
  await expect(saveMailbox(ctx, installation, box.id, elsewhere, [box.version])).rejects.toMatchObject({
    details: { problems: [{ pointer: '/password' }] },
  })
})
