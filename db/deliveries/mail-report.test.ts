import { afterAll, beforeAll, expect, test } from 'bun:test'
import { workContext } from '../access/work-context'
import type { Context } from '../core/context'
import { write } from '../events/write'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { deliver } from './deliver'
import type { MessageInput } from './deliveries.model'
import { readDelivery } from './deliveries.queries'
import { mailReportOf } from './mail-report.rules'
import { proveByReply, settleByReport } from './settle-by-report'
import { listSuppressions } from './suppressions'

const mail = (kind: string, status: string, back: string, backType = 'message/rfc822') =>
  new TextEncoder().encode(
    `From: MAILER-DAEMON@mx.gulf.example\r\nTo: sales@meridian.example\r\nSubject: Returned\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=${kind === 'message/feedback-report' ? 'feedback-report' : 'delivery-status'};\r\n boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: ${kind}\r\n\r\n${status.replaceAll('\n', '\r\n')}\r\n--b\r\nContent-Type: ${backType}\r\n\r\n${back.replaceAll('\n', '\r\n')}\r\n--b--\r\n`,
  )
const postfix = (
  id: string,
  address: string,
  code = '5.1.1',
  action = 'failed',
) => `Reporting-MTA: dns; mx.gulf.example
X-Postfix-Queue-ID: 4A2B
Arrival-Date: Sun, 29 Nov 2026 20:00:00 +0000

Final-Recipient: rfc822; ${address}
Original-Recipient: rfc822;${address}
Action: ${action}
Status: ${code}
Remote-MTA: dns; inbound.gulf.example
Diagnostic-Code: smtp; 550 ${code} <${address}>: Recipient address rejected:
    User unknown in table ${id.length}
`

test('what is no report is none, and what is said for people is not guessed at', () => {
  expect(mailReportOf([])).toBeUndefined()
  expect(mailReportOf([{ mediaType: 'text/plain', text: 'Action: failed\nStatus: 5.1.1' }])).toBeUndefined()
  expect(
    mailReportOf([{ mediaType: 'message/feedback-report', text: 'Feedback-Type: not-spam' }]),
  ).toBeUndefined()
})

test('odd reports are read as far as they say something', () => {
  const part = (text: string) => mailReportOf([{ mediaType: 'message/delivery-status', text }])!
  // All in one block, and a status that says nothing finer than its words.
  expect(
    part(
      'Reporting-MTA: dns;a\nFinal-Recipient: RFC822;<x@y.example>\nAction: FAILED\nStatus: 5.0.0 (other)\nDiagnostic-Code: smtp;550 5.2.1 off',
    ).recipients,
  ).toEqual([{ address: 'x@y.example', what: 'failed', code: '5.2.1', text: '550 5.2.1 off', server: 'a' }])
  const many = part(
    'Original-Envelope-Id: a+2Bb\n\nFinal-Recipient: rfc822;a@b.example\nAction: delivered\n \t\nFinal-Recipient: rfc822;c@d.example\nAction: expanded\n\n\nAction: delayed\nStatus: 4.4.1',
  )
  expect(many.envelopeId).toBe('a+b')
  expect(many.recipients.map(({ what, address }) => [what, address])).toEqual([
    ['delivered', 'a@b.example'],
    ['delayed', null],
  ])
  expect(part('nothing: at all\n::::\n\n\n').recipients).toEqual([])
})

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const following = () => workContext(ctx, { workspaceId: ctx.workspaceId, task: 'mailboxes' })

let count = 0
async function sent(more: Partial<MessageInput> = {}) {
  count += 1
  const wished = await write(ctx, to =>
    deliver(ctx, to, {
      key: `sent ${count}`,
      purpose: 'quote',
      to: [{ address: `p${count}@gulf.example` }],
      subject: 's',
      text: 't',
      ...more,
    }),
  )
  await database.owner`update delivery set state = 'handed_over' where id = ${wished.id}`
  return { ...wished, address: `p${count}@gulf.example` }
}
const headOf = (messageId: string) => `Subject: s\nMessage-ID:\n ${messageId}\n\nThe text.`
const isKept = async (address: string) => (await listSuppressions(ctx, address)).map(({ reason }) => reason)

test('a bounce says of its message that it came back, by which words, once; the address gets nothing more', async () => {
  const { id, messageId, address } = await sent()
  const bounce = mail('message/delivery-status', postfix(id, address), headOf(messageId))
  expect(await settleByReport(await following(), bounce)).toEqual({ deliveryId: id })
  await settleByReport(await following(), bounce)
  const told = await readDelivery(ctx, id)
  expect(told).toMatchObject({
    state: 'bounced',
    last: { by: 'report', code: '5.1.1', server: 'inbound.gulf.example' },
  })
  expect(told.last!.text).toContain('User unknown')
  expect(told.evidence.filter(({ by }) => by === 'report')).toHaveLength(1)
  expect(await isKept(address)).toEqual(['bounce'])
})

test('a full mailbox comes back without the address being given up; a delay is only noted; headers alone will do', async () => {
  const full = await sent()
  await settleByReport(
    await following(),
    mail(
      'message/delivery-status',
      postfix('', full.address, '5.2.2'),
      headOf(full.messageId),
      'text/rfc822-headers',
    ),
  )
  expect([(await readDelivery(ctx, full.id)).state, await isKept(full.address)]).toEqual(['bounced', []])
  const late = await sent()
  await settleByReport(
    await following(),
    mail('message/delivery-status', postfix('', late.address, '4.4.1', 'delayed'), headOf(late.messageId)),
  )
  expect(await readDelivery(ctx, late.id)).toMatchObject({
    state: 'handed_over',
    last: { what: 'delayed', code: '4.4.1' },
  })
})

test('a receipt by our own id proves the delivery, and a complaint stops all but what was asked for', async () => {
  const { id, address, messageId } = await sent()
  const receipt = `Original-Envelope-Id: ${id}\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ${address}\nAction: delivered\nStatus: 2.0.0\n`
  await settleByReport(
    await following(),
    mail('message/delivery-status', receipt, 'Subject: changed by the server\n'),
  )
  expect((await readDelivery(ctx, id)).state).toBe('delivered')
  const complaint = `Feedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\nOriginal-Rcpt-To: <${address}>\n`
  await settleByReport(await following(), mail('message/feedback-report', complaint, headOf(messageId)))
  expect([(await readDelivery(ctx, id)).state, await isKept(address)]).toEqual(['complained', ['complaint']])
})

test('a report about what we never sent, or to whom we never wrote, changes nothing', async () => {
  const { id, messageId } = await sent()
  expect(
    await settleByReport(
      await following(),
      mail('message/delivery-status', postfix('', 'x@y.example'), headOf('<other@else.example>')),
    ),
  ).toBeNull()
  await settleByReport(
    await following(),
    mail('message/delivery-status', postfix('', 'boss@meridian.example'), headOf(messageId)),
  )
  expect([(await readDelivery(ctx, id)).state, await isKept('boss@')]).toEqual(['handed_over', []])
  const stranger = await testContext(database)
  expect(
    await settleByReport(
      stranger,
      mail('message/delivery-status', postfix('', 'x@y.example'), headOf(messageId)),
    ),
  ).toBeNull()
  expect(
    await settleByReport(await following(), new TextEncoder().encode('Subject: hi\r\n\r\nHello.')),
  ).toBeUndefined()
})

test('a reply proves that a message has arrived, also one of which nobody knew', async () => {
  const { id, messageId } = await sent()
  await database.owner`update delivery set state = 'unknown' where id = ${id}`
  expect(await proveByReply(await following(), [messageId, '<other@else.example>'])).toBe(1)
  expect(await readDelivery(ctx, id)).toMatchObject({
    state: 'delivered',
    last: { by: 'reply', what: 'answered' },
  })
})
