import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { accessAs } from '../access/policy.rules'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import type { Role } from '../core/grants.rules'
import type { AnyRecord } from '../core/record.model'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { setStageRules } from '../pipelines/set-stage-rules'
import { type Approval as ApprovalRule, freeStage, noRules } from '../pipelines/stage-rules.model'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { listApprovals } from './approvals.queries'
import { askApproval } from './ask-approval'
import { dealEntity } from './deals.entity'
import { approveMove, declineMove, withdrawApproval } from './decide-approval'
import { moveDeal } from './move-deal'
import { remindApprovers } from './remind-approvers'
import { undoMove } from './undo-move'

const clock = handClock('2026-03-02T09:00:00Z')
let database: TestDatabase
/** An admin of whom nothing is asked. */
let ctx: Context
let rep: Context
let lead: Context
let deputy: Context
let commit: AnyRecord
let pipeline: AnyRecord
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  ctx = await testContext(database, { clock })
  rep = await person('Rosa', 'rep')
  lead = await person('Lena', 'manager')
  deputy = await person('Dana', 'manager')
  pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  const stage = (name: string, kind: string) =>
    createRecord(ctx, stageEntity, { name, kind, pipelineId: pipeline.id })
  await stage('Qualify', 'open')
  commit = await stage('Commit', 'open')
})

async function person(name: string, role: Role): Promise<Context> {
  const id = crypto.randomUUID()
  await database.owner`
    insert into member (id, workspace_id, name, email, role, created_at)
    values (${id}, ${ctx.workspaceId}, ${name}, ${`${name}@${id}.example`}, ${role}, now())`
  return { ...ctx, actor: { type: 'user', id, name }, access: accessAs(role, id) }
}

const idOf = (who: Context) => who.access.memberId!
const rule = (approval: Partial<ApprovalRule> = {}, more = {}) =>
  setStageRules(ctx, pipeline.id, {
    ...noRules,
    stages: {
      [commit.id]: {
        ...freeStage,
        ...more,
        approval: {
          when: null,
          approvers: [idOf(lead)],
          deputies: [idOf(deputy)],
          remindAfterHours: 24,
          ...approval,
        },
      },
    },
  })
const deal = (values: object = {}) => createRecord(rep, dealEntity, { name: 'Solar park', ...values })
const ask = (id: string, who = rep) =>
  askApproval(who, id, { stageId: commit.id, reason: 'A rival is near.' })
const ruleOf = async (work: Promise<unknown>) => (await faultOf(work)).details.rule
const stageOf = async (id: string) => JSON.parse((await readRecord(ctx, dealEntity, id)).body).stageId
const seen = async (who: Context, id: string) =>
  (await listApprovals(who, { limit: 10 })).results.find(one => one.id === id)!

test('a move that needs an approval is refused, asked for, and made by whoever agrees', async () => {
  await rule()
  const { id } = await deal()
  expect(await ruleOf(moveDeal(rep, id, { stageId: commit.id }))).toBe('deal.approval_needed')
  // Nobody is above it: also an admin asks.
  expect(await ruleOf(moveDeal(ctx, id, { stageId: commit.id }))).toBe('deal.approval_needed')
  const asked = await ask(id)
  expect(asked).toMatchObject({
    state: 'pending',
    reason: 'A rival is near.',
    stage: { name: 'Commit' },
    from: { name: 'Qualify' },
    deciders: [{ name: 'Lena' }],
    mayDecide: false,
    mayWithdraw: true,
    changedSince: false,
  })
  expect(await seen(lead, asked.id)).toMatchObject({ mayDecide: true, mayWithdraw: false })
  expect(await ruleOf(ask(id))).toBe('approval.asked')
  expect(await ruleOf(approveMove(rep, asked.id, {}))).toBe('approval.not_yours')
  expect(await ruleOf(approveMove(deputy, asked.id, {}))).toBe('approval.not_yours')
  const agreed = await approveMove(lead, asked.id, { note: 'Go.' })
  expect(agreed).toMatchObject({
    state: 'approved',
    decidedBy: { name: 'Lena' },
    note: 'Go.',
    mayWithdraw: false,
  })
  expect(await stageOf(id)).toBe(commit.id)
  expect(await ruleOf(declineMove(lead, asked.id, {}))).toBe('approval.over')
  const kinds = await database.owner<{ kind: string; causeType: string | null }[]>`
    select kind, cause_type from event where subject_id = ${id} order by seq`
  expect(kinds.map(({ kind }) => kind)).toEqual([
    'deal.created',
    'approval.asked',
    'deal.updated',
    'approval.approved',
  ])
  // What was agreed to can be undone like any move.
  const version = agreed.deal.version
  expect(await undoMove(lead, id, { version })).toMatchObject({ stageId: agreed.from!.id })
  expect(await ruleOf(moveDeal(rep, id, { stageId: commit.id }))).toBe('deal.approval_needed')
})

test('whoever asked does not decide, whatever they are', async () => {
  await rule({ approvers: [idOf(lead)], deputies: [] })
  const { id } = await createRecord(lead, dealEntity, { name: 'Own' })
  const asked = await ask(id, lead)
  // The only approver asked: the admins decide.
  expect(asked.deciders.map(one => one.id)).toEqual([idOf(ctx)])
  expect(await ruleOf(approveMove(lead, asked.id, {}))).toBe('approval.not_yours')
  expect((await approveMove(ctx, asked.id, {})).state).toBe('approved')
})

test('only deals that match the condition need one', async () => {
  await rule({ when: { field: 'amount', op: 'gt', value: { minor: 100_000, currency: 'EUR' } } })
  const small = await deal({ amount: { minor: 100_000, currency: 'EUR' } })
  expect(await ruleOf(ask(small.id))).toBe('approval.not_needed')
  await moveDeal(rep, small.id, { stageId: commit.id })
  const big = await deal({ amount: { minor: 100_001, currency: 'EUR' } })
  expect(await ruleOf(moveDeal(rep, big.id, { stageId: commit.id }))).toBe('deal.approval_needed')
})

test('what else the stage asks for comes first, and holds still when it is agreed to', async () => {
  await rule({}, { needs: ['amount'] })
  const { id } = await deal()
  expect(await ruleOf(ask(id))).toBe('deal.stage_needs')
  await updateRecord(rep, dealEntity, id, { amount: { minor: 5, currency: 'EUR' } })
  const asked = await ask(id)
  await updateRecord(rep, dealEntity, id, { amount: null })
  expect(await seen(lead, asked.id)).toMatchObject({ changedSince: true })
  expect((await faultOf(approveMove(lead, asked.id, {}, asked.deal.version))).code).toBe('stale')
  expect(await ruleOf(approveMove(lead, asked.id, {}))).toBe('deal.stage_needs')
  expect(await seen(lead, asked.id)).toMatchObject({ state: 'pending' })
})

describe('who decides', () => {
  test('deputies once the approvers were reminded, and each is reminded once', async () => {
    await rule()
    const { id } = await deal()
    const asked = await ask(id)
    expect(await remindApprovers({ db: ctx.db, clock })).toBe(0)
    clock.move(25 * 3_600_000)
    expect(await remindApprovers({ db: ctx.db, clock })).toBeGreaterThan(0)
    expect(await remindApprovers({ db: ctx.db, clock })).toBe(0)
    const [event] = await database.owner<{ payload: unknown }[]>`
      select payload from event where subject_id = ${id} and kind = 'approval.reminded'`
    expect(event!.payload).toMatchObject({ names: ['Lena', 'Dana'] })
    expect((await declineMove(deputy, asked.id, { note: 'Not yet.' })).state).toBe('declined')
    expect(await stageOf(id)).not.toBe(commit.id)
    // Asked again, it begins anew.
    expect((await ask(id)).state).toBe('pending')
  })

  test('deputies when the approvers have left, admins when all have', async () => {
    await rule()
    const { id } = await deal()
    const asked = await ask(id)
    await database.owner`update member set deleted_at = now() where id = ${idOf(lead)}`
    expect((await seen(deputy, asked.id)).deciders.map(({ name }) => name)).toEqual(['Dana'])
    await database.owner`update member set deleted_at = now() where id = ${idOf(deputy)}`
    expect((await seen(ctx, asked.id)).deciders.map(one => one.id)).toEqual([idOf(ctx)])
    expect((await approveMove(ctx, asked.id, {})).state).toBe('approved')
  })

  test('two at the same moment: one does', async () => {
    await rule({ approvers: [idOf(lead), idOf(deputy)] })
    const asked = await ask((await deal()).id)
    const both = await Promise.allSettled([
      approveMove(lead, asked.id, {}),
      declineMove(deputy, asked.id, {}),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

test('a wish is over when it is withdrawn, or the deal goes another way', async () => {
  await rule()
  const first = await deal()
  const taken = await ask(first.id)
  expect(await ruleOf(withdrawApproval(lead, taken.id))).toBe('approval.not_yours')
  expect((await withdrawApproval(rep, taken.id)).state).toBe('withdrawn')
  const second = await deal()
  const moot = await ask(second.id)
  await archiveRecord(rep, dealEntity, second.id)
  expect(await seen(lead, moot.id)).toMatchObject({ state: 'moot', deciders: [], mayDecide: false })
  expect(await ruleOf(approveMove(lead, moot.id, {}))).toBe('approval.over')
  expect(await remindApprovers({ db: ctx.db, clock })).toBe(0)
})

test('of another workspace nobody learns of it', async () => {
  await rule()
  const asked = await ask((await deal()).id)
  const stranger = await testContext(database)
  expect((await faultOf(approveMove(stranger, asked.id, {}))).code).toBe('not_found')
  expect((await listApprovals(stranger, { limit: 10 })).results).toEqual([])
})
