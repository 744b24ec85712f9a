import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { dealEntity } from '../deals/deals.entity'
import type { Deal } from '../deals/deals.model'
import { archiveRecord } from '../records/archive-record'
import { readRecord } from '../records/read-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { acceptQuote } from './accept-quote'
import { addLink } from './add-link'
import { askForChange } from './ask-for-change'
import { countView } from './count-view'
import { declineQuote } from './decline-quote'
import { draftVersion } from './draft-version'
import { readPublicQuote } from './public-quote.queries'
import { linkToken } from './quote-link'
import { quoteEntity } from './quotes.entity'
import type { Quote } from './quotes.model'
import { quoteNow, scratchPipeline, scratchQuote } from './scratch-quotes'
import { sendQuote } from './send-quote'
import { withdrawLink, withdrawQuote } from './withdraw-quote'

const secret = 'a-secret-of-this-installation'
let database: TestDatabase
let ctx: Context
let clock: ReturnType<typeof handClock>
let stages: Awaited<ReturnType<typeof scratchPipeline>>
let quote: Quote
let token: string
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  clock = handClock('2026-11-29T10:00:00Z')
  ctx = await testContext(database, { clock })
  stages = await scratchPipeline(ctx)
  quote = await sendQuote(ctx, (await scratchQuote(ctx, { values: { validUntil: '2026-12-18' } })).id, {
    recipients: [{ name: 'Thandiwe Mokoena', email: 'thandiwe@karoo.example' }],
  })
  token = await tokenOf('Thandiwe Mokoena')
})

const asker = () => ({ db: database, clock, requestId: 'r' })
async function tokenOf(name: string, version = 1): Promise<string> {
  const [link] = await database.owner<{ id: string }[]>`
    select id from quote_link where quote_id = ${quote.id} and name = ${name} and version = ${version}`
  return linkToken(secret, link!.id)
}
const typed = { name: 'Thandiwe Mokoena', signature: { typed: 'Thandiwe Mokoena' } }
const accept = (input: unknown = typed, by = token) => acceptQuote(asker(), secret, by, input)
const read = (by = token) => readPublicQuote(asker(), secret, by)
const said = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    error => {
      if (!(error instanceof Fault)) throw error
      return error.details.rule ?? error.code
    },
  )
const told = (kind: string) =>
  database.owner<{ payload: Record<string, unknown>; actorType: string; actorName: string }[]>`
    select payload, actor_type, actor_name from event where subject_id = ${quote.id} and kind = ${kind} order by seq`
const versionRow = async (version = 1) =>
  (
    await database.owner`select * from quote_version where quote_id = ${quote.id} and version = ${version}`
  )[0]!
const deal = async () => JSON.parse((await readRecord(ctx, dealEntity, quote.dealId)).body) as Deal

describe('a link', () => {
  test('shows what was sent, to whom, and nothing of the seller’s files', async () => {
    await database.owner`
      update quote_version set document = jsonb_set(document, '{seller,logoFileId}', '"00000000-0000-4000-8000-000000000001"') where quote_id = ${quote.id}`
    const shown = await read()
    expect(shown).toMatchObject({
      state: 'open',
      number: '2026-0001',
      version: 1,
      person: 'Thandiwe Mokoena',
      hasLogo: true,
      validUntil: '2026-12-18',
      document: { title: 'Solar park 3', seller: { logoFileId: null } },
      pdf: 'making',
      newer: null,
    })
    expect(JSON.stringify(shown)).not.toContain('karoo.example')
    expect(JSON.stringify(shown)).not.toContain(quote.id)
  })

  test('that is forged, unknown, or withdrawn opens nothing, and nobody is told which', async () => {
    const other = linkToken('another secret', quote.id)
    const gone = linkToken(secret, quote.id)
    const links = [
      '',
      'x',
      token.slice(0, -1),
      // Another last letter, whichever it has.
      `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`,
      `${token}.`,
      token.toUpperCase(),
      other,
      gone,
      '../../crm/leads',
      '\u0000',
      'é'.repeat(66),
    ]
    const faults = new Set<string>()
    for (const one of links)
      for (const ask of [read, (by: string) => accept(typed, by)])
        await ask(one).catch((error: Fault) => faults.add(`${error.code} ${error.message}`))
    const [link] = await database.owner<
      { id: string }[]
    >`select id from quote_link where quote_id = ${quote.id}`
    await withdrawLink(ctx, quote.id, link!.id)
    await read().catch((error: Fault) => faults.add(`${error.code} ${error.message}`))
    await accept().catch((error: Fault) => faults.add(`${error.code} ${error.message}`))
    expect([...faults]).toEqual(['not_found There is no such quote here.'])
    expect((await versionRow()).state).toBe('sent')
  })

  test('opens nothing once its quote is in the bin', async () => {
    await withdrawQuote(ctx, quote.id)
    await archiveRecord(ctx, quoteEntity, quote.id)
    expect(await said(read())).toBe('not_found')
  })

  test('tells what has ended, and shows it no more', async () => {
    clock.move(20 * 86_400_000)
    const over = await read()
    expect(over).toMatchObject({
      state: 'expired',
      document: null,
      sha256: null,
      pdf: 'none',
      hasLogo: false,
    })
    expect(JSON.stringify(over)).not.toContain('String monitor')
  })

  test('to a version that was replaced leads the same person to the newer one, and nobody else', async () => {
    await addLink(ctx, quote.id, { name: 'Somebody else', email: 'else@karoo.example' })
    await draftVersion(ctx, quote.id)
    await sendQuote(ctx, quote.id, {
      recipients: [{ name: 'T. Mokoena', email: 'Thandiwe@karoo.example' }],
    })
    const old = await read()
    expect(old).toMatchObject({ state: 'replaced', document: null })
    expect(await read(old.newer!)).toMatchObject({ state: 'open', version: 2, person: 'T. Mokoena' })
    expect(await read(await tokenOf('Somebody else'))).toMatchObject({ state: 'replaced', newer: null })
  })
})

describe('accepting', () => {
  test('keeps name, signature and time, puts the hash into the log, and moves the deal', async () => {
    const accepted = await accept({
      name: 'Thandiwe M.',
      signature: {
        drawn: [
          [
            [1, 2],
            [30, 40],
          ],
        ],
      },
    })
    expect(accepted).toMatchObject({ state: 'accepted', accepted: { name: 'Thandiwe M.' }, pdf: 'making' })
    const row = await versionRow()
    expect(row).toMatchObject({
      state: 'accepted',
      acceptedName: 'Thandiwe M.',
      signatureKind: 'drawn',
      signature: '[[[1,2],[30,40]]]',
    })
    expect(await told('quote.accepted')).toMatchObject([
      {
        payload: { version: 1, number: '2026-0001', sha256: row.sha256, name: 'Thandiwe M.' },
        actorType: 'customer',
        actorName: 'Thandiwe Mokoena',
      },
    ])
    expect(await quoteNow(ctx, quote.id)).toMatchObject({ status: 'accepted' })
    expect(await deal()).toMatchObject({ stageId: stages.won, status: 'won' })
    // It stays with who accepted it.
    clock.move(400 * 86_400_000)
    expect(await read()).toMatchObject({ state: 'accepted', document: { number: '2026-0001' } })
  })

  test('happens once, however many try at once', async () => {
    for (const name of ['Second', 'Third', 'Fourth']) await addLink(ctx, quote.id, { name, email: null })
    const tokens = await Promise.all(['Second', 'Third', 'Fourth'].map(name => tokenOf(name)))
    const outcomes = await Promise.all(
      [token, ...tokens].map((by, at) =>
        said(accept({ name: `Person ${at}`, signature: { typed: 'x' } }, by)),
      ),
    )
    expect(outcomes.toSorted()).toEqual(['done', ...Array(3).fill('quote.accepted_already')])
    expect((await told('quote.accepted')).length).toBe(1)
    expect((await told('quote.deal_moved')).length).toBe(1)
  })

  test('done again by the same person under the same name is done, and by anybody else is told', async () => {
    await accept()
    expect(await accept()).toMatchObject({ state: 'accepted' })
    expect((await told('quote.accepted')).length).toBe(1)
    expect(await said(accept({ ...typed, name: 'Another name' }))).toBe('quote.accepted_already')
  })

  test('is refused after the last day, after a newer version, when withdrawn or declined', async () => {
    await draftVersion(ctx, quote.id)
    await sendQuote(ctx, quote.id, { recipients: [{ name: 'Second', email: null }] })
    expect(await said(accept())).toBe('quote.replaced')
    const second = await tokenOf('Second', 2)
    await withdrawQuote(ctx, quote.id)
    expect(await said(accept(typed, second))).toBe('quote.withdrawn')
    await draftVersion(ctx, quote.id)
    await sendQuote(ctx, quote.id, { recipients: [{ name: 'Third', email: null }] })
    const third = await tokenOf('Third', 3)
    clock.move(20 * 86_400_000)
    expect(await said(accept(typed, third))).toBe('quote.expired')
    expect((await told('quote.accepted')).length).toBe(0)
    clock.move(-20 * 86_400_000)
    await declineQuote(asker(), secret, third, { reason: 'A rival is cheaper.' })
    expect(await said(accept(typed, third))).toBe('quote.declined')
  })

  test('is good through the end of the last day where the workspace is', async () => {
    await database.owner`update workspace set time_zone = 'Pacific/Auckland' where id = ${ctx.workspaceId}`
    clock.move(Date.parse('2026-12-18T10:59:59Z') - clock().getTime())
    expect(await read()).toMatchObject({ state: 'open' })
    clock.move(2_000)
    expect(await said(accept())).toBe('quote.expired')
  })

  test('takes a name and one signature, within bounds, and nothing else', async () => {
    const wrong: unknown[] = [
      null,
      [],
      'x',
      {},
      { name: '', signature: { typed: 'x' } },
      { name: 'x'.repeat(121), signature: { typed: 'x' } },
      { name: 'x', signature: {} },
      { name: 'x', signature: { typed: '' } },
      { name: 'x', signature: { typed: 'x', drawn: [[[1, 2]]] } },
      { name: 'x', signature: { drawn: [] } },
      { name: 'x', signature: { drawn: [[]] } },
      { name: 'x', signature: { drawn: [[[1.5, 2]]] } },
      { name: 'x', signature: { drawn: [[[601, 2]]] } },
      { name: 'x', signature: { drawn: [[[-1, 2]]] } },
      { name: 'x', signature: { drawn: [[[1, 2, 3]]] } },
      { name: 'x', signature: { drawn: [Array(1001).fill([1, 2])] } },
      { name: 'x', signature: { drawn: Array(61).fill([[1, 2]]) } },
      { name: 'x', signature: { typed: 'x' }, state: 'accepted' },
      { name: 'x\u0000', signature: { typed: 'x' } },
    ]
    for (const input of wrong) expect([input, await said(accept(input))]).toEqual([input, 'invalid'])
    expect((await versionRow()).state).toBe('sent')
  })
})

describe('a note to the seller', () => {
  test('leaves the version open, and can be followed by an acceptance', async () => {
    const asked = await askForChange(asker(), secret, token, { text: '  In January? ' })
    expect(asked).toMatchObject({ state: 'changes_asked', changeAsked: { text: 'In January?' } })
    expect(await quoteNow(ctx, quote.id)).toMatchObject({ status: 'changes_asked' })
    await askForChange(asker(), secret, token, { text: 'In January?' })
    await askForChange(asker(), secret, token, { text: 'Or in March' })
    expect((await told('quote.change_asked')).map(({ payload }) => payload.text)).toEqual([
      'In January?',
      'Or in March',
    ])
    expect(await accept()).toMatchObject({ state: 'accepted', changeAsked: null })
    expect(await said(askForChange(asker(), secret, token, { text: 'x' }))).toBe('quote.accepted_already')
  })

  test('may be that it comes to nothing, once', async () => {
    expect(await declineQuote(asker(), secret, token, undefined)).toMatchObject({ state: 'declined' })
    expect(await declineQuote(asker(), secret, token, { reason: 'x' })).toMatchObject({ state: 'declined' })
    expect(await told('quote.declined')).toMatchObject([{ payload: { reason: null } }])
    expect(await quoteNow(ctx, quote.id)).toMatchObject({ status: 'declined' })
    expect(await said(askForChange(asker(), secret, token, { text: 'x' }))).toBe('quote.declined')
  })

  test('has words in it', async () => {
    for (const text of ['', '   ', 'x'.repeat(4001), '\u0000', 7, null])
      expect([text, await said(askForChange(asker(), secret, token, { text }))]).toEqual([text, 'invalid'])
  })
})

describe('a view', () => {
  const look = (from: string | null = null) => countView(asker(), secret, token, from)
  const views = async () =>
    (await database.owner<{ views: number }[]>`select views from quote_link where quote_id = ${quote.id}`)[0]!
      .views

  test('is counted once in ten minutes, by whom the link is for', async () => {
    await Promise.all([look(), look(), look()])
    expect(await views()).toBe(1)
    expect(await told('quote.viewed')).toMatchObject([
      { actorType: 'customer', actorName: 'Thandiwe Mokoena' },
    ])
    expect(await quoteNow(ctx, quote.id)).toMatchObject({ status: 'viewed' })
    clock.move(11 * 60_000)
    await look()
    expect(await views()).toBe(2)
    expect((await told('quote.viewed')).map(({ payload }) => payload.views)).toEqual([1, 2])
  })

  test('of the seller is none, nor one of what is not shown any more; reading alone counts for nothing', async () => {
    await look(ctx.workspaceId)
    await read()
    expect(await views()).toBe(0)
    await look(crypto.randomUUID())
    expect(await views()).toBe(1)
    clock.move(30 * 86_400_000)
    await look()
    expect(await views()).toBe(1)
    expect(await quoteNow(ctx, quote.id)).toMatchObject({ status: 'viewed' })
  })
})
