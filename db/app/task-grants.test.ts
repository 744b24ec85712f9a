import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { createApiKey } from '../access/create-api-key'
import { createRole } from '../access/create-role'
import { createTeam } from '../access/create-team'
import { grantsOfRole } from '../access/policy.rules'
import type { TaskName } from '../access/tasks.rules'
import { updateRole } from '../access/update-role'
import { workContext } from '../access/work-context'
import { activityEntity } from '../activities/activities.entity'
import { extendSeries } from '../activities/extend-series'
import { repeatMeeting } from '../activities/repeat-meeting'
import { saveInvitees } from '../activities/save-invitees'
import { tellDue } from '../activities/tell-due'
import { tellWatchers } from '../activities/tell-watchers'
import { attachFile } from '../attachments/attach-file'
import { removeAttachment } from '../attachments/change-attachment'
import { clearAttachment, dueAttachment, keepThumbnail } from '../attachments/ready-attachment'
import { sweepAttachments } from '../attachments/sweep-attachments'
import { auditedEvents } from '../audit/audit.rules'
import { noteEvents } from '../audit/note-audit'
import { sealAudit } from '../audit/seal-audit'
import { askBulk } from '../bulk/ask-bulk'
import { failBulk } from '../bulk/run-bulk'
import { createAbsence } from '../calendars/absences'
import { makeDefault } from '../calendars/choose-calendar'
import { createCalendar } from '../calendars/create-calendar'
import { updateCalendar } from '../calendars/update-calendar'
import { competitorEntity } from '../competitors/competitors.entity'
import { contactEntity } from '../contacts/contacts.entity'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { searchVersion } from '../core/search-text'
import { customerEntity } from '../customers/customers.entity'
import { askApproval } from '../deals/ask-approval'
import { dealEntity } from '../deals/deals.entity'
import { foldDealSums } from '../deals/fold-deal-sums'
import { remindApprovers } from '../deals/remind-approvers'
import { defineField } from '../fields/define-field'
import { readFile } from '../files/read-file'
import { failImport } from '../imports/run-import'
import { buildFilterIndexes } from '../indexing/build-indexes'
import { leadEntity } from '../leads/leads.entity'
import { setStageRules } from '../pipelines/set-stage-rules'
import { discountsNeeded, freeStage, noRules } from '../pipelines/stage-rules.model'
import { productEntity } from '../products/products.entity'
import { acceptQuote } from '../quotes/accept-quote'
import { countView } from '../quotes/count-view'
import { duePdf, keepPdf } from '../quotes/due-pdf'
import { expireQuotes } from '../quotes/expire-quotes'
import { linkToken } from '../quotes/quote-link'
import { pdfByLink } from '../quotes/quote-pdf.queries'
import { quoteEntity } from '../quotes/quotes.entity'
import { scratchPipeline, scratchQuote } from '../quotes/scratch-quotes'
import { sendQuote } from '../quotes/send-quote'
import { noteFetch } from '../rates/note-fetch'
import { saveRateFile, saveRates } from '../rates/save-rates'
import { updateRateSettings } from '../rates/update-rate-settings'
import { createRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { shareRecord } from '../records/share-record'
import { updateRecord } from '../records/update-record'
import { watchRecord } from '../records/watch-record'
import { logStart, readEvents } from '../relay/read-events'
import { followResponses } from '../response/follow-responses'
import { setResponseRules } from '../response/set-response-rules'
import { tellLate } from '../response/tell-late'
import { followCalendars } from '../service-levels/follow-calendars'
import { followClocks } from '../service-levels/follow-clocks'
import { recountSome } from '../service-levels/recount'
import { setServicePolicies } from '../service-levels/set-policies'
import { tellDue as tellClocks } from '../service-levels/tell-due'
import { runPlacing } from '../territories/place-records'
import { setTerritory } from '../territories/set-territory'
import { territoryEntity } from '../territories/territories.entity'
import { placedKinds } from '../territories/territory-setup.model'
import { idleGrants, type Run, withoutIndexes } from '../testing/needed-grants'
import { scratchBlobs } from '../testing/scratch-blobs'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { closeSolved } from '../tickets/close-solved'
import { keepContacts } from '../tickets/keep-contacts'
import { ticketEntity } from '../tickets/tickets.entity'

setDefaultTimeout(120_000)

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await withoutIndexes(database)
})
afterAll(() => database.drop())

const clock = handClock('2026-11-27T16:00:00Z')
const idle = (name: TaskName, ...runs: Run[]) => idleGrants(database, name, company, ...runs)
const stagesOf = new WeakMap<Context, Awaited<ReturnType<typeof scratchPipeline>>>()

/** Rules that ask for a field of the workspace's own: of who is a customer where, and of what a deal needs to be won. */
async function ruled(ctx: Context): Promise<void> {
  const { pipelineId, won } = stagesOf.get(ctx)!
  await defineField(ctx, { entity: 'deal', key: 'rack', label: 'Rack', kind: 'text' })
  await defineField(ctx, { entity: 'customer', key: 'grade', label: 'Grade', kind: 'number' })
  const { id } = await createRecord(ctx, territoryEntity, { name: 'Graded' })
  const customer = { field: 'custom.grade', op: 'gt', value: 1 }
  await setTerritory(ctx, id, { customer, lead: null, memberIds: [ctx.access.memberId] })
  const when = { not: { field: 'custom.rack', op: 'eq', value: 'none' } }
  const rule = { ...freeStage, needs: [discountsNeeded], when }
  await setStageRules(ctx, pipelineId, { ...noRules, stages: { [won]: rule } })
  await saveRates(ctx, { rates: [{ day: '2026-01-02', currency: 'JPY', rate: '160' }] })
}

/** A workspace with somebody in it; `filled` with some of everything, so that nothing is passed by for being empty. */
async function company(filled: boolean): Promise<Context> {
  const ctx = await testContext(database, { clock })
  const stages = await scratchPipeline(ctx)
  stagesOf.set(ctx, stages)
  if (!filled) return ctx
  const { id: teamId } = await createTeam(ctx, { name: 'North' })
  const mate = await testContext(database, { workspaceId: ctx.workspaceId, clock, teamId, name: 'Deniz' })
  await createApiKey(ctx, { name: 'script', role: 'manager' })
  await createRole(ctx, { name: 'Desk', base: 'rep' })
  const { id: customerId } = await createRecord(ctx, customerEntity, { name: 'Ardal', country: 'NO' })
  await createRecord(ctx, contactEntity, { name: 'Thandi', customerId })
  await createRecord(ctx, competitorEntity, { name: 'Rival' })
  await createRecord(ctx, productEntity, { name: 'Monitor' })
  const { id: leadId } = await createRecord(ctx, leadEntity, { name: 'Nora', custom: {} })
  await createRecord(ctx, activityEntity, { name: 'Called', kind: 'call', leadId })
  await shareRecord(ctx, { entity: 'lead', recordId: leadId, memberId: mate.access.memberId, level: 'read' })
  const { dealId } = await sendQuote(ctx, (await scratchQuote(ctx)).id, {
    recipients: [{ name: 'Lena', email: 'lena@ardal.example' }],
  })
  await createRecord(ctx, activityEntity, { name: 'Ask', kind: 'task', dealId })
  const firstDay = '2026-01-05'
  await createAbsence(ctx, { memberId: mate.access.memberId, firstDay, lastDay: firstDay })
  await ruled(ctx)
  for (const kind of ['lead', 'customer', 'contact', 'deal', 'quote', 'activity'])
    await database.owner`
      insert into filter_index (workspace_id, entity, field, source, custom, kind, folding, state, slow, noted_at, last_used_at)
      values (${ctx.workspaceId}, ${kind}, 'name', 'name', false, 'words', ${searchVersion}, 'ready', 3, ${clock()}, '2100-01-01')`
  return ctx
}

const as = (ctx: Context, task: TaskName) => workContext(ctx, { workspaceId: ctx.workspaceId, task })
const deps = () => ({ db: database, clock })
const nobody = { customer: null, lead: null, memberIds: [] }

/** Records of the kinds that are watched, with a change of each, and of all that people keep. */
const watchedKinds = [
  [leadEntity, { name: 'Nora' }, { city: 'Oslo' }],
  [customerEntity, { name: 'Karoo' }, { city: 'Oslo' }],
  [contactEntity, { name: 'Thandi' }, { jobTitle: 'Buyer' }],
  [dealEntity, { name: 'Park' }, { name: 'Solar park' }],
  [quoteEntity, {}, { name: 'Second' }],
] as unknown as readonly (readonly [Entity, object, object])[]
const keptKinds = [
  ...watchedKinds,
  [productEntity, { name: 'Monitor' }],
  [activityEntity, { name: 'Called', kind: 'call' }],
] as unknown as readonly (readonly [Entity, object])[]

const made = (ctx: Context, entity: Entity, values: object) =>
  entity.name === 'quote' ? scratchQuote(ctx) : createRecord(ctx, entity, values)

async function eventsOf(ctx: Context, kinds?: readonly string[]) {
  const { events } = await readEvents(database.system, logStart, { limit: 100_000, kinds: kinds as never })
  return events.filter(({ workspaceId }) => workspaceId === ctx.workspaceId)
}

test('exchange rates: those of a file, one that a deal in it waited for, and that the address has answered', async () => {
  const fetch: Run = async ctx => {
    await sentQuote(ctx)
    await updateRateSettings(ctx, { address: 'https://rates.example/daily.xml' })
    return async () => {
      const task = await as(ctx, 'exchange_rates')
      const file = (rate: string) => `day,currency,rate\n2026-11-26,USD,${rate}\n`
      await saveRateFile(task, 'csv', file('1.08'))
      await noteFetch(task, null, null)
      return (await saveRateFile(task, 'csv', file('1.09'))).replaced === 1
    }
  }
  expect(await idle('exchange_rates', fetch)).toEqual([])
})

test('first response: the clock of a lead by a rule about a field of the workspace’s own, its end by a call, and that it is late', async () => {
  const follow: Run = async ctx => {
    const owner = await testContext(database, { workspaceId: ctx.workspaceId, clock, role: 'rep' })
    const week = [1, 2, 3, 4, 5].map(weekday => ({ weekday, start: '09:00', end: '17:00' }))
    const office = await createCalendar(ctx, { name: 'Office', timeZone: 'UTC', week })
    await makeDefault(ctx, office.id)
    await createAbsence(ctx, {
      memberId: owner.access.memberId,
      firstDay: '2026-01-05',
      lastDay: '2026-01-06',
    })
    await defineField(ctx, { entity: 'lead', key: 'size', label: 'Size', kind: 'number' })
    const when = { field: 'custom.size', op: 'gt', value: 1 }
    await setResponseRules(ctx, { rules: [{ id: uuidv7(), name: 'Soon', when, minutes: 30 }] })
    const lead = async () =>
      (
        await createRecord(ctx, leadEntity, {
          name: 'Nora',
          ownerId: owner.access.memberId,
          custom: { size: 2 },
        })
      ).id
    const [one, other] = [await lead(), await lead()]
    return async () => {
      const task = await as(ctx, 'first_response')
      if ((await followResponses(task, [one, other])) !== 2) return false
      const occurredAt = clock().toISOString()
      const call = { name: 'Called', kind: 'call', direction: 'out', occurredAt, leadId: one }
      await createRecord(ctx, activityEntity, call)
      if ((await followResponses(task, [one])) !== 1) return false
      clock.move(86_400_000 * 4)
      return (await tellLate(deps())) > 0
    }
  }
  expect(await idle('first_response', follow)).toEqual([])
})

test('calendar and reminders: what was planned has begun, and a task is due', async () => {
  const come: Run = async ctx => {
    const ownerId = ctx.access.memberId
    const at = (minutes: number) => new Date(clock().getTime() + minutes * 60_000).toISOString()
    const about = async (entity: Entity) => (await createRecord(ctx, entity, { name: 'About' })).id
    const meeting = {
      leadId: await about(leadEntity),
      dealId: await about(dealEntity),
      contactId: await about(contactEntity),
      customerId: await about(customerEntity),
    }
    await createRecord(ctx, activityEntity, {
      name: 'Meet',
      kind: 'meeting',
      startsAt: at(60),
      ownerId,
      ...meeting,
    })
    await createRecord(ctx, activityEntity, {
      name: 'Do',
      kind: 'task',
      startsAt: at(60),
      remindAt: at(30),
      ownerId,
    })
    return async () => {
      clock.move(2 * 3_600_000)
      return (await tellDue(deps())) >= 1
    }
  }
  // A member is invited to each: the series goes on with them.
  const goOn: Run = async ctx => {
    const mate = await testContext(database, { workspaceId: ctx.workspaceId, clock, name: 'Deniz' })
    const startsAt = new Date(clock().getTime() + 86_400_000).toISOString()
    const meeting = await createRecord(ctx, activityEntity, { name: 'Weekly', kind: 'meeting', startsAt })
    await saveInvitees(ctx, meeting.id, { invitees: [{ memberId: mate.access.memberId }] })
    await repeatMeeting(ctx, meeting.id, { rule: 'FREQ=WEEKLY' })
    return async () => {
      clock.move(400 * 86_400_000)
      return extendSeries(deps())
    }
  }
  expect(await idle('due', come, goOn)).toEqual([])
})

test('watchers: what has happened to a record of each kind that can be watched', async () => {
  const watched: Run[] = watchedKinds.map(([entity, values, change]) => async ctx => {
    const mate = await testContext(database, { workspaceId: ctx.workspaceId, clock, role: 'manager' })
    await updateRole(ctx, 'manager', { grants: grantsOfRole('manager') })
    await createApiKey(ctx, { name: 'script', role: 'manager' })
    const { id: territoryId } = await createRecord(ctx, territoryEntity, { name: 'South' })
    await setTerritory(ctx, territoryId, { ...nobody, memberIds: [mate.access.memberId] })
    const { id } = await made(ctx, entity, values)
    await shareRecord(ctx, {
      entity: entity.name,
      recordId: id,
      memberId: mate.access.memberId,
      level: 'read',
    })
    await watchRecord(mate, { entity: entity.name, id, watching: true })
    await updateRecord(ctx, entity, id, change)
    const events = await eventsOf(ctx, [`${entity.name}.updated`])
    // It is watched from long before.
    await database.owner`update record_watcher set created_at = '2020-01-01' where record_id = ${id}`
    const told = events.map(event => ({ event, sight: entity.name }))
    return async () => tellWatchers(await as(ctx, 'watchers'), told)
  })
  expect(await idle('watchers', ...watched)).toEqual([])
})

test('approvals: who may decide is reminded', async () => {
  const remind: Run = async ctx => {
    const stages = stagesOf.get(ctx)!
    const rep = await testContext(database, { workspaceId: ctx.workspaceId, clock, role: 'rep' })
    const approval = { when: null, approvers: [ctx.access.memberId], deputies: [], remindAfterHours: 24 }
    await setStageRules(ctx, stages.pipelineId, {
      ...noRules,
      stages: { [stages.last]: { ...freeStage, approval } },
    })
    const deal = await createRecord(rep, dealEntity, { name: 'Park', stageId: stages.open })
    await askApproval(rep, deal.id, { stageId: stages.last, reason: 'A rival is near.' })
    return async () => {
      clock.move(25 * 3_600_000)
      return remindApprovers(deps())
    }
  }
  expect(await idle('approvals', remind)).toEqual([])
})

test('sums of deals: what was added is folded', async () => {
  const fold: Run = async ctx => {
    await createRecord(ctx, dealEntity, { name: 'Park', amount: { minor: 100, currency: 'EUR' } })
    const unfolded = async () => {
      const [row] = await database.owner<{ n: number }[]>`
        select count(*)::int as n from deal_sum where workspace_id = ${ctx.workspaceId} and not folded`
      return row!.n
    }
    return async () => {
      const before = await unfolded()
      await foldDealSums(database, { least: 0 })
      return before > 0 && (await unfolded()) === 0
    }
  }
  expect(await idle('deal_sums', fold)).toEqual([])
})

test('territories: every kind of record is placed by the rules, or with its customer', async () => {
  const place: Run = async ctx => {
    await defineField(ctx, { entity: 'lead', key: 'size', label: 'Size', kind: 'number' })
    const { id: territoryId } = await createRecord(ctx, territoryEntity, { name: 'South' })
    await setTerritory(ctx, territoryId, {
      ...nobody,
      customer: { field: 'country', op: 'eq', value: 'ZA' },
      lead: { field: 'custom.size', op: 'gt', value: 1 },
    })
    const quote = await scratchQuote(ctx)
    await createRecord(ctx, leadEntity, { name: 'Nora', custom: { size: 2 } })
    await createRecord(ctx, contactEntity, { name: 'Thandi', customerId: quote.customerId })
    for (const kind of placedKinds)
      await database.owner`update ${database.owner(kind)} set territory_id = null where workspace_id = ${ctx.workspaceId}`
    const id = uuidv7()
    await database.owner`
      insert into territory_placing (id, workspace_id, state, kind, total, created_at)
      values (${id}, ${ctx.workspaceId}, 'queued', ${placedKinds[0]}, 5, now())`
    return async () => {
      const contextOf = () => as(ctx, 'territories')
      return (await runPlacing(id, { contextOf, maxMs: 60_000 })) === 'done'
    }
  }
  expect(await idle('territories', place)).toEqual([])
})

/** A quote that a customer has, with the link to it. */
async function sentQuote(ctx: Context) {
  const until = new Date(clock().getTime() + 20 * 86_400_000).toISOString().slice(0, 10)
  const { id } = await sendQuote(ctx, (await scratchQuote(ctx, { values: { validUntil: until } })).id, {
    recipients: [{ name: 'Thandi', email: 'thandi@karoo.example' }],
  })
  const [link] = await database.owner<{ id: string }[]>`select id from quote_link where quote_id = ${id}`
  return { id, token: linkToken('secret', link!.id) }
}

/** Sets what is due as a PDF. */
async function keepDuePdf(ctx: Context, quoteId: string) {
  const task = await as(ctx, 'quote_pdf')
  const [row] = await database.owner<{ workId: string }[]>`
    select pdf_work_id as "workId" from quote_version where quote_id = ${quoteId} and pdf_work_id is not null`
  const due = await duePdf(task, row!.workId)
  await keepPdf(task, row!.workId, due!, new TextEncoder().encode('%PDF-1.7'))
  return true
}

test('quotes: what nobody accepted in time expires', async () => {
  const expire: Run = async ctx => {
    const { id } = await sentQuote(ctx)
    return async () => {
      clock.move(30 * 86_400_000)
      await expireQuotes(deps())
      const [told] = await database.owner<{ by: string }[]>`
        select actor_type || ' ' || actor_name as by from event where subject_id = ${id} and kind = 'quote.expired'`
      return told?.by === 'system Sextant, expiry of quotes'
    }
  }
  expect(await idle('quote_expiry', expire)).toEqual([])
})

test('quotes: the PDF of what was sent', async () => {
  const pdf: Run = async ctx => {
    const { id } = await sentQuote(ctx)
    return () => keepDuePdf(ctx, id)
  }
  expect(await idle('quote_pdf', pdf)).toEqual([])
})

test('quotes: who has the link looks at it, takes its PDF and accepts it, and its deal is won', async () => {
  const accept =
    (byRules: boolean): Run =>
    async ctx => {
      if (
        byRules &&
        !(await database.owner`select 1 from stage_rules where workspace_id = ${ctx.workspaceId}`).length
      )
        await ruled(ctx)
      const { id, token } = await sentQuote(ctx)
      await keepDuePdf(ctx, id)
      const asker = { db: database, clock, requestId: 'r' }
      return async () => {
        await countView(asker, 'secret', token, null)
        const { reader, file } = await pdfByLink(asker, 'secret', token)
        if ((await Array.fromAsync(readFile(reader, file.id))).length === 0) return false
        const typed = { name: 'Thandi', signature: { typed: 'Thandi' } }
        const { state } = await acceptQuote(asker, 'secret', token, typed)
        const [deal] = await database.owner<{ status: string }[]>`
        select d.status from deal d join quote q on q.deal_id = d.id where q.id = ${id}`
        return state === 'accepted' && deal!.status === 'won'
      }
    }
  expect(await idle('quote_link', accept(false), accept(true))).toEqual([])
})

test('files: one is found clean, its picture is kept, and what was in the bin for long is cleared away', async () => {
  const blobs = scratchBlobs()
  async function* sent() {
    yield new TextEncoder().encode('An offer.')
  }
  const ready: Run = async ctx => {
    const { id: recordId } = await createRecord(ctx, leadEntity, { name: 'Sara' })
    const to = { entity: 'lead', recordId, name: 'offer.txt' } as const
    const { id } = await attachFile(ctx, { blobs, mostBytes: 1_000, scans: true }, to, sent())
    return async () => {
      const task = await as(ctx, 'files')
      const due = await dueAttachment(task, id)
      await clearAttachment(task, id)
      await keepThumbnail(task, blobs, due!, undefined)
      await removeAttachment(ctx, id)
      clock.move(40 * 86_400_000)
      return (await sweepAttachments({ ...deps(), blobs })).purged === 1
    }
  }
  expect(await idle('files', ready)).toEqual([])
})

test('filter indexes: a field of each kind that has an index is indexed', async () => {
  const build: Run[] = keptKinds.map(([entity, values]) => async ctx => {
    await made(ctx, entity, values)
    await database.owner`
      insert into filter_index (workspace_id, entity, field, source, custom, kind, folding, state, slow, noted_at, last_used_at)
      values (${ctx.workspaceId}, ${entity.name}, 'name', 'name', false, 'words', ${searchVersion}, 'noted', 3, ${clock()}, ${clock()})
      on conflict (workspace_id, entity, field) do update set state = 'noted'`
    return () => buildFilterIndexes(deps(), { maxMs: 60_000, least: 0 })
  })
  expect(await idle('filter_indexes', ...build)).toEqual([])
})

test('audit: what the log tells of rights is taken over and sealed', async () => {
  const noted =
    (by: 'member' | 'key'): Run =>
    async ctx => {
      const { id } = await createApiKey(ctx, { name: 'script', role: 'admin' })
      const key: Context = { ...ctx, actor: { type: 'key', id, name: 'script' } }
      await createRecord(by === 'key' ? key : ctx, territoryEntity, { name: 'South' })
      return async () => {
        await noteEvents(await as(ctx, 'audit'), await eventsOf(ctx, auditedEvents))
        await sealAudit(deps())
        const found = await database.owner`
        select 1 from audit_entry where workspace_id = ${ctx.workspaceId} and actor_type = ${by === 'key' ? 'key' : 'user'} and person_id is not null and place is not null`
        return found.length > 0
      }
    }
  expect(await idle('audit', noted('member'), noted('key'))).toEqual([])
})

test('an import or a bulk change that cannot go on says so', async () => {
  const stopped: Run = async ctx => {
    const id = uuidv7()
    await database.owner`
      insert into import (id, workspace_id, entity, file_id, name, state, created_at)
      values (${id}, ${ctx.workspaceId}, 'lead', ${id}, 'leads.csv', 'running', now())`
    return async () => {
      await failImport(await as(ctx, 'import_failures'), id, 'No rights.')
      const [row] = await database.owner<{ state: string }[]>`select state from import where id = ${id}`
      return row!.state === 'failed'
    }
  }
  expect(await idle('import_failures', stopped)).toEqual([])
  const ended: Run = async ctx => {
    await createRecord(ctx, leadEntity, { name: 'Nora' })
    const { id } = await askBulk(ctx, {
      entity: 'lead',
      verb: 'update',
      values: { city: 'Oslo' },
      matching: {},
    })
    await database.owner`update bulk set state = 'running' where id = ${id}`
    return async () => {
      await failBulk(await as(ctx, 'bulk_failures'), id, { message: 'No rights.' })
      const [row] = await database.owner<{ state: string }[]>`select state from bulk where id = ${id}`
      return row!.state === 'failed'
    }
  }
  expect(await idle('bulk_failures', ended)).toEqual([])
})

test('tickets: one that was solved long ago is closed, by rules that ask for a field of the workspace’s own too', async () => {
  const close: Run = async ctx => {
    await defineField(ctx, { entity: 'ticket', key: 'lot', label: 'Lot', kind: 'text' })
    const { id: customerId } = await createRecord(ctx, customerEntity, { name: 'Karoo' })
    const { id: contactId } = await createRecord(ctx, contactEntity, { name: 'Sipho', customerId })
    const ticket = await createRecord(ctx, ticketEntity, {
      name: 'Cold',
      customerId,
      contactId,
      custom: { lot: '7' },
    })
    await updateRecord(ctx, ticketEntity, ticket.id, { status: 'solved' })
    return async () => {
      clock.move(60 * 86_400_000)
      await closeSolved(deps())
      const [row] = await database.owner<
        { status: string }[]
      >`select status from ticket where id = ${ticket.id}`
      return row!.status === 'closed'
    }
  }
  expect(await idle('tickets', close)).toEqual([])
})

test('service levels: clocks begin, are told of as late, stop with an answer, and are counted anew when hours change', async () => {
  const keep =
    (ofTheWorkspace: boolean): Run =>
    async ctx => {
      const all = { first_reply: 60, next_reply: 60, solve: 600 }
      const week = [1, 2, 3, 4, 5].map(weekday => ({ weekday, start: '09:00', end: '17:00' }))
      const office = await createCalendar(ctx, { name: 'Desk', timeZone: 'UTC', week })
      await makeDefault(ctx, office.id)
      await createAbsence(ctx, {
        memberId: ctx.access.memberId,
        firstDay: '2026-01-07',
        lastDay: '2026-01-07',
      })
      await defineField(ctx, { entity: 'ticket', key: 'lot', label: 'Lot', kind: 'text' })
      const policy = {
        id: uuidv7(),
        name: 'Soon',
        when: { field: 'custom.lot', op: 'eq', value: '7' },
        calendarId: ofTheWorkspace ? null : office.id,
        targets: { low: all, normal: all, high: all, urgent: all },
        pausedIn: ['waiting_customer'],
        warnMinutes: 30,
      }
      await setServicePolicies(ctx, { policies: [policy] })
      const { id } = await createRecord(ctx, ticketEntity, { name: 'Cold', custom: { lot: '7' } })
      return async () => {
        const task = await as(ctx, 'service_levels')
        await followClocks(task, [id])
        for (const status of ['waiting_customer', 'open']) {
          await updateRecord(ctx, ticketEntity, id, { status })
          await followClocks(task, [id])
        }
        clock.move(6 * 86_400_000)
        if ((await tellClocks(deps())).told === 0) return false
        const contact = { id: uuidv7(), ticketId: id, at: clock().toISOString(), what: 'replied' as const }
        await keepContacts(task, [contact])
        await followClocks(task, [id])
        await updateCalendar(ctx, office.id, { week: week.slice(1) } as never)
        await followCalendars(task)
        while (await recountSome(deps(), { maxMs: 0 }));
        const [done] = await database.owner`
        select 1 from clock_recount where workspace_id = ${ctx.workspaceId} and state = 'done'`
        return Boolean(done)
      }
    }
  expect(await idle('service_levels', keep(false), keep(true))).toEqual([])
})
