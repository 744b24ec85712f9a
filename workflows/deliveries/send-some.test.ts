import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workContext } from '@sextant/db/access/work-context'
import { folderStore } from '@sextant/db/blobs/folder-store'
import { handClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import type { MessageInput } from '@sextant/db/deliveries/deliveries.model'
import { readDelivery } from '@sextant/db/deliveries/deliveries.queries'
import { reserveDeliveries } from '@sextant/db/deliveries/reserve-deliveries'
import { readMailSettings } from '@sextant/db/deliveries/save-mail-settings'
import { noteProgress } from '@sextant/db/deliveries/settle-deliveries'
import { addSuppression, liftSuppression, listSuppressions } from '@sextant/db/deliveries/suppressions'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { readNetworks } from '../egress/outside'
import { scratchMessage, scratchSecret, useServer, wishAll } from './scratch-mail'
import { type ScratchSmtp, scratchSmtp } from './scratch-smtp'
import { sendSome } from './send-some'

let database: TestDatabase
let smtp: ScratchSmtp
let folder: string
let clock: ReturnType<typeof handClock>
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  smtp = await scratchSmtp()
  folder = mkdtempSync(join(tmpdir(), 'sextant-mail-'))
})
beforeEach(async () => {
  clock = handClock(new Date().toISOString())
  ctx = await testContext(database, { clock })
  await useServer(ctx, smtp.port)
  smtp.accepted.length = 0
  Object.assign(smtp.behaviour, {
    toRecipient: () => undefined,
    toMessage: () => undefined,
    diesAfterData: false,
  })
})
afterAll(async () => {
  await smtp?.close()
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** It is sent by work of Sextant's own, with no more rights than that has. */
const task = () => workContext({ db: ctx.db, clock }, { workspaceId: ctx.workspaceId, task: 'deliveries' })
const send = async (more: Partial<Parameters<typeof sendSome>[0]> = {}) =>
  sendSome(
    {
      ctx: await task(),
      blobs: folderStore(folder),
      clock,
      secret: scratchSecret,
      privateNetworks: readNetworks('127.0.0.1'),
      mail: undefined,
      ...more,
    },
    { maxMs: 60_000, onProgress: () => {} },
  )
const wish = async (at: number | string, more: Partial<MessageInput> = {}) => {
  const [wished] = await wishAll(ctx, [scratchMessage(at, more)])
  return wished!.id
}
const stateOf = async (id: string) => (await readDelivery(ctx, id)).state

test('what is due is handed over once, with our id, and says by what the server has taken it', async () => {
  const messages = Array.from({ length: 250 }, (_, at) => scratchMessage(at))
  const wished = await wishAll(ctx, messages)
  expect(await send()).toBe(false)
  expect(await send()).toBe(false)
  expect(smtp.accepted).toHaveLength(250)
  expect(new Set(smtp.accepted.map(({ messageId }) => messageId))).toEqual(
    new Set(wished.map(({ messageId }) => messageId)),
  )
  const told = await readDelivery(ctx, wished[0]!.id)
  expect(told).toMatchObject({
    state: 'handed_over',
    attempts: 1,
    last: { by: 'smtp', what: 'accepted', code: '250', server: `127.0.0.1:${smtp.port}` },
  })
  expect(told.last!.text).toContain('OK: message')
  expect(smtp.mostAtOnce()).toBeLessThanOrEqual(4)
})

test('a message has its thread, its languages, its files and no hidden recipient in it', async () => {
  await wish('whole', {
    cc: [{ address: 'cc@gulf.example' }],
    bcc: [{ address: 'hidden@gulf.example' }],
    subject: 'عرض السعر',
    html: '<p dir="rtl">مرحبا</p>',
    inReplyTo: '<before@gulf.example>',
    references: Array.from({ length: 80 }, (_, at) => `<r${at}@gulf.example>`),
    isAutomatic: true,
    unsubscribe: 'https://crm.example/u/1',
    from: { name: 'Amara', address: 'amara@elsewhere.example' },
    attachments: [
      { name: 'offer.txt', mediaType: 'text/plain', content: btoa('the file') },
      {
        name: 'invite.ics',
        mediaType: 'text/calendar',
        content: btoa('BEGIN:VCALENDAR\r\nEND:VCALENDAR'),
        method: 'REQUEST',
      },
    ],
  })
  await send()
  const [{ raw, to, from }] = smtp.accepted as [(typeof smtp.accepted)[0]]
  expect([from, to.sort()]).toEqual([
    'sales@meridian.example',
    ['cc@gulf.example', 'hidden@gulf.example', 'person-whole@gulf.example'],
  ])
  expect(raw).not.toContain('hidden@')
  for (const line of [
    /^From: Amara <sales@meridian\.example>/m,
    /^Reply-To: Amara <amara@elsewhere\.example>/m,
    /^In-Reply-To: <before@gulf\.example>/m,
    /^Auto-Submitted: auto-generated/m,
    /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m,
    /^Subject: =\?UTF-8\?/m,
    /text\/calendar;.*method=REQUEST/,
    /filename=offer\.txt/,
  ])
    expect(raw).toMatch(line)
  const references = /^References:([\s\S]*?)\r?\n(?! )/m.exec(raw)![1]!.match(/<[^>]+>/g)!
  expect([references.length, references[0], references.at(-1)]).toEqual([
    30,
    '<r0@gulf.example>',
    '<r79@gulf.example>',
  ])
})

test('an hour of “later” is survived, each try kept as evidence, and the message goes once', async () => {
  smtp.behaviour.toRecipient = () => ({ code: 451, text: '4.7.1 Greylisted, come back' })
  const id = await wish('later')
  let tries = 0
  for (const begun = clock().getTime(); clock().getTime() - begun < 3_600_000; ) {
    await send()
    tries += 1
    const { dueAt, state } = await readDelivery(ctx, id)
    expect(state).toBe('queued')
    clock.move(Date.parse(dueAt!) - clock().getTime())
  }
  smtp.behaviour.toRecipient = () => undefined
  await send()
  const told = await readDelivery(ctx, id)
  expect([told.state, told.attempts, smtp.accepted.length]).toEqual(['handed_over', tries + 1, 1])
  expect(told.evidence.filter(({ what, code }) => what === 'put_off' && code === '4.7.1')).toHaveLength(tries)
})

test('“later” for three days is given up, and says so', async () => {
  smtp.behaviour.toMessage = () => ({ code: 452, text: 'No room' })
  const id = await wish('never')
  await send()
  clock.move(3 * 24 * 3_600_000 - 60_000)
  await send()
  expect(await readDelivery(ctx, id)).toMatchObject({
    state: 'failed',
    last: { what: 'given_up', code: '452' },
  })
})

test('“no” is failed with its words; an address that is not there gets nothing any more until somebody lifts it', async () => {
  smtp.behaviour.toRecipient = address =>
    /^gone/i.test(address) ? { code: 550, text: '5.1.1 No such user' } : undefined
  smtp.behaviour.toMessage = ({ raw }) =>
    raw.includes('spam') ? { code: 554, text: '5.7.1 Not wanted' } : undefined
  const dead = await wish('dead', { to: [{ address: 'Gone@gulf.example' }] })
  const spam = await wish('spam', { text: 'spam' })
  const both = await wish('both', {
    to: [{ address: 'here@gulf.example' }, { address: 'gone2@gulf.example' }],
  })
  await send()
  expect(await readDelivery(ctx, dead)).toMatchObject({
    state: 'failed',
    last: { what: 'refused', code: '5.1.1' },
  })
  expect(await readDelivery(ctx, spam)).toMatchObject({ state: 'failed', last: { code: '5.7.1' } })
  expect(await readDelivery(ctx, both)).toMatchObject({
    state: 'handed_over',
    last: { what: 'accepted_in_part', addresses: ['gone2@gulf.example'] },
  })
  const again = await wish('again', { to: [{ address: 'gone@GULF.example' }] })
  const account = await wish('account', { to: [{ address: 'gone@gulf.example' }], purpose: 'invitation' })
  await send()
  expect(await readDelivery(ctx, again)).toMatchObject({
    state: 'suppressed',
    last: { what: 'suppressed.bounce' },
  })
  expect(await stateOf(account)).toBe('failed')
  const [kept] = await listSuppressions(ctx, 'gone@')
  expect(kept).toMatchObject({ address: 'gone@gulf.example', reason: 'bounce', deliveryId: dead })
  await liftSuppression(ctx, kept!.id)
  smtp.behaviour.toRecipient = () => undefined
  const freed = await wish('freed', { to: [{ address: 'gone@gulf.example' }] })
  await send()
  expect(await stateOf(freed)).toBe('handed_over')
})

test('who is left out of several recipients is told, and marketing goes to nobody who has not agreed', async () => {
  await addSuppression(ctx, { address: 'no@gulf.example', note: 'Asked by phone' })
  const some = await wish('some', { cc: [{ address: 'NO@gulf.example' }] })
  const campaign = await wish('campaign', { purpose: 'campaign' })
  await send()
  expect(smtp.accepted.map(({ to }) => to)).toEqual([['person-some@gulf.example']])
  const { evidence } = await readDelivery(ctx, some)
  expect(
    evidence.some(({ what, addresses }) => what === 'left_out' && addresses?.[0] === 'NO@gulf.example'),
  ).toBe(true)
  expect(await readDelivery(ctx, campaign)).toMatchObject({
    state: 'suppressed',
    last: { what: 'suppressed.no_consent' },
  })
})

test('a server that takes the message and dies without a word leaves it unknown, and it is never sent again by itself', async () => {
  smtp.behaviour.diesAfterData = true
  const id = await wish('silence')
  await send()
  expect(await readDelivery(ctx, id)).toMatchObject({ state: 'unknown', last: { what: 'no_answer' } })
  smtp.behaviour.diesAfterData = false
  clock.move(24 * 3_600_000)
  await send()
  expect(smtp.accepted).toHaveLength(1)
})

test('of a worker that is gone, what was only taken is sent, and what may have left is unknown', async () => {
  const [taken, leaving] = await wishAll(ctx, [scratchMessage('taken'), scratchMessage('leaving')])
  const claim = crypto.randomUUID()
  await reserveDeliveries(await task(), claim, 10)
  await noteProgress(ctx, claim, { leaving: [leaving!.id], outcomes: [] })
  await send()
  expect([await stateOf(taken!.id), await stateOf(leaving!.id)]).toEqual(['handed_over', 'unknown'])
  expect(smtp.accepted.map(({ messageId }) => messageId)).toEqual([taken!.messageId])
  // The one that was taken for dead finds that nothing is its own any more.
  expect((await noteProgress(ctx, claim, { leaving: [taken!.id, leaving!.id], outcomes: [] })).size).toBe(0)
})

test('a server that is away, or does not let one in, is said of the account and knocked at once; then all goes', async () => {
  const away = await scratchSmtp()
  await away.close()
  await useServer(ctx, away.port)
  const ids = (
    await wishAll(
      ctx,
      [1, 2, 3].map(at => scratchMessage(at)),
    )
  ).map(({ id }) => id)
  await send()
  const { account } = await readMailSettings(ctx, scratchSecret)
  expect(account!.trouble).toMatchObject({ what: 'refused', times: 1 })
  for (const id of ids)
    expect(await readDelivery(ctx, id)).toMatchObject({ state: 'queued', dueAt: account!.trouble!.until })
  await useServer(ctx, smtp.port)
  await send()
  expect(smtp.accepted).toHaveLength(3)
  expect((await readMailSettings(ctx, scratchSecret)).account!.trouble).toBeNull()
})

test('a wrong password is told as such, and the right one is sent to no other server', async () => {
  const asked: string[] = []
  const closed = await scratchSmtp({
    authOptional: false,
    onAuth({ username, password }, _, done) {
      asked.push(`${username}:${password}`)
      if (password === 'right') done(null, { user: username })
      else done(Object.assign(new Error('5.7.8 Not you'), { responseCode: 535 }))
    },
  })
  await useServer(ctx, closed.port, { user: 'me', password: 'wrong' })
  const id = await wish('closed')
  await send()
  expect((await readMailSettings(ctx, scratchSecret)).account!.trouble).toMatchObject({
    what: 'wrong_password',
  })
  await useServer(ctx, closed.port, { user: 'me', password: 'right' })
  await send()
  expect([await stateOf(id), closed.accepted.length]).toEqual(['handed_over', 1])
  // Kept for the same server; for another one it has to be given anew.
  await useServer(ctx, closed.port, { user: 'me', fromName: 'Other' })
  await expect(useServer(ctx, closed.port, { user: 'me', host: 'localhost' })).rejects.toThrow('password')
  expect(asked).toContain('me:right')
  const [row] =
    await database.owner`select secrets from mail_account where workspace_id = ${ctx.workspaceId} and deleted_at is null`
  expect(row!.secrets).not.toContain('right')
  await closed.close()
})

test('a server inside is not connected to unless the operator allows it', async () => {
  const id = await wish('inside')
  await send({ privateNetworks: readNetworks('') })
  expect(await readDelivery(ctx, id)).toMatchObject({ state: 'queued', last: { what: 'not_allowed' } })
  expect(smtp.accepted).toHaveLength(0)
})

test('without a server all stays in the development mailbox, where a secret can be read', async () => {
  ctx = await testContext(database, { clock })
  const id = await wish('kept', { purpose: 'password_reset', text: 'https://crm.example/reset/1' })
  await send()
  expect(await readDelivery(ctx, id)).toMatchObject({
    state: 'kept',
    content: { text: 'https://crm.example/reset/1' },
  })
})

test('a link that lets somebody in goes by the operator’s server, and is gone from the row once it has left', async () => {
  const operators = await scratchSmtp()
  const mail = {
    server: {
      host: '127.0.0.1',
      port: operators.port,
      security: 'none' as const,
      user: null,
      password: null,
    },
    from: { address: 'crm@operator.example', name: 'Sextant' },
  }
  const reset = await wish('reset', { purpose: 'password_reset', text: 'https://crm.example/reset/1' })
  const offer = await wish('offer')
  await send({ mail })
  expect([operators.accepted.length, smtp.accepted.length]).toEqual([1, 1])
  expect([await stateOf(reset), await stateOf(offer)]).toEqual(['handed_over', 'handed_over'])
  const [row] = await database.owner`select content from delivery where id = ${reset}`
  expect(row!.content).toBeNull()
  await operators.close()
})

test('what is signed is signed with the workspace’s key, the way out of a list too', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const dkimKey = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  await useServer(ctx, smtp.port, { dkimDomain: 'meridian.example', dkimSelector: 'crm', dkimKey })
  await wish('signed', { unsubscribe: 'https://crm.example/u/1' })
  await send()
  const signature = /^DKIM-Signature:([\s\S]*?)\r?\n(?!\s)/m
    .exec(smtp.accepted[0]!.raw)![1]!
    .replaceAll(/\s+/g, '')
  expect(signature).toContain('d=meridian.example')
  expect(signature).toContain('s=crm')
  expect(signature.toLowerCase()).toContain('list-unsubscribe:list-unsubscribe-post')
})
