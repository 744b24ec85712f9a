import { afterAll, beforeAll, expect, test } from 'bun:test'
import { accessAs } from '@sextant/db/access/policy.rules'
import { systemClock } from '@sextant/db/core/clock'
import { uuidv7 } from '@sextant/db/core/ids'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { workflowContext } from './context'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
const deps = () => ({ db, clock: systemClock })

async function apiKey(
  workspaceId: string,
  more: { role?: string; memberId?: string | null; revoked?: boolean; expired?: boolean } = {},
) {
  const id = uuidv7()
  await db.owner`
    insert into api_key (id, workspace_id, name, role, member_id, prefix, secret_hash, created_at, revoked_at, expires_at)
    values (${id}, ${workspaceId}, 'script', ${more.role ?? 'admin'}, ${more.memberId ?? null}, 'sx_a', ${id}, now(),
      ${more.revoked ? new Date() : null}, ${more.expired ? new Date(0) : null})`
  return id
}

test('a workflow has the access of the member on whose behalf it acts, as it is now', async () => {
  const teamId = uuidv7()
  const lead = await testContext(db, { role: 'manager', teamId })
  const mate = await testContext(db, { role: 'rep', teamId, workspaceId: lead.workspaceId })
  const memberId = lead.access.memberId!
  const asker = { workspaceId: lead.workspaceId, onBehalfOf: memberId, requestId: 'r-1', name: 'Import' }
  const own = await workflowContext(deps(), asker)
  expect(own.access).toMatchObject({ role: 'manager', memberId })
  expect(own.access.teamMemberIds.toSorted()).toEqual([memberId, mate.access.memberId!].toSorted())
  expect(own).toMatchObject({
    actor: { type: 'workflow', name: 'Import', onBehalfOf: memberId },
    currency: 'EUR',
    timeZone: 'UTC',
    requestId: 'r-1',
  })
  await db.owner`update member set role = 'read_only' where id = ${memberId}`
  expect((await workflowContext(deps(), asker)).access.role).toBe('read_only')
  await db.owner`update member set deleted_at = now() where id = ${memberId}`
  await expect(workflowContext(deps(), asker)).rejects.toMatchObject({ code: 'forbidden' })
})

test('or that of the API key, until it is revoked or runs out', async () => {
  const { workspaceId, access } = await testContext(db)
  const as = async (onBehalfOf: string) => (await workflowContext(deps(), { workspaceId, onBehalfOf })).access
  expect(await as(await apiKey(workspaceId, { role: 'marketer' }))).toEqual(accessAs('marketer'))
  expect(await as(await apiKey(workspaceId, { memberId: access.memberId }))).toMatchObject({
    memberId: access.memberId,
  })
  const refused = [{ revoked: true }, { expired: true }, { memberId: uuidv7() }]
  for (const more of refused)
    await expect(apiKey(workspaceId, more).then(as)).rejects.toMatchObject({ code: 'forbidden' })
})

test('nobody acts in a workspace that is not theirs', async () => {
  const [one, two] = [await testContext(db), await testContext(db)]
  const foreign = { workspaceId: one.workspaceId, onBehalfOf: two.access.memberId }
  await expect(workflowContext(deps(), foreign)).rejects.toMatchObject({ code: 'forbidden' })
  const nowhere = { workspaceId: uuidv7(), onBehalfOf: null }
  await expect(workflowContext(deps(), nowhere)).rejects.toMatchObject({ code: 'not_found' })
  const nobody = { workspaceId: one.workspaceId, onBehalfOf: 'not-an-id' }
  await expect(workflowContext(deps(), nobody)).rejects.toMatchObject({ code: 'forbidden' })
})

test('the system itself may do everything in the workspace', async () => {
  const { workspaceId } = await testContext(db)
  const { access } = await workflowContext(deps(), { workspaceId, onBehalfOf: null })
  expect(access).toEqual(accessAs('admin'))
})
