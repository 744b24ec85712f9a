import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { askBulk } from '../bulk/ask-bulk'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { defineField } from '../fields/define-field'
import { scratchImports } from '../imports/scratch-import'
import { convertLead } from '../leads/convert-lead'
import { leadEntity } from '../leads/leads.entity'
import { saveLines } from '../lines/save-lines'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { setStageRules } from '../pipelines/set-stage-rules'
import { freeStage, noRules, type StageRule, type StageRules } from '../pipelines/stage-rules.model'
import { readStageRules } from '../pipelines/stage-rules.queries'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { dealEntity } from './deals.entity'
import { moveDeal } from './move-deal'
import { undoMove } from './undo-move'

let database: TestDatabase
let ctx: Context
let pipeline: AnyRecord
let stages: Record<'Qualify' | 'Propose' | 'Commit' | 'Won' | 'Lost', AnyRecord>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  ctx = await testContext(database)
  pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  const made: Record<string, AnyRecord> = {}
  for (const [name, kind] of [
    ['Qualify', 'open'],
    ['Propose', 'open'],
    ['Commit', 'open'],
    ['Won', 'won'],
    ['Lost', 'lost'],
  ] as const)
    made[name] = await createRecord(ctx, stageEntity, { name, pipelineId: pipeline.id, kind })
  stages = made as typeof stages
})

const rule = (rules: Partial<StageRules>, more: { [S in keyof typeof stages]?: Partial<StageRule> } = {}) =>
  setStageRules(ctx, pipeline.id, {
    ...noRules,
    ...rules,
    stages: Object.fromEntries(
      Object.entries(more).map(([name, values]) => [stages[name as 'Won'].id, { ...freeStage, ...values }]),
    ),
  })
const deal = (values: object = {}) => createRecord(ctx, dealEntity, { name: 'Solar park', ...values })
const move = (id: string, to: keyof typeof stages, more: object = {}) =>
  moveDeal(ctx, id, { stageId: stages[to].id, ...more })
const refusalOf = async (work: Promise<unknown>) => (await faultOf(work)).details

describe('the order of stages', () => {
  test('a deal skips no open stage, is won from the last, and may be lost from anywhere', async () => {
    await rule({ noSkipping: true })
    const { id } = await deal()
    expect(await refusalOf(move(id, 'Commit'))).toMatchObject({
      rule: 'deal.stage_skipped',
      params: { stage: 'Commit', next: 'Propose' },
    })
    expect((await refusalOf(move(id, 'Won'))).rule).toBe('deal.stage_skipped')
    await move(id, 'Propose')
    await move(id, 'Commit')
    await move(id, 'Propose')
    expect((await refusalOf(move(id, 'Won'))).params).toEqual({ stage: 'Won', next: 'Commit' })
    await move(id, 'Lost', { closeReason: 'Price' })
    // Whoever comes back from a loss begins anew.
    expect((await refusalOf(move(id, 'Commit'))).params).toEqual({ stage: 'Commit', next: 'Qualify' })
    await move(id, 'Qualify')
    await move(id, 'Propose')
    await move(id, 'Commit')
    expect(await move(id, 'Won')).toMatchObject({ status: 'won' })
  })

  test('a deal goes no way back, but an undo does', async () => {
    await rule({ noGoingBack: true })
    const { id } = await deal()
    const moved = await move(id, 'Commit')
    expect(await refusalOf(move(id, 'Propose'))).toMatchObject({
      rule: 'deal.stage_back',
      params: { stage: 'Propose' },
    })
    expect(await undoMove(ctx, id, { version: moved.version })).toMatchObject({ stageId: stages.Qualify.id })
    await move(id, 'Lost', { closeReason: 'Price' })
    expect((await refusalOf(move(id, 'Commit'))).rule).toBe('deal.stage_back')
    const won = await deal({ stageId: stages.Won.id })
    expect((await refusalOf(move(won.id, 'Commit'))).rule).toBe('deal.stage_back')
    expect(await move(won.id, 'Lost', { closeReason: 'Withdrawn' })).toMatchObject({ status: 'lost' })
  })

  test('deals begin only where they may, also when they come from another pipeline', async () => {
    await rule({}, { Propose: { creates: false }, Won: { creates: false } })
    expect((await refusalOf(deal({ stageId: stages.Propose.id }))).rule).toBe('deal.not_made_here')
    const other = await createRecord(ctx, pipelineEntity, { name: 'Partner' })
    const first = await createRecord(ctx, stageEntity, { name: 'New', pipelineId: other.id, kind: 'open' })
    const { id } = await deal({ stageId: first.id })
    expect((await refusalOf(move(id, 'Propose'))).rule).toBe('deal.not_made_here')
    await move(id, 'Commit')
    await move(id, 'Propose')
  })
})

describe('what a stage asks for', () => {
  test('fields may not be empty, built in or of the workspace', async () => {
    await defineField(ctx, { entity: 'deal', key: 'size', label: 'Size', kind: 'number' })
    await rule({}, { Propose: { needs: ['amount', 'custom.size', 'customerId'] } })
    const { id } = await deal({ amount: { minor: 1, currency: 'EUR' } })
    expect(await refusalOf(move(id, 'Propose'))).toMatchObject({
      rule: 'deal.stage_needs',
      params: { stage: 'Propose', fields: 'custom.size, customerId' },
    })
    const customer = { customerId: (await createRecord(ctx, customerEntity, { name: 'Karoo' })).id }
    // What is said with the move counts.
    expect(
      await updateRecord(ctx, dealEntity, id, {
        ...customer,
        custom: { size: 0 },
        stageId: stages.Propose.id,
      }),
    ).toMatchObject({ stageId: stages.Propose.id })
  })

  test('lines may be asked for', async () => {
    await rule({}, { Propose: { needs: ['lines'] } })
    const { id } = await deal({ amount: { minor: 1, currency: 'EUR' } })
    expect((await refusalOf(move(id, 'Propose'))).params).toEqual({ stage: 'Propose', fields: 'lines' })
    await saveLines(ctx, id, {
      currency: 'EUR',
      lines: [{ text: 'Visit', quantity: '1', unitPrice: '0' }],
    })
    expect(await move(id, 'Propose')).toMatchObject({ stageId: stages.Propose.id })
    // Without lines it stays where it is, and does not come back.
    await saveLines(ctx, id, { currency: 'EUR', lines: [] })
    await move(id, 'Qualify')
    expect((await refusalOf(move(id, 'Propose'))).rule).toBe('deal.stage_needs')
  })

  test('no discount that waits or was declined may be asked for', async () => {
    await rule({}, { Propose: { needs: ['discounts'] } })
    const { id } = await deal()
    await saveLines(ctx, id, {
      currency: 'EUR',
      lines: [{ text: 'Visit', quantity: '1', unitPrice: '9', discount: '50' }],
    })
    const set = (approval: string) =>
      database.owner`update deal_line set approval = ${approval} where deal_id = ${id}`
    for (const state of ['waiting', 'declined']) {
      await set(state)
      expect(await refusalOf(move(id, 'Propose'))).toMatchObject({
        rule: 'deal.stage_discount',
        params: { stage: 'Propose' },
      })
    }
    // Where no rule asks, it moves.
    await move(id, 'Commit')
    await set('approved')
    expect(await move(id, 'Propose')).toMatchObject({ stageId: stages.Propose.id })
    expect((await readStageRules(ctx, pipeline.id)).faults).toEqual([])
  })

  test('a condition in the filter language holds for the deal as it would be there', async () => {
    await defineField(ctx, { entity: 'deal', key: 'size', label: 'Size', kind: 'number' })
    const when = {
      or: [
        { field: 'amount', op: 'gte', value: { minor: 100_000, currency: 'EUR' } },
        { field: 'custom.size', op: 'gt', value: 3 },
      ],
    }
    await rule({}, { Commit: { when: when as never, says: 'a thousand euros' } })
    const { id } = await deal()
    expect(await refusalOf(move(id, 'Commit'))).toMatchObject({
      rule: 'deal.stage_condition',
      params: { stage: 'Commit', says: 'a thousand euros' },
    })
    await updateRecord(ctx, dealEntity, id, { custom: { size: 4 } })
    await move(id, 'Commit')
    expect(
      (await deal({ amount: { minor: 100_000, currency: 'EUR' }, stageId: stages.Commit.id })).stageId,
    ).toBe(stages.Commit.id)
  })

  test('others move it than those who are named', async () => {
    await rule({}, { Commit: { movers: { roles: ['manager'], members: [] } } })
    const { id } = await deal()
    expect((await refusalOf(move(id, 'Commit'))).rule).toBe('deal.mover')
    const manager = { ...ctx, access: { ...ctx.access, role: 'manager' as const } }
    await moveDeal(manager, id, { stageId: stages.Commit.id })
    await rule({}, { Won: { movers: { roles: [], members: [ctx.access.memberId!] } } })
    expect(
      (
        await refusalOf(
          moveDeal({ ...manager, access: { ...manager.access, memberId: null } }, id, {
            stageId: stages.Won.id,
          }),
        )
      ).rule,
    ).toBe('deal.mover')
    await move(id, 'Won')
  })

  test('a loss gives a reason of the list, and a note where one is asked for', async () => {
    await rule({ lossReasons: ['Price', 'No budget'], lossNote: true })
    const { id } = await deal()
    expect((await refusalOf(move(id, 'Lost', { closeReason: 'Whim', closeNote: 'x' }))).rule).toBe(
      'deal.loss_reason',
    )
    expect((await refusalOf(move(id, 'Lost', { closeReason: 'Price' }))).rule).toBe('deal.loss_note')
    await move(id, 'Lost', { closeReason: 'Price', closeNote: 'A rival was at 198,000.' })
    expect((await refusalOf(updateRecord(ctx, dealEntity, id, { closeReason: 'Whim' }))).rule).toBe(
      'deal.loss_reason',
    )
    expect((await refusalOf(updateRecord(ctx, dealEntity, id, { closeNote: null }))).rule).toBe(
      'deal.loss_note',
    )
    expect(await move(id, 'Qualify')).toMatchObject({ closeReason: null, closeNote: null })
  })
})

describe('the rules themselves', () => {
  test('hold for many at once as for one', async () => {
    await rule({ noSkipping: true })
    const [one, other] = [await deal(), await deal()]
    await move(other.id, 'Propose')
    const job = await askBulk(ctx, {
      entity: 'deal',
      verb: 'update',
      ids: [one.id, other.id],
      values: { stageId: stages.Commit.id },
    })
    expect(job).toMatchObject({ counts: { changed: 1, refused: 1 } })
  })

  test('hold for a file, at its check as in its run, and for a lead that is converted', async () => {
    await rule({}, { Qualify: { needs: ['amount'] }, Commit: { creates: false } })
    const imports = scratchImports(database, ctx)
    const file = 'name,stage,amount,currency\nOne,Qualify,100,EUR\nTwo,Qualify,,\nThree,Commit,100,EUR\n'
    const { id } = await imports.draft(file, { entity: 'deal' }, 'deals.csv')
    expect((await imports.check(id)).preview).toMatchObject({ created: 1, refused: 2 })
    expect((await imports.run(id)).counts).toMatchObject({ created: 1, refused: 2 })
    const told = await database.owner<{ rule: string }[]>`
      select params->>'rule' as rule from import_fault where import_id = ${id} and not (params->>'rule') is null order by 1`
    expect(told.map(one => one.rule)).toContain('deal.stage_needs')
    expect(told.map(one => one.rule)).toContain('deal.not_made_here')
    const lead = await createRecord(ctx, leadEntity, { name: 'Thandiwe', company: 'Karoo Solar' })
    expect((await refusalOf(convertLead(ctx, lead.id, { deal: { name: 'Solar park' } }))).rule).toBe(
      'deal.stage_needs',
    )
  })

  test('are refused for what there is not, and keep their version', async () => {
    const other = await createRecord(ctx, pipelineEntity, { name: 'Partner' })
    const foreign = await createRecord(ctx, stageEntity, { name: 'New', pipelineId: other.id, kind: 'open' })
    const bad = await refusalOf(
      setStageRules(ctx, pipeline.id, {
        ...noRules,
        stages: {
          [foreign.id]: freeStage,
          [stages.Won.id]: {
            ...freeStage,
            needs: ['nothing', 'custom.gone', 'score'],
            when: { field: 'nothing', op: 'known' },
            approval: {
              when: { event: 'deal.updated' },
              approvers: [crypto.randomUUID()],
              deputies: [],
              remindAfterHours: 24,
            },
          },
        },
      }),
    )
    expect(
      bad.problems!.map(({ pointer, code }) => `${pointer.split('/').slice(3).join('/')} ${code}`),
    ).toEqual([
      ' reference_missing',
      'approval/approvers/0 reference_missing',
      'needs/0 unknown_field',
      'needs/1 unknown_field',
      'needs/2 unknown_field',
      'when/field unknown_field',
      'approval/when wrong_event',
    ])
    expect(
      (await refusalOf(setStageRules(ctx, pipeline.id, { ...noRules, noSkipping: 'yes' }))).problems,
    ).toHaveLength(1)
    const first = await rule({ noSkipping: true })
    expect(first.version).toBe(1)
    expect((await faultOf(setStageRules(ctx, pipeline.id, noRules, 0))).code).toBe('stale')
    expect((await rule({ noSkipping: true })).version).toBe(1)
    const stranger = await testContext(database)
    expect((await faultOf(readStageRules(stranger, pipeline.id))).code).toBe('not_found')
    expect((await faultOf(setStageRules(stranger, pipeline.id, noRules))).code).toBe('not_found')
  })

  test('say what in them nobody can fulfil any more', async () => {
    const field = await defineField(ctx, { entity: 'deal', key: 'size', label: 'Size', kind: 'number' })
    const leaver = crypto.randomUUID()
    await database.owner`insert into member (id, workspace_id, name, email, role, created_at) values (${leaver}, ${ctx.workspaceId}, 'Lea', 'lea@x.example', 'manager', now())`
    await rule(
      {},
      {
        Commit: {
          needs: ['custom.size'],
          movers: { roles: [], members: [leaver] },
          approval: { when: null, approvers: [leaver], deputies: [], remindAfterHours: 24 },
        },
      },
    )
    expect((await readStageRules(ctx, pipeline.id)).faults).toEqual([])
    await database.owner`update member set deleted_at = now() where id = ${leaver}`
    await database.owner`update custom_field set deleted_at = now() where id = ${field.id}`
    const { faults } = await readStageRules(ctx, pipeline.id)
    expect(faults.map(({ code }) => code).toSorted()).toEqual(['field_gone', 'no_approver', 'no_mover'])
    expect(faults.every(({ stageId }) => stageId === stages.Commit.id)).toBe(true)
    // What is wrong may stay until somebody mends it, and hinders no other change.
    const { rules } = await readStageRules(ctx, pipeline.id)
    expect((await setStageRules(ctx, pipeline.id, { ...rules, noSkipping: true })).version).toBe(2)
    const elsewhere = { [stages.Propose.id]: { ...freeStage, needs: ['custom.size'] } }
    const refused = await refusalOf(
      setStageRules(ctx, pipeline.id, { ...rules, stages: { ...rules.stages, ...elsewhere } }),
    )
    expect(refused.problems).toMatchObject([{ code: 'unknown_field' }])
  })
})
