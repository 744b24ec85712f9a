import { expect, test } from 'bun:test'
import type { MailSource } from './incoming.model'
import { type Landed, type LandingFacts, land, mostAutomatic } from './landing.rules'
import { scratchMail } from './scratch-mail'
import { isAnswer, plainSubject, tokenOf, tokensIn } from './subject.rules'

const source: MailSource = { mailboxId: null, privateOf: null, ownAddresses: ['Support@Meridian.example'] }
const now = '2026-11-20T12:00:00.000Z'
const facts = (given: Partial<LandingFacts> = {}): LandingFacts => ({
  conversations: new Map(),
  byReference: new Map(),
  byToken: new Map(),
  people: new Map(),
  domains: new Map(),
  ignored: new Set(),
  there: new Set(),
  ...given,
})
let count = 0
const newId = () => {
  count += 1
  return `c${count}`
}
const at = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString()
const mail = (given: Parameters<typeof scratchMail>[0] = {}) => scratchMail({ at: now, ...given })
const landing = (known: LandingFacts, given: Parameters<typeof scratchMail>[0], from = source): Landed =>
  land(mail(given), from, known, { now, newId })
const threadOf = (landed: Landed) => (landed.what === 'kept' ? landed.conversation.id : landed.what)

test('an answer lands where what it answers is, whatever its subject says, and whichever came first', () => {
  const known = facts()
  const first = threadOf(landing(known, { messageId: '<a@x>' }))
  expect(threadOf(landing(known, { messageId: '<b@x>', inReplyTo: '<a@x>', subject: 'Other' }))).toBe(first)
  expect(threadOf(landing(known, { messageId: '<c@x>', references: ['<z@x>', '<b@x>'] }))).toBe(first)
  const child = threadOf(landing(known, { messageId: '<k@x>', inReplyTo: '<parent@x>', subject: 'Later' }))
  expect(threadOf(landing(known, { messageId: '<parent@x>', subject: 'Later' }))).toBe(child)
  expect(child).not.toBe(first)
})

test('a chain of 300 answers is one conversation', () => {
  const known = facts()
  const ids = Array.from({ length: 300 }, (_, n) =>
    threadOf(
      landing(known, {
        messageId: `<m${n}@x>`,
        inReplyTo: n ? `<m${n - 1}@x>` : null,
        references: Array.from({ length: Math.min(n, 20) }, (_, k) => `<m${n - 1 - k}@x>`).reverse(),
        at: at(n),
      }),
    ),
  )
  expect(new Set(ids).size).toBe(1)
})

test('a subject alone brings nobody into the thread of a stranger', () => {
  const known = facts()
  const first = threadOf(landing(known, { subject: 'Invoice 17' }))
  const stranger = landing(known, {
    subject: 'Re: Invoice 17',
    from: { address: 'eve@evil.example', name: 'Eve' },
  })
  expect(threadOf(stranger)).not.toBe(first)
  // Who takes part already, and whose program has forgotten the references, is known by it.
  expect(threadOf(landing(known, { subject: 'AW: RE: Invoice 17', at: at(60) }))).toBe(first)
  expect(threadOf(landing(known, { subject: 'Invoice 17', at: at(60) }))).not.toBe(first)
  expect(threadOf(landing(known, { subject: 'Re: Invoice 17', at: at(60 * 24 * 90) }))).not.toBe(first)
})

test('a forged Reply-To chooses no thread and no correspondent', () => {
  const known = facts()
  const victim = landing(known, { from: { address: 'ceo@gulf.example', name: 'CEO' }, subject: 'Wire' })
  const forged = landing(known, {
    from: { address: 'eve@evil.example', name: 'CEO' },
    replyTo: 'ceo@gulf.example',
    subject: 'Re: Wire',
  })
  expect(threadOf(forged)).not.toBe(threadOf(victim))
  expect(forged).toMatchObject({ conversation: { correspondent: { address: 'eve@evil.example' } } })
})

test('a token in the address or the subject leads back; that of a private thread leads nobody in', () => {
  const token = tokenOf(new Uint8Array(16).fill(7))
  const known = facts()
  const first = landing(known, { subject: 'Order' })
  known.byToken.set(token, threadOf(first))
  const to = [{ address: `support+c-${token}@meridian.example`, name: null }]
  expect(threadOf(landing(known, { subject: 'Anything', to }))).toBe(threadOf(first))
  expect(threadOf(landing(known, { subject: `Anything [#${token}]` }))).toBe(threadOf(first))
  const own = { ...source, privateOf: 'member' }
  expect(threadOf(landing(known, { subject: `Anything [#${token}]` }, own))).not.toBe(threadOf(first))
  expect(tokensIn('no token [#short]', ['a+c-toolong1234567890@x.example'])).toEqual([])
})

test('whom a mail is of is told by the address, then by the company’s domain, never by that of a mail host', () => {
  const known = facts({
    people: new Map([
      ['noor@gulf.example', { contactId: 'contact', customerId: 'gulf', leadId: null, dealId: 'deal' }],
    ]),
    domains: new Map([
      ['gulf.example', 'gulf'],
      ['gmail.com', 'wrong'],
    ]),
  })
  const from = (address: string) => landing(known, { from: { address, name: null } })
  expect(from('Noor@Gulf.example')).toMatchObject({
    conversation: { sender: 'known', contactId: 'contact', dealId: 'deal' },
  })
  expect(from('new@gulf.example')).toMatchObject({
    conversation: { sender: 'known', contactId: null, customerId: 'gulf' },
  })
  expect(from('somebody@gmail.com')).toMatchObject({ conversation: { sender: 'unknown', customerId: null } })
})

test('who is ignored, by address or domain, asks nobody', () => {
  const known = facts({ ignored: new Set(['spam.example', 'one@else.example']) })
  for (const address of ['a@spam.example', 'one@else.example'])
    expect(landing(known, { from: { address, name: null } })).toMatchObject({
      conversation: { sender: 'ignored', state: 'closed' },
    })
  expect(landing(known, { from: { address: 'two@else.example', name: null } })).toMatchObject({
    conversation: { sender: 'unknown', state: 'open' },
  })
})

test('two machines that answer each other are stopped, and counted', () => {
  const known = facts()
  const first = landing(known, { messageId: '<l0@x>' })
  const said = Array.from({ length: 40 }, (_, n) =>
    landing(known, { messageId: `<l${n + 1}@x>`, inReplyTo: '<l0@x>', automatic: true, at: at(n / 10) }),
  )
  expect(said.filter(({ what }) => what === 'kept').length).toBe(mostAutomatic)
  expect(said.filter(({ what }) => what === 'loop').length).toBe(40 - mostAutomatic)
  // A person is heard all the same.
  expect(threadOf(landing(known, { inReplyTo: '<l0@x>', at: at(5) }))).toBe(threadOf(first))
})

test('the same mail again is there already; another under its id is another', () => {
  const known = facts()
  landing(known, { messageId: '<one@x>' })
  expect(landing(known, { messageId: '<one@x>' })).toEqual({ what: 'there' })
  expect(
    landing(known, { messageId: '<one@x>', from: { address: 'eve@evil.example', name: null } }).what,
  ).toBe('kept')
  const sent = { messageId: '<two@x>', from: { address: 'support@meridian.example', name: null } }
  expect(landing(known, sent)).toMatchObject({ direction: 'out' })
  expect(landing(known, sent)).toEqual({ what: 'there' })
})

test('an answer opens what was closed, also after a year; a machine’s does not, and history asks nobody', () => {
  const known = facts()
  const year = at(-60 * 24 * 365)
  const first = landing(known, { messageId: '<old@x>', at: year })
  expect(first).toMatchObject({ conversation: { state: 'closed' } })
  landing(known, { messageId: '<auto@x>', inReplyTo: '<old@x>', automatic: true })
  expect(first).toMatchObject({ conversation: { state: 'closed' } })
  expect(landing(known, { messageId: '<new@x>', inReplyTo: '<old@x>', at: at(1) })).toMatchObject({
    reopened: true,
  })
  expect(first).toMatchObject({ conversation: { state: 'open' } })
})

test.each([
  ['Re: RE: Fwd: AW: Invoice', 'Invoice'],
  ['رد: إعادة توجيه: الفاتورة', 'الفاتورة'],
  ['Re[2]: Invoice  17', 'Invoice 17'],
  ['回复：发票', '发票'],
  ['Reset your password', 'Reset your password'],
  ['Re: Invoice [#aaaaaaaaaaaaaaaa]', 'Invoice'],
])('of the subject “%s” it is about “%s”', (subject, about) => {
  expect(plainSubject(subject)).toBe(about)
})

test('a word that begins like a mark of an answer is none', () => {
  for (const subject of ['Reset', 'Regarding: you', 'Tram 5', 'wgs']) expect(isAnswer(subject)).toBe(false)
})
