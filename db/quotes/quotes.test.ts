import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { accessAs, grantsOfRole } from '../access/policy.rules'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { full } from '../core/grants.rules'
import { dealEntity } from '../deals/deals.entity'
import { moveDeal } from '../deals/move-deal'
import { write } from '../events/write'
import { saveLines } from '../lines/save-lines'
import { setStageRules } from '../pipelines/set-stage-rules'
import { freeStage, noRules } from '../pipelines/stage-rules.model'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { lockRecord, readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { documentHash } from './document-hash'
import { draftVersion, dropDraft } from './draft-version'
import { expireQuotes } from './expire-quotes'
import { lockQuote } from './lock-quote'
import { noQuoteSettings } from './quote-settings.model'
import { readSheet } from './quote-sheet.queries'
import { quoteEntity } from './quotes.entity'
import { saveQuoteSettings } from './save-quote-settings'
import { quoteNow, scratchDeal, scratchLine, scratchPipeline, scratchQuote } from './scratch-quotes'
import { sendQuote } from './send-quote'
import { settleAcceptance } from './settle-acceptance'
import { withdrawLink, withdrawQuote } from './withdraw-quote'

let database: TestDatabase
let ctx: Context
let stages: Awaited<ReturnType<typeof scratchPipeline>>
let clock: ReturnType<typeof handClock>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  clock = handClock('2026-11-29T10:00:00Z')
  ctx = await testContext(database, { clock })
  stages = await scratchPipeline(ctx)
})

const sheet = (id: string, as = ctx) => readSheet(as, id, link => `/q/${link}`)
const ruleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    error => {
      if (!(error instanceof Fault)) throw error
      return error.details.rule ?? error.details.problems?.[0]?.code ?? error.code
    },
  )
const told = (id: string) =>
  database.owner<{ kind: string; payload: Record<string, unknown> }[]>`
    select kind, payload from event where subject_id = ${id} order by seq`
const kindsOf = async (id: string) => (await told(id)).map(({ kind }) => kind)
const accept = (id: string) =>
  write(ctx, async to => {
    const { quote } = await lockQuote(ctx, to.tx, id)
    await to.tx`update quote_version set state = 'accepted', accepted_name = 'Thandiwe' where quote_id = ${id} and state = 'sent'`
    return settleAcceptance(ctx, to, quote)
  })

describe('a draft', () => {
  test('takes from its deal what it does not say, and follows the lines', async () => {
    await saveQuoteSettings(ctx, { ...noQuoteSettings, paymentTerms: '30 days net', validityDays: 10 })
    const quote = await scratchQuote(ctx)
    expect(quote).toMatchObject({
      name: 'Solar park 3',
      number: null,
      status: 'draft',
      drafting: true,
      newestVersion: 1,
      validUntil: '2026-12-09',
      paymentTerms: '30 days net',
      total: { minor: 5997, currency: 'EUR' },
    })
    await saveLines(ctx, quote.dealId, { currency: 'EUR', lines: [scratchLine({ quantity: '1' })] })
    expect(await quoteNow(ctx, quote.id)).toMatchObject({ total: { minor: 1999, currency: 'EUR' } })
    const { versions, hindrances } = await sheet(quote.id)
    expect(hindrances).toEqual([])
    expect(versions).toMatchObject([
      {
        version: 1,
        state: 'draft',
        document: {
          number: '',
          customer: { name: 'Karoo Solar', address: 'De Aar\nSouth Africa' },
          lines: [{ text: 'String monitor', netMinor: 1999 }],
        },
      },
    ])
  })

  test('is said in words why it cannot be sent', async () => {
    const deal = await scratchDeal(ctx, { lines: [] })
    const { id } = await createRecord(ctx, quoteEntity, {
      dealId: deal.id,
      validUntil: '2026-11-28',
      customerId: null,
    })
    const rules = (await sheet(id)).hindrances.map(({ rule }) => rule)
    expect(rules).toEqual(['quote.no_lines', 'quote.no_customer', 'quote.validity_past'])
    expect(await ruleOf(sendQuote(ctx, id, {}))).toBe('quote.no_lines')
    await moveDeal(ctx, deal.id, { stageId: stages.lost, closeReason: 'Price' })
    expect(await ruleOf(sendQuote(ctx, id, {}))).toBe('quote.deal_closed')
    expect((await quoteNow(ctx, id)).number).toBeNull()
  })

  test('waits while a discount does, and goes on when it was decided', async () => {
    const quote = await scratchQuote(ctx)
    await database.owner`update deal_line set approval = 'waiting' where deal_id = ${quote.dealId}`
    expect(await ruleOf(sendQuote(ctx, quote.id, {}))).toBe('quote.discount_waits')
    expect((await sheet(quote.id)).hindrances).toMatchObject([{ params: { lines: '1', n: 1 } }])
    await database.owner`update deal_line set approval = 'declined' where deal_id = ${quote.dealId}`
    expect(await ruleOf(sendQuote(ctx, quote.id, {}))).toBe('quote.discount_declined')
  })

  test('stays with its deal', async () => {
    const quote = await scratchQuote(ctx)
    const other = await scratchDeal(ctx)
    expect(await ruleOf(updateRecord(ctx, quoteEntity, quote.id, { dealId: other.id }))).toBe(
      'quote.deal_fixed',
    )
  })
})

describe('what is sent', () => {
  test('has a number, is frozen with its hash in the log, and a link for whom it is for', async () => {
    const { id } = await scratchQuote(ctx)
    const sent = await sendQuote(ctx, id, {})
    expect(sent).toMatchObject({ number: '2026-0001', status: 'sent', drafting: false, sentVersion: 1 })
    const { versions, links } = await sheet(id)
    const [version] = versions
    expect(version).toMatchObject({ state: 'sent', sentBy: 'Maren Vogt', document: { number: '2026-0001' } })
    expect(version!.sha256).toBe(documentHash(version!.document))
    expect(links).toMatchObject([{ name: 'Karoo Solar', email: null, views: 0 }])
    expect(Date.parse(links[0]!.expiresAt)).toBe(Date.parse('2026-12-30T00:00:00Z'))
    const [event] = (await told(id)).filter(({ kind }) => kind === 'quote.sent')
    expect(event!.payload).toEqual({
      version: 1,
      number: '2026-0001',
      sha256: version!.sha256,
      replaced: null,
    })
    // What the deal comes to later is another matter.
    await saveLines(ctx, sent.dealId, { currency: 'EUR', lines: [scratchLine({ quantity: '7' })] })
    expect((await sheet(id)).versions[0]!.document).toEqual(version!.document)
    expect(await quoteNow(ctx, id)).toMatchObject({ total: { minor: 5997 } })
    for (const change of [{ validUntil: '2027-01-01' }, { name: 'Other' }, { terms: 'None' }])
      expect(await ruleOf(updateRecord(ctx, quoteEntity, id, change))).toBe('quote.frozen')
    await updateRecord(ctx, quoteEntity, id, { ownerId: null })
  })

  test('is replaced by the next version, which keeps the number', async () => {
    const { id, dealId } = await scratchQuote(ctx)
    await sendQuote(ctx, id, {})
    expect(await draftVersion(ctx, id)).toMatchObject({ status: 'sent', drafting: true, newestVersion: 2 })
    expect(await ruleOf(draftVersion(ctx, id))).toBe('quote.being_written')
    await saveLines(ctx, dealId, { currency: 'EUR', lines: [scratchLine({ discount: '10' })] })
    await updateRecord(ctx, quoteEntity, id, { validUntil: '2026-12-05', name: 'Solar park 3a' })
    expect(await sendQuote(ctx, id, {})).toMatchObject({ number: '2026-0001', sentVersion: 2 })
    expect((await sheet(id)).versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'sent'],
      [1, 'replaced'],
    ])
    const events = (await told(id)).filter(({ kind }) => kind === 'quote.sent')
    expect(events[1]!.payload).toMatchObject({ version: 2, replaced: 1 })
  })

  test('stays with the customer when the next version is thrown away', async () => {
    const { id, dealId } = await scratchQuote(ctx)
    expect(await ruleOf(dropDraft(ctx, id))).toBe('quote.first_version')
    await sendQuote(ctx, id, {})
    await draftVersion(ctx, id)
    await updateRecord(ctx, quoteEntity, id, { name: 'Changed' })
    await saveLines(ctx, dealId, { currency: 'EUR', lines: [scratchLine({ quantity: '9' })] })
    expect(await dropDraft(ctx, id)).toMatchObject({
      name: 'Solar park 3',
      newestVersion: 1,
      status: 'sent',
      drafting: false,
      total: { minor: 5997 },
    })
    expect(await ruleOf(dropDraft(ctx, id))).toBe('quote.nothing_to_send')
  })

  test('of two who send at once, one does; a stale version, of the quote or its deal, sends nothing', async () => {
    const quote = await scratchQuote(ctx)
    expect(await ruleOf(sendQuote(ctx, quote.id, {}, quote.version + 1))).toBe('stale')
    expect(await ruleOf(sendQuote(ctx, quote.id, { dealVersion: 1 }))).toBe('stale')
    const { dealVersion } = await sheet(quote.id)
    const both = await Promise.all([1, 2].map(() => ruleOf(sendQuote(ctx, quote.id, { dealVersion }))))
    expect(both.toSorted()).toEqual(['done', 'quote.nothing_to_send'])
    expect((await kindsOf(quote.id)).filter(kind => kind === 'quote.sent')).toHaveLength(1)
  })

  test('can be withdrawn, and its links one by one', async () => {
    const { id } = await scratchQuote(ctx)
    expect(await ruleOf(withdrawQuote(ctx, id))).toBe('quote.not_with_customer')
    await sendQuote(ctx, id, {
      recipients: [{ name: 'Thandiwe' }, { name: 'Sipho', email: 's@karoo.example' }],
    })
    const [first] = (await sheet(id)).links
    await withdrawLink(ctx, id, first!.id)
    await withdrawLink(ctx, id, first!.id)
    expect((await kindsOf(id)).filter(kind => kind === 'quote.link_withdrawn')).toHaveLength(1)
    expect(await withdrawQuote(ctx, id)).toMatchObject({ status: 'withdrawn' })
    expect(await draftVersion(ctx, id)).toMatchObject({ status: 'draft', newestVersion: 2 })
  })

  test('stays out of the bin while the customer has it, and comes back with its deal only', async () => {
    const { id, dealId } = await scratchQuote(ctx)
    await sendQuote(ctx, id, {})
    expect(await ruleOf(archiveRecord(ctx, quoteEntity, id))).toBe('quote.with_customer')
    await withdrawQuote(ctx, id)
    await archiveRecord(ctx, quoteEntity, id)
    await archiveRecord(ctx, dealEntity, dealId)
    expect(await ruleOf(restoreRecord(ctx, quoteEntity, id))).toBe('quote.deal_in_bin')
    await restoreRecord(ctx, dealEntity, dealId)
    expect(await restoreRecord(ctx, quoteEntity, id)).toMatchObject({
      number: '2026-0001',
      status: 'withdrawn',
    })
  })
})

describe('validity', () => {
  test('ends with its last day where the workspace is, once', async () => {
    await database.owner`update workspace set time_zone = 'Africa/Johannesburg' where id = ${ctx.workspaceId}`
    ctx = { ...ctx, workspaceTimeZone: 'Africa/Johannesburg' }
    const { id } = await scratchQuote(ctx, { values: { validUntil: '2026-12-01' } })
    await sendQuote(ctx, id, {})
    const goTo = (at: string) => clock.move(Date.parse(at) - clock().getTime())
    goTo('2026-12-01T21:59:00Z')
    await expireQuotes({ db: database, clock })
    expect((await quoteNow(ctx, id)).status).toBe('sent')
    goTo('2026-12-01T22:00:00Z')
    await expireQuotes({ db: database, clock })
    await expireQuotes({ db: database, clock })
    expect((await quoteNow(ctx, id)).status).toBe('expired')
    expect((await kindsOf(id)).filter(kind => kind === 'quote.expired')).toHaveLength(1)
    // What has expired can be sent anew, for as long as a new quote.
    expect(await draftVersion(ctx, id)).toMatchObject({ status: 'draft', validUntil: '2027-01-01' })
    await updateRecord(ctx, quoteEntity, id, { validUntil: '2026-12-01' })
    expect(await ruleOf(sendQuote(ctx, id, {}))).toBe('quote.validity_past')
  })
})

describe('what was accepted', () => {
  const stageOf = async (dealId: string) =>
    (await write(ctx, ({ tx }) => lockRecord(tx, dealEntity, dealId)))!.stageId as string

  test('is frozen, and its deal is won', async () => {
    const { id, dealId } = await scratchQuote(ctx)
    await sendQuote(ctx, id, {})
    await draftVersion(ctx, id)
    expect(await accept(id)).toMatchObject({ status: 'accepted', drafting: false, newestVersion: 1 })
    expect(await stageOf(dealId)).toBe(stages.won)
    for (const work of [
      () => draftVersion(ctx, id),
      () => withdrawQuote(ctx, id),
      () => archiveRecord(ctx, quoteEntity, id),
      () => updateRecord(ctx, quoteEntity, id, { terms: 'None' }),
    ])
      expect(await ruleOf(work())).toBe('quote.accepted')
    expect(await ruleOf(sendQuote(ctx, id, {}))).toBe('quote.nothing_to_send')
    // The deal’s lines are its own.
    await saveLines(ctx, dealId, { currency: 'EUR', lines: [scratchLine({ quantity: '9' })] })
    expect(await quoteNow(ctx, id)).toMatchObject({ total: { minor: 5997 } })
  })

  test('sends its deal where the settings say: to a stage, or nowhere', async () => {
    const { pipelineId, last } = stages
    await saveQuoteSettings(ctx, { ...noQuoteSettings, acceptedStages: { [pipelineId]: last } })
    const first = await scratchQuote(ctx)
    await sendQuote(ctx, first.id, {})
    await accept(first.id)
    expect(await stageOf(first.dealId)).toBe(last)
    expect(await kindsOf(first.id)).toContain('quote.deal_moved')
    await saveQuoteSettings(ctx, { ...noQuoteSettings, acceptedStages: { [pipelineId]: null } })
    const second = await scratchQuote(ctx)
    await sendQuote(ctx, second.id, {})
    await accept(second.id)
    expect(await stageOf(second.dealId)).toBe(stages.open)
  })

  test('stays accepted where the rules of the stage keep the deal, and says which', async () => {
    await setStageRules(ctx, stages.pipelineId, {
      ...noRules,
      stages: { [stages.won]: { ...freeStage, needs: ['source'] } },
    })
    const { id, dealId } = await scratchQuote(ctx)
    await sendQuote(ctx, id, {})
    expect((await accept(id)).status).toBe('accepted')
    expect(await stageOf(dealId)).toBe(stages.open)
    const [stayed] = (await told(id)).filter(({ kind }) => kind === 'quote.deal_stayed')
    expect(stayed!.payload).toMatchObject({ stage: 'Won', rule: 'deal.stage_needs' })
  })
})

test('who may not read the amount of a deal learns it from no quote', async () => {
  const { id } = await scratchQuote(ctx)
  await sendQuote(ctx, id, {})
  const grants = { ...ctx.access.grants, deal: { ...ctx.access.grants.deal, readable: ['name'] } }
  const blind: Context = { ...ctx, access: { ...ctx.access, grants } }
  expect((await sheet(id, blind)).versions).toMatchObject([{ document: null, equivalent: null }])
  expect(await ruleOf(sendQuote(blind, id, {}))).toBe('quote.read.document')
  const seller = await testContext(database, { workspaceId: ctx.workspaceId, role: 'read_only', clock })
  expect((await sheet(id, seller)).links).toMatchObject([{ address: null }])
})

test('a role without the amount of deals has no sums of quotes, whatever it says of quotes', async () => {
  const { id } = await scratchQuote(ctx)
  const grants = grantsOfRole('own', { deal: { read: 'all', readable: ['name'] }, quote: full })
  const access = accessAs('own', ctx.access.memberId, [], grants)
  const { body } = await readRecord({ ...ctx, access }, quoteEntity, id)
  const read = JSON.parse(body)
  expect([read.name, 'net' in read, 'total' in read]).toEqual(['Solar park 3', false, false])
})
