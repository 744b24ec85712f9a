import { afterAll, beforeAll, expect, test } from 'bun:test'
import { affiliationEntity } from '../affiliations/affiliations.entity'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { moveDeal } from '../deals/move-deal'
import { undoMove } from '../deals/undo-move'
import { leadEntity } from '../leads/leads.entity'
import { saveLines } from '../lines/save-lines'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { acceptQuote } from '../quotes/accept-quote'
import { linkToken } from '../quotes/quote-link'
import { quoteEntity } from '../quotes/quotes.entity'
import { sendQuote } from '../quotes/send-quote'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { saveSplits } from '../splits/save-splits'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { examine } from './examine'

let database: TestDatabase
let ctx: Context
const ids: Record<string, string> = {}
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  ids.workspace = ctx.workspaceId
  const make = async (name: string, ...[entity, values]: [Parameters<typeof createRecord>[1], object]) => {
    ids[name] = (await createRecord(ctx, entity, values)).id
  }
  await make('pipeline', pipelineEntity, { name: 'Direct', isDefault: true })
  for (const [name, kind] of [
    ['first', 'open'],
    ['second', 'open'],
    ['won', 'won'],
  ])
    await make(name!, stageEntity, { name, kind, pipelineId: ids.pipeline })
  await make('top', customerEntity, { name: 'Top', phone: '+49 30 1234567', domain: 'top.example' })
  await make('below', customerEntity, { name: 'Below', parentId: ids.top })
  await make('contact', contactEntity, { name: 'Noor', email: 'Noor@Top.example', customerId: ids.top })
  await make('lead', leadEntity, { name: 'Łukasz Ñandú', email: 'L.N@x.example', phone: '030 7654321' })
  await make('affiliation', affiliationEntity, {
    role: 'user',
    contactId: ids.contact,
    customerId: ids.below,
  })
  await make('deal', dealEntity, {
    name: 'Solar',
    customerId: ids.top,
    amount: { minor: 5, currency: 'EUR' },
  })
  await make('other', dealEntity, { name: 'Wind', customerId: ids.below })
  await make('quoted', dealEntity, { name: 'Tidal', customerId: ids.below })
  const quote = await createRecord(ctx, quoteEntity, { dealId: ids.quoted })
  ids.quote = quote.id
  await saveLines(ctx, ids.quoted!, {
    currency: 'EUR',
    lines: [{ text: 'Mast', quantity: '2', unitPrice: '10' }],
  })
  await sendQuote(ctx, quote.id, {})
  const [link] = await database.owner<{ id: string }[]>`select id from quote_link`
  await acceptQuote(ctx, 'secret', linkToken('secret', link!.id), {
    name: 'Noor',
    signature: { typed: 'Noor' },
  })
  await saveSplits(ctx, ids.other!, { splits: [{ memberId: ctx.access.memberId, points: 10_000 }] })
  // A life with ways back in it.
  const moved = await moveDeal(ctx, ids.deal!, { stageId: ids.second! })
  await undoMove(ctx, ids.deal!, { version: moved.version })
  await moveDeal(ctx, ids.deal!, { stageId: ids.won! })
  await updateRecord(ctx, leadEntity, ids.lead!, { email: null, company: 'Ember' })
  await archiveRecord(ctx, leadEntity, ids.lead!)
  await restoreRecord(ctx, leadEntity, ids.lead!)
})
afterAll(() => database.drop())

const found = async () =>
  (await examine(ctx.db)).findings.map(({ check, rows }) => `${check}: ${rows.map(({ id }) => id).join(' ')}`)

test('of what was written by the engine nothing is wrong', async () => {
  const { workspaces, checks } = await examine(ctx.db)
  expect(workspaces).toBe(1)
  expect(checks).toBeGreaterThan(40)
  expect(await found()).toEqual([])
})

const owner = (query: string) => database.owner.unsafe(query)
/** What breaks a rule, which rule, and how it is mended again. */
const broken: [check: string, name: string, breaks: string, mends: string][] = [
  [
    'deals are what their stage is',
    'deal',
    `update deal set status = 'lost' where name = 'Solar'`,
    `update deal set status = 'won' where name = 'Solar'`,
  ],
  [
    'a deal has one open stay, in its stage',
    'other',
    `update deal_stage_history set left_at = now() where deal_id = $id`,
    `update deal_stage_history set left_at = null where deal_id = $id`,
  ],
  [
    'what people have of a deal sums to all of it',
    'other',
    `update deal_split set points = 9999 where deal_id = $id`,
    `update deal_split set points = 10000 where deal_id = $id`,
  ],
  [
    'what people have of a deal sums to all of it',
    'other',
    `update deal set split = null where id = $id`,
    `update deal set split = (select m.name || ' 100%' from deal_split s join member m on m.id = s.member_id) where id = $id`,
  ],
  [
    'a company is not above itself',
    'top',
    `update customer set parent_id = (select id from customer where name = 'Below') where id = $id`,
    `update customer set parent_id = null where id = $id`,
  ],
  [
    'contacts: customerId leads to a record',
    'contact',
    `update contact set customer_id = gen_random_uuid() where id = $id`,
    `update contact set customer_id = (select id from customer where name = 'Top') where id = $id`,
  ],
  [
    'leads: the log knows each version',
    'lead',
    `update lead set version = version + 1 where id = $id`,
    `update lead set version = version - 1 where id = $id`,
  ],
  [
    'deals, contacts and quotes lie where their customer does',
    'deal',
    `update deal set territory_id = gen_random_uuid() where id = $id`,
    `update deal set territory_id = null where id = $id`,
  ],
  [
    'what was sent is as it was sent',
    'quote',
    `update quote_version set document = jsonb_set(document, '{title}', '"Else"') where quote_id = $id`,
    `update quote_version set document = jsonb_set(document, '{title}', '"Tidal"') where quote_id = $id`,
  ],
  [
    'what was accepted is signed, and its quote says so',
    'quote',
    `update quote_version set accepted_name = null where quote_id = $id`,
    `update quote_version set accepted_name = 'Noor' where quote_id = $id`,
  ],
  [
    'numbers of quotes have no gap',
    'workspace',
    `update quote_series set next = next + 1`,
    `update quote_series set next = next - 1`,
  ],
  [
    'leads: search and keys say what the record says',
    'lead',
    `update lead set company = 'Else' where id = $id`,
    `update lead set company = 'Ember' where id = $id`,
  ],
  [
    'contacts: search and keys say what the record says',
    'contact',
    `update contact set email_key = 'x' where id = $id`,
    `update contact set email_key = 'noor@top.example' where id = $id`,
  ],
]
test('it finds each rule that does not hold, and nothing once it does again', async () => {
  const put = async (query: string, name: string) => owner(query.replaceAll('$id', `'${ids[name]}'`))
  for (const [, name, breaks] of broken) await put(breaks, name)
  const findings = await found()
  for (const [check, name] of broken)
    expect(findings.filter(one => one.startsWith(`${check}: `) && one.includes(ids[name]!))).toHaveLength(1)
  for (const [, name, , mends] of broken) await put(mends, name)
  expect(await found()).toEqual([])
})
