import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { write } from '../events/write'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { cancelDelivery } from './cancel-delivery'
import { deliver, deliverAll } from './deliver'
import type { MessageInput } from './deliveries.model'
import { readDelivery, statesOf } from './deliveries.queries'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const message = (key: string, more: Partial<MessageInput> = {}): MessageInput => ({
  key,
  purpose: 'quote',
  to: [{ address: 'Nadia@Gulf.example', name: 'Nadia' }],
  subject: 'Your offer',
  text: 'Here it is.',
  ...more,
})
const wish = (more: MessageInput, by: Context = ctx) => write(by, to => deliver(by, to, more))

test('a wish is written down with an id of its own, and wished again by its key it is the same', async () => {
  const first = await wish(message('one', { about: { type: 'quote', id: crypto.randomUUID() } }))
  expect(first).toMatchObject({ key: 'one', state: 'queued', isNew: true })
  expect(first.messageId).toBe(`<${first.id}@mail.sextant.invalid>`)
  const again = await wish(message('one', { subject: 'Another' }))
  expect(again).toEqual({ ...first, isNew: false })
  const told = await readDelivery(ctx, first.id)
  expect(told).toMatchObject({ subject: 'Your offer', state: 'queued', attempts: 0, withheld: false })
  expect(told.content).toMatchObject({ text: 'Here it is.', references: [] })
  expect(told.evidence).toMatchObject([{ state: 'queued', what: 'wished' }])
})

test('a transaction that fails leaves no message', async () => {
  await expect(
    write(ctx, async to => {
      await deliver(ctx, to, message('never'))
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  const [kept] = await database.owner`select count(*)::int as n from delivery where key = 'never'`
  expect(kept!.n).toBe(0)
})

test('many at once are in their order, those that were there and those wished twice among them', async () => {
  const there = await wish(message('b'))
  const all = await write(ctx, to =>
    deliverAll(
      ctx,
      to,
      ['a', 'b', 'c', 'a'].map(key => message(key)),
    ),
  )
  expect(all.map(({ key, isNew }) => [key, isNew])).toEqual([
    ['a', true],
    ['b', false],
    ['c', true],
    ['a', false],
  ])
  expect(all[1]!.id).toBe(there.id)
  expect(all[3]!.id).toBe(all[0]!.id)
  expect(
    (
      await statesOf(
        database.owner as never,
        all.map(({ id }) => id),
      )
    ).size,
  ).toBe(3)
})

test('of two who wish the same at the same moment one does', async () => {
  const both = await Promise.all([wish(message('race')), wish(message('race'))])
  expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true])
  expect(both[0]!.id).toBe(both[1]!.id)
})

test('what cannot be an address, a header or a time is refused, and says where', async () => {
  const wrong: [Partial<MessageInput>, string][] = [
    [{ to: [{ address: 'nobody' }] }, '/to/0/address'],
    [{ to: [] }, '/to'],
    [{ inReplyTo: '<a@b>\r\nBcc: all@x.example' }, '/inReplyTo'],
    [{ references: ['a b'] }, '/references/0'],
    [{ notBefore: 'tomorrow' }, '/notBefore'],
    [{ attachments: [{ name: 'x', mediaType: 'a/b', content: '$' }] }, '/attachments/0'],
  ]
  for (const [more, pointer] of wrong) {
    const fault = await faultOf(wish(message('wrong', more)))
    expect([pointer, fault.details.problems?.[0]?.pointer.startsWith(pointer)]).toEqual([pointer, true])
  }
  const odd = await wish(message('odd', { subject: 'One\r\nBcc: all@x.example' }))
  expect((await readDelivery(ctx, odd.id)).subject).toBe('One Bcc: all@x.example')
})

test('a message may be held back while it waits, once, by who may', async () => {
  const later = new Date(Date.now() + 10_000).toISOString()
  const { id } = await wish(message('undo', { notBefore: later }))
  const rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  expect((await faultOf(cancelDelivery(rep, id))).code).toBe('not_found')
  expect((await faultOf(cancelDelivery(await testContext(database), id))).code).toBe('not_found')
  await cancelDelivery(ctx, id)
  await cancelDelivery(ctx, id)
  expect(await readDelivery(ctx, id)).toMatchObject({
    state: 'cancelled',
    dueAt: null,
    evidence: [
      { what: 'later', until: later },
      { what: 'cancelled', memberId: ctx.access.memberId },
    ],
  })
  const sent = await wish(message('sent'))
  await database.owner`update delivery set state = 'handed_over' where id = ${sent.id}`
  expect((await faultOf(cancelDelivery(ctx, sent.id))).details).toMatchObject({
    rule: 'delivery.gone',
    params: { state: 'handed_over' },
  })
})

test('whoever sees that a message went reads neither the links in it that let somebody in, nor what others wrote', async () => {
  const rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  const reset = await wish(message('reset', { purpose: 'password_reset', text: 'https://secret' }))
  const reply = await wish(message('reply', { purpose: 'reply' }), rep)
  expect(await readDelivery(ctx, reset.id)).toMatchObject({ withheld: true, content: null })
  expect(await readDelivery(ctx, reply.id)).toMatchObject({ withheld: true, content: null })
  expect(await readDelivery(rep, reply.id)).toMatchObject({
    withheld: false,
    content: { text: 'Here it is.' },
  })
  expect((await faultOf(readDelivery(rep, reset.id))).code).toBe('not_found')
  // In the development mailbox there is nowhere else to read it.
  await database.owner`update delivery set state = 'kept' where id = ${reset.id}`
  expect((await readDelivery(ctx, reset.id)).content?.text).toBe('https://secret')
})
