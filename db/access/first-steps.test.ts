import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { leadEntity } from '../leads/leads.entity'
import { productEntity } from '../products/products.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { testCallers } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { createApiKey } from './create-api-key'
import { firstSteps } from './first-steps.queries'
import { inviteMember } from './invite-member'
import { revokeApiKey } from './revoke-api-key'

let db: TestDatabase
let ctx: Context
const clock = handClock('2026-11-18T09:00:00Z')
beforeAll(async () => {
  db = await testDatabase()
  testCallers(db)
  ctx = await testContext(db, { role: 'admin', clock })
})
afterAll(() => db.drop())

const none = { records: false, sample: false, people: false, key: false, model: false }

test('each step of a new workspace is ticked by what is there, and by nothing else', async () => {
  expect(await firstSteps(ctx)).toEqual(none)
  await createRecord(ctx, productEntity, { name: 'A pump' })
  expect(await firstSteps(ctx)).toEqual(none)

  const { id } = await createRecord(ctx, leadEntity, { name: 'Nora' })
  expect(await firstSteps(ctx)).toEqual({ ...none, records: true, sample: null })
  await archiveRecord(ctx, leadEntity, id)
  expect(await firstSteps(ctx)).toEqual(none)

  const key = await createApiKey(ctx, { name: 'Site form', role: 'rep' })
  expect(await firstSteps(ctx)).toEqual({ ...none, key: true })
  await revokeApiKey(ctx, key.id)

  await inviteMember(ctx, { email: 'noor@example.com', role: 'rep' })
  expect(await firstSteps(ctx)).toEqual({ ...none, people: true })
  clock.move(60 * 86_400_000)
  expect(await firstSteps(ctx), 'an invitation that is over').toEqual(none)

  await db.owner`
    insert into model_version (id, workspace_id, model, version, alias, state, card, artifact, training_id, created_at)
    values (${uuidv7()}, ${ctx.workspaceId}, 'lead-conversion', 1, 'champion', 'ready', '{}', '{}', ${uuidv7()}, now())`
  expect(await firstSteps(ctx)).toEqual({ ...none, model: true })
})

test('what another workspace has ticks nothing here, and a second member is enough', async () => {
  const other = await testContext(db, { role: 'admin', clock })
  expect(await firstSteps(other)).toEqual(none)
  await testContext(db, { role: 'rep', clock, workspaceId: other.workspaceId })
  expect(await firstSteps(other)).toEqual({ ...none, people: true })
})

test('steps that a role may not take are no steps of its own', async () => {
  const reader = await testContext(db, { role: 'read_only', clock, workspaceId: ctx.workspaceId })
  expect(await firstSteps(reader)).toEqual({
    records: null,
    sample: null,
    people: null,
    key: null,
    model: null,
  })
  const analyst = await testContext(db, { role: 'analyst', clock, workspaceId: ctx.workspaceId })
  expect((await firstSteps(analyst)).model).toBe(true)
})
