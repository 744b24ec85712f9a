import { afterAll, beforeAll, expect, test } from 'bun:test'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { scratchImports } from './scratch-import'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const file = 'deal name,stage,external id\nA,Won,1\nB,Engaging,2\nC,Lost,3\nD,Prospecting,4\n'

/** The stages from left to right after the file went into a workspace that had these. */
async function stagesAfter(...had: [name: string, kind: 'open' | 'won' | 'lost'][]): Promise<string[]> {
  const ctx = await testContext(database)
  if (had.length) {
    const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: 'Sales', isDefault: true })
    for (const [name, kind] of had) await createRecord(ctx, stageEntity, { name, kind, pipelineId })
  }
  const done = await scratchImports(database, ctx).into(file, { entity: 'deal' })
  expect(done.counts).toMatchObject({ created: 4, refused: 0 })
  const rows = await database.owner<{ name: string }[]>`
    select name from stage where workspace_id = ${ctx.workspaceId} order by position, id`
  return rows.map(({ name }) => name)
}

test('open stages that a file names stand after the open ones that were there, before won and lost', async () => {
  expect(
    await stagesAfter(['Qualify', 'open'], ['Commit', 'open'], ['Won', 'won'], ['Lost', 'lost']),
  ).toEqual(['Qualify', 'Commit', 'Engaging', 'Prospecting', 'Won', 'Lost'])
  expect(await stagesAfter(['Won', 'won'], ['Lost', 'lost'])).toEqual([
    'Engaging',
    'Prospecting',
    'Won',
    'Lost',
  ])
})

test('a workspace without a pipeline gets one with the stages of the file, the closed ones last', async () => {
  const stages = await stagesAfter()
  expect(stages.slice(0, 2)).toEqual(['Engaging', 'Prospecting'])
  expect(stages.slice(2).sort()).toEqual(['Lost', 'Won'])
})
