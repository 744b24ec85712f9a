import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { accessAs, grantsOfRole } from '../access/policy.rules'
import { workContext } from '../access/work-context'
import { listNotices } from '../activities/notices'
import { contactEntity } from '../contacts/contacts.entity'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { customerEntity } from '../customers/customers.entity'
import { examineFiles } from '../doctor/file-checks'
import { createRecord } from '../records/create-record'
import { timelineOf } from '../records/timeline.queries'
import { scratchBlobs } from '../testing/scratch-blobs'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { ticketEntity } from '../tickets/tickets.entity'
import { changeConversation } from './change-conversation'
import type { ConversationView } from './conversations.model'
import { countConversations, listConversations, readThread } from './conversations.queries'
import { decideSender } from './decide-sender'
import type { IncomingMail, MailSource } from './incoming.model'
import { mergeConversations, splitConversation } from './merge-conversations'
import { receiveMails } from './receive-mail'
import { scratchMail } from './scratch-mail'
import { tellPresence } from './tell-presence'
import { writeNote } from './write-note'
import { startConversation, takeBackReply, writeReply } from './write-reply'

setDefaultTimeout(60_000)

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

/** Mail comes by the work that follows a mailbox, with no more rights than that has. */
const following = (ctx: Context) => workContext(ctx, { workspaceId: ctx.workspaceId, task: 'mailboxes' })

const shared: MailSource = { mailboxId: null, privateOf: null, ownAddresses: ['support@meridian.example'] }
const fresh = () => testContext(db, { role: 'manager' })

/** Brings mails in; gives the conversation of each. */
async function bring(ctx: Context, mails: Partial<IncomingMail>[], source = shared): Promise<string[]> {
  const received = await receiveMails(await following(ctx), source, mails.map(scratchMail))
  return received.map(one => (one.what === 'kept' ? one.conversationId : one.what))
}
const idsOf = async (ctx: Context, view: ConversationView, q?: string) =>
  (await listConversations(ctx, { view, q, limit: 50 })).results.map(({ id }) => id)
const kindsOf = async (ctx: Context) =>
  (
    await db.owner<
      { kind: string }[]
    >`select kind from event where workspace_id = ${ctx.workspaceId} order by seq`
  ).map(({ kind }) => kind)

test('mails of one thread are one conversation with its people, files and words, however often they come', async () => {
  const ctx = await fresh()
  const first = scratchMail({
    attachments: [
      { name: 'log.csv', mediaType: 'text/csv', bytes: 3, contentId: null, sha256: 'ab', blobKey: 'a/b' },
    ],
  })
  const second = scratchMail({
    inReplyTo: first.messageId,
    text: 'Box 5 was above 8 °C for Größe.',
    at: new Date(Date.now() + 1000).toISOString(),
  })
  for (const _ of [1, 2]) await receiveMails(await following(ctx), shared, [first, second])
  const [id] = await idsOf(ctx, 'unknown')
  const thread = await readThread(ctx, id!)
  expect(thread.messages.map(({ text }) => text)).toEqual([first.text, second.text])
  expect(thread.messages[0]!.attachments).toMatchObject([{ name: 'log.csv' }])
  expect(thread.conversation).toMatchObject({
    messages: 2,
    lastDirection: 'in',
    excerpt: second.text,
    sender: 'unknown',
    state: 'open',
  })
  expect(thread.participants.map(({ address, isOurs }) => [address, isOurs])).toEqual([
    ['noor@gulf.example', false],
    ['support@meridian.example', true],
  ])
  expect(await idsOf(ctx, 'open', 'grosse noor')).toEqual([id!])
  expect(await idsOf(ctx, 'open', 'grosse nobody')).toEqual([])
  expect((await kindsOf(ctx)).filter(kind => kind === 'message.received').length).toBe(2)
})

test('a mail stands on contact and customer, and in their timelines for who may read conversations', async () => {
  const ctx = await fresh()
  const customer = await createRecord(ctx, customerEntity, { name: 'Gulf Medical', domain: 'gulf.example' })
  const contact = await createRecord(ctx, contactEntity, {
    name: 'Noor',
    email: 'Noor@gulf.example',
    customerId: customer.id,
  })
  const [id] = await bring(ctx, [{ subject: 'Re: Boxes' }])
  const { conversation } = await readThread(ctx, id!)
  expect(conversation).toMatchObject({ sender: 'known', contactId: contact.id, customerId: customer.id })
  expect(conversation.names).toEqual({ [contact.id]: 'Noor', [customer.id]: 'Gulf Medical' })
  const timeline = async (who: Context) =>
    JSON.parse((await timelineOf(who, contactEntity, contact.id, { limit: 20 })).results).map(
      (one: { kind: string }) => one.kind,
    )
  expect(await timeline(ctx)).toContain('mail.received')
  const analyst = { ...ctx, access: accessAs('analyst', ctx.access.memberId) }
  expect(await timeline(analyst)).not.toContain('mail.received')
  expect((await faultOf(readThread(analyst, id!))).code).toBe('forbidden')
  const about = { kind: 'customer', id: customer.id } as const
  expect(
    (await listConversations(ctx, { view: 'open', limit: 5, about })).results.map(one => one.id),
  ).toEqual([id!])
})

test('a private mailbox is its owner’s alone, to an administrator too, until they share the thread', async () => {
  const ctx = await testContext(db, { role: 'rep' })
  const admin = await testContext(db, { workspaceId: ctx.workspaceId, role: 'admin' })
  const contact = await createRecord(admin, contactEntity, { name: 'Noor', email: 'noor@gulf.example' })
  const mine = { ...shared, mailboxId: uuidv7(), privateOf: ctx.access.memberId! }
  const [id] = await bring(ctx, [{ subject: 'Secret salary' }], mine)
  const looks = async (who: Context) => [
    await idsOf(who, 'open'),
    await idsOf(who, 'open', 'salary'),
    Object.values(await countConversations(who)).some(n => n > 0),
    await readThread(who, id!).then(
      () => 'seen',
      error => error.code,
    ),
  ]
  expect(await looks(admin)).toEqual([[], [], false, 'not_found'])
  expect(await idsOf(ctx, 'mine')).toEqual([id!])
  for (const ask of [
    () => changeConversation(admin, id!, { state: 'closed' }),
    () => writeNote(admin, id!, { text: 'Hm' }),
    () => tellPresence(admin, id!, {}),
    () => decideSender(admin, id!, { verdict: 'ignore' }),
  ])
    expect((await faultOf(ask())).code).toBe('not_found')
  const told = await db.owner<{ kind: string; payload: object; subjectType: string }[]>`
    select kind, payload, subject_type from event where workspace_id = ${ctx.workspaceId} and kind not like 'contact%' and kind not like 'affiliation%'`
  expect(told.map(one => ({ ...one }))).toEqual([
    { kind: 'private_mail.changed', payload: {}, subjectType: 'private_conversation' },
  ])
  await changeConversation(ctx, id!, { shared: true })
  expect(await looks(admin)).toEqual([[id!], [id!], true, 'seen'])
  const timeline = await timelineOf(admin, contactEntity, contact.id, { limit: 20 })
  expect(timeline.results).toContain('mail.received')
  expect((await faultOf(changeConversation(ctx, id!, { shared: true }))).details.rule).toBe(
    'conversation.not_private',
  )
})

test('who sees their team’s conversations sees those and what nobody has, in lists, counts and by its address alike', async () => {
  const admin = await testContext(db)
  const teamId = uuidv7()
  const mate = await testContext(db, { workspaceId: admin.workspaceId, role: 'rep', teamId })
  const rep = await testContext(db, { workspaceId: admin.workspaceId, role: 'rep', teamId })
  const ids = await bring(admin, [
    { subject: 'free' },
    { subject: 'mate' },
    { subject: 'far' },
    { subject: 'own' },
  ])
  await changeConversation(admin, ids[1]!, { assigneeId: mate.access.memberId })
  await changeConversation(admin, ids[2]!, { assigneeId: admin.access.memberId })
  await changeConversation(admin, ids[3]!, { assigneeId: rep.access.memberId })
  const seen = async (who: Context) => {
    const found = await Promise.all(
      ids.map(id =>
        readThread(who, id).then(
          () => [id],
          () => [],
        ),
      ),
    )
    const listed = await idsOf(who, 'unknown')
    expect(new Set(listed)).toEqual(new Set(found.flat()))
    expect((await countConversations(who)).unknown).toBe(listed.length)
    return listed.length
  }
  expect(await seen(admin)).toBe(4)
  expect(await seen(rep)).toBe(3)
  const narrow = {
    ...rep,
    access: accessAs(
      'rep',
      rep.access.memberId,
      [],
      grantsOfRole('rep', { conversation: { read: 'own', update: 'own' } }),
    ),
  }
  expect(await seen(narrow)).toBe(1)
  expect((await faultOf(changeConversation(narrow, ids[0]!, { state: 'closed' }))).code).toBe('not_found')
})

test('one that sleeps is awake when its time has come, or when they write', async () => {
  const clock = handClock('2026-11-20T09:00:00.000Z')
  const ctx = await testContext(db, { clock })
  const first = scratchMail({ at: '2026-11-20T08:00:00.000Z' })
  const [id] = await bring(ctx, [first])
  expect((await faultOf(changeConversation(ctx, id!, { state: 'snoozed' }))).details.rule).toBe(
    'conversation.sleep',
  )
  await changeConversation(ctx, id!, { state: 'snoozed', snoozedUntil: '2026-11-20T12:00:00.000Z' })
  expect(await idsOf(ctx, 'snoozed')).toEqual([id!])
  clock.move(4 * 3_600_000)
  expect((await readThread(ctx, id!)).conversation.state).toBe('open')
  expect(await idsOf(ctx, 'snoozed')).toEqual([])
  await changeConversation(ctx, id!, { state: 'snoozed', snoozedUntil: '2026-12-20T12:00:00.000Z' })
  await bring(ctx, [{ inReplyTo: first.messageId, at: '2026-11-20T13:00:00.000Z' }])
  expect((await readThread(ctx, id!)).conversation).toMatchObject({ state: 'open', snoozedUntil: null })
})

test('a note is ours alone and tells whom it mentions, where they may see it', async () => {
  const ctx = await testContext(db, { name: 'Maren Vogt' })
  const sara = await testContext(db, { workspaceId: ctx.workspaceId, role: 'manager', name: 'Sara Aziz' })
  await testContext(db, { workspaceId: ctx.workspaceId, role: 'analyst', name: 'Ana Lyst' })
  const [id] = await bring(ctx, [{}])
  const note = await writeNote(ctx, id!, { text: 'Six boxes are in stock, @Sara Aziz.' })
  expect(note).toMatchObject({ direction: 'note', authorId: ctx.access.memberId })
  const { results } = await listNotices(sara)
  expect(results).toMatchObject([{ kind: 'conversation', conversationId: id, by: 'Maren Vogt' }])
  const unseen = await faultOf(writeNote(ctx, id!, { text: 'And @Ana Lyst?' }))
  expect(unseen.details.rule).toBe('conversation.mention_unseen')
  expect((await readThread(ctx, id!)).messages.length).toBe(2)
})

test('merged, two are one, also for who answers the other; split, a part goes its own way', async () => {
  const ctx = await fresh()
  const [one, other] = [
    scratchMail({ subject: 'One' }),
    scratchMail({ subject: 'Other', from: { address: 'li@else.example', name: 'Li' } }),
  ]
  const [a, b] = await bring(ctx, [one, other])
  const merged = await mergeConversations(ctx, a!, { otherId: b })
  expect(merged.messages.length).toBe(2)
  expect(merged.participants.map(({ address }) => address)).toContain('li@else.example')
  expect((await readThread(ctx, b!)).conversation.id).toBe(a!)
  expect(
    await bring(ctx, [
      { inReplyTo: other.messageId, subject: 'Re: Other', at: new Date(Date.now() + 5000).toISOString() },
    ]),
  ).toEqual([a!])
  expect((await faultOf(mergeConversations(ctx, a!, { otherId: b }))).details.rule).toBe(
    'conversation.itself',
  )
  const last = (await readThread(ctx, a!)).messages.at(-1)!
  const split = await splitConversation(ctx, a!, { messageId: last.id })
  expect(split.messages.map(({ id }) => id)).toEqual([last.id])
  expect((await readThread(ctx, a!)).conversation.messages).toBe(2)
  expect(
    (await faultOf(splitConversation(ctx, split.conversation.id, { messageId: last.id }))).details.rule,
  ).toBe('conversation.first_message')
})

test('somebody unknown becomes a lead or a contact with all that they wrote, or nobody any more', async () => {
  const ctx = await fresh()
  const from = (address: string) => ({ from: { address, name: 'Li' } })
  const [a, b, c, d] = await bring(ctx, [
    from('li@else.example'),
    from('li@else.example'),
    from('x@spam.example'),
    from('y@spam.example'),
  ])
  expect((await countConversations(ctx)).unknown).toBe(4)
  const { conversation } = await decideSender(ctx, a!, { verdict: 'lead' })
  expect(conversation.sender).toBe('known')
  expect(conversation.leadId).not.toBeNull()
  expect((await readThread(ctx, b!)).conversation.leadId).toBe(conversation.leadId)
  await decideSender(ctx, c!, { verdict: 'ignore', domain: true })
  expect((await readThread(ctx, d!)).conversation).toMatchObject({ sender: 'ignored', state: 'closed' })
  expect((await countConversations(ctx)).unknown).toBe(0)
  const [again] = await bring(ctx, [from('z@spam.example')])
  expect((await readThread(ctx, again!)).conversation.sender).toBe('ignored')
  const [known] = await bring(ctx, [from('li@else.example')])
  expect((await readThread(ctx, known!)).conversation.leadId).toBe(conversation.leadId)
})

test('who has it open is told of the others, until they are gone', async () => {
  const clock = handClock('2026-11-20T09:00:00.000Z')
  const ctx = await testContext(db, { clock, name: 'Maren' })
  const sara = await testContext(db, { clock, workspaceId: ctx.workspaceId, name: 'Sara' })
  const [id] = await bring(ctx, [{}])
  expect(await tellPresence(ctx, id!, { typing: true })).toEqual({ others: [] })
  expect((await tellPresence(sara, id!, {})).others).toMatchObject([{ name: 'Maren', typing: true }])
  clock.move(16_000)
  expect(await tellPresence(sara, id!, {})).toEqual({ others: [] })
})

test('a long thread is read from its end, and what is before on request, each message once', async () => {
  const ctx = await fresh()
  const first = scratchMail({ at: '2026-11-20T08:00:00.000Z' })
  const rest = Array.from({ length: 69 }, (_, n) => ({
    inReplyTo: first.messageId,
    text: `no ${n}`,
    at: new Date(Date.parse(first.at) + (n >> 2) * 1000).toISOString(),
  }))
  const [id] = await bring(ctx, [first, ...rest])
  const seen: string[] = []
  for (let before: string | undefined; ; ) {
    const page = await readThread(ctx, id!, { before })
    seen.unshift(...page.messages.map(one => one.id))
    expect(page.earlier).toBe(70 - seen.length)
    if (page.earlier === 0) break
    before = page.messages[0]!.id
  }
  expect(new Set(seen).size).toBe(70)
})

const deliveries = async (ctx: Context) =>
  (
    await db.owner<
      {
        state: string
        subject: string
        content: { inReplyTo: string; references: string[]; text: string; html: string }
      }[]
    >`
    select state, subject, content from delivery where workspace_id = ${ctx.workspaceId} order by created_at, id`
  ).map(row => ({ ...row }))

test('an answer is in the thread and in the ledger in one go, with what it answers, and its copy comes back as itself', async () => {
  const ctx = await fresh()
  const mail = scratchMail({ subject: 'Boxes', text: 'First <b>line</b>\nSecond' })
  const [id] = await bring(ctx, [mail])
  const message = await writeReply(ctx, id!, { text: 'See <script>', to: ['noor@gulf.example'] })
  expect(message).toMatchObject({
    direction: 'out',
    authorId: ctx.access.memberId,
    delivery: { state: 'queued' },
  })
  const [sent] = await deliveries(ctx)
  expect(sent).toMatchObject({
    subject: 'Re: Boxes',
    content: { inReplyTo: mail.messageId, references: [mail.messageId] },
  })
  expect(sent!.content.text).toContain('> First <b>line</b>')
  expect(sent!.content.html).not.toMatch(/<script>|<b>/)
  const [{ messageId }] =
    (await db.owner`select message_id from message where id = ${message.id}`) as unknown as [
      { messageId: string },
    ]
  expect(
    await bring(ctx, [{ messageId, from: { address: 'support@meridian.example', name: null } }]),
  ).toEqual(['there'])
  expect(
    await bring(ctx, [
      { inReplyTo: messageId, subject: 'other', from: { address: 'else@gulf.example', name: null } },
    ]),
  ).toEqual([id!])
})

test('an answer can be taken back until it leaves, and is gone from the thread; later it stays', async () => {
  const ctx = await fresh()
  const [id] = await bring(ctx, [{}])
  const message = await writeReply(ctx, id!, { text: 'Too soon', to: ['noor@gulf.example'] })
  expect((await takeBackReply(ctx, id!, message.id)).text).toBe('Too soon')
  expect((await deliveries(ctx)).map(({ state }) => state)).toEqual(['cancelled'])
  expect((await readThread(ctx, id!)).messages.length).toBe(1)
  expect((await kindsOf(ctx)).slice(-2)).toEqual(['message.sent', 'message.withdrawn'])
  const later = await writeReply(ctx, id!, { text: 'Now', to: ['noor@gulf.example'] })
  await db.owner`update delivery set state = 'handed_over' where workspace_id = ${ctx.workspaceId} and state = 'queued'`
  expect((await faultOf(takeBackReply(ctx, id!, later.id))).details.rule).toBe('delivery.gone')
  expect((await readThread(ctx, id!)).messages.length).toBe(2)
})

test('of two who answer at once, the second is told of the first, and may answer all the same', async () => {
  const ctx = await testContext(db, { name: 'Maren' })
  const sara = await testContext(db, { workspaceId: ctx.workspaceId, name: 'Sara' })
  const [id] = await bring(ctx, [{}])
  const seenId = (await readThread(ctx, id!)).messages.at(-1)!.id
  const answer = (who: Context, seen: string) =>
    writeReply(who, id!, { text: 'Yes', to: ['noor@gulf.example'], seenId: seen })
  const both = await Promise.allSettled([answer(ctx, seenId), answer(sara, seenId)])
  const refusal = both.flatMap(one => (one.status === 'rejected' ? [one.reason] : []))
  expect(refusal.map(one => one.details.rule)).toEqual(['conversation.answered'])
  const second = both[0]!.status === 'rejected' ? ctx : sara
  await answer(second, refusal[0].details.params.messageId)
  expect((await deliveries(ctx)).length).toBe(2)
})

test('who writes first begins a conversation on the records that are named, in sight of the writer', async () => {
  const ctx = await fresh()
  const customer = await createRecord(ctx, customerEntity, { name: 'Gulf' })
  const start = { subject: 'Offer', text: 'Dear Noor', to: ['noor@gulf.example'], customerId: customer.id }
  const thread = await startConversation(ctx, start)
  expect(thread.conversation).toMatchObject({
    customerId: customer.id,
    assigneeId: ctx.access.memberId,
    messages: 1,
  })
  expect(
    (await faultOf(startConversation(ctx, { ...start, customerId: uuidv7() }))).details.problems,
  ).toMatchObject([{ pointer: '/customerId' }])
  expect(
    (await faultOf(startConversation(ctx, { ...start, sendAt: '2020-01-01T00:00:00Z' }))).details.rule,
  ).toBe('conversation.send_at')
  const analyst = { ...ctx, access: accessAs('analyst', ctx.access.memberId) }
  expect((await faultOf(startConversation(analyst, start))).code).toBe('forbidden')
})

test('a conversation stands on a ticket that there is, and its messages say so to who counts its clocks', async () => {
  const ctx = await fresh()
  const ticket = await createRecord(ctx, ticketEntity, { name: 'Cold box' })
  const [id] = await bring(ctx, [{}])
  const missing = await faultOf(changeConversation(ctx, id!, { ticketId: uuidv7() }))
  expect(missing.details.problems).toMatchObject([{ pointer: '/ticketId', code: 'reference_missing' }])
  await changeConversation(ctx, id!, { ticketId: ticket.id })
  await writeNote(ctx, id!, { text: 'Ours alone' })
  await writeReply(ctx, id!, { text: 'We see to it', to: ['noor@gulf.example'] })
  const told = await db.owner<{ kind: string; ticketId: string }[]>`
    select kind, payload ->> 'ticketId' as ticket_id from event where workspace_id = ${ctx.workspaceId} and kind in ('message.noted', 'message.sent') order by seq`
  expect(told.map(one => ({ ...one }))).toEqual([
    { kind: 'message.noted', ticketId: ticket.id },
    { kind: 'message.sent', ticketId: ticket.id },
  ])
  const about = { kind: 'ticket', id: ticket.id } as const
  expect(
    (await listConversations(ctx, { view: 'open', limit: 5, about })).results.map(one => one.id),
  ).toEqual([id!])
})

test('the bytes of mails are files that somebody names: the doctor misses one that is gone, and calls none strange', async () => {
  const ctx = await fresh()
  const blobs = scratchBlobs()
  const put = async (text: string) => {
    const key = `${ctx.workspaceId}/${crypto.randomUUID()}`
    await blobs.put(key, new Response(text).body as unknown as AsyncIterable<Uint8Array>)
    return key
  }
  const [source, file] = [await put('mail'), await put('file')]
  const attachment = {
    name: 'log.csv',
    mediaType: 'text/csv',
    bytes: 4,
    contentId: null,
    sha256: 'ab',
    blobKey: file,
  }
  await bring(ctx, [{ source: { key: source, bytes: 4 }, attachments: [attachment] }])
  const examine = async () =>
    (await examineFiles(db, blobs, { id: ctx.workspaceId, slug: 'x' }, 10)).map(({ check, rows }) => [
      check,
      rows.length,
    ])
  expect(await examine()).toEqual([])
  await blobs.drop(file)
  expect(await examine()).toEqual([['files have their bytes', 1]])
})
