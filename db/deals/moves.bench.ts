import type { Context } from '../core/context'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { setStageRules } from '../pipelines/set-stage-rules'
import { freeStage, noRules, type StageRule } from '../pipelines/stage-rules.model'
import { createRecord } from '../records/create-record'
import { type Bench, type BenchRound, p95Of } from '../testing/bench'
import { testContext } from '../testing/test-context'
import { testDatabase } from '../testing/test-database'
import { dealEntity } from './deals.entity'
import { moveDeal } from './move-deal'

const movesInRound = 200

/** Eight rules that a deal of the bench fulfils: order, fields, conditions, movers, and an approval that it does not need. */
const eightRules = (member: string): Partial<StageRule> => ({
  needs: ['amount', 'name'],
  when: {
    and: [
      { field: 'amount', op: 'known' },
      { field: 'name', op: 'contains', value: 'park' },
    ],
  },
  movers: { roles: ['admin'], members: [member] },
  approval: {
    when: { field: 'amount', op: 'gt', value: { minor: 10_000_000, currency: 'EUR' } },
    approvers: [member],
    deputies: [],
    remindAfterHours: 24,
  },
})

/** A pipeline of two stages, and a deal that goes to and fro between them. */
async function toAndFro(ctx: Context, ruled: boolean): Promise<() => Promise<number>> {
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Bench' })
  const stage = async (name: string) =>
    (await createRecord(ctx, stageEntity, { name, kind: 'open', pipelineId: pipeline.id })).id
  const stages = [await stage('First'), await stage('Second')]
  if (ruled) {
    const rule = { ...freeStage, ...eightRules(ctx.access.memberId!) }
    await setStageRules(ctx, pipeline.id, {
      ...noRules,
      noSkipping: true,
      lossNote: true,
      lossReasons: ['Price'],
      stages: Object.fromEntries(stages.map(id => [id, rule])),
    })
  }
  const { id } = await createRecord(ctx, dealEntity, {
    name: 'Solar park',
    pipelineId: pipeline.id,
    stageId: stages[0],
    amount: { minor: 5, currency: 'EUR' },
  })
  let at = 0
  return () =>
    p95Of(movesInRound, () => {
      at = 1 - at
      return moveDeal(ctx, id, { stageId: stages[at]! })
    })
}

export const rows: Bench[] = [
  {
    name: 'ruled-moves',
    what: 'moving a deal through a pipeline with eight rules against one without, p95',
    unit: 'ms',
    bar: { atMost: 1.5 },
    rounds: 9,
    async setUp(): Promise<BenchRound> {
      const database = await testDatabase()
      const ruled = await testContext(database)
      const free = await testContext(database)
      return {
        measure: await toAndFro(ruled, true),
        reference: await toAndFro(free, false),
        tearDown: () => database.drop(),
      }
    },
  },
]
