import { afterAll, beforeAll, expect, test } from 'bun:test'
import { systemClock } from '../core/clock'
import { scopeOf } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { createApiKey } from './create-api-key'
import { identifyKey } from './identify'
import { accessAs } from './policy.rules'
import { workContext } from './work-context'

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
  const own = await workContext(deps(), asker)
  expect(own.access).toMatchObject({ role: 'manager', memberId })
  expect(own.access.teamMemberIds.toSorted()).toEqual([memberId, mate.access.memberId!].toSorted())
  expect(own).toMatchObject({
    actor: { type: 'workflow', name: 'Import', onBehalfOf: memberId },
    currency: 'EUR',
    timeZone: 'UTC',
    requestId: 'r-1',
  })
  await db.owner`update member set role = 'read_only' where id = ${memberId}`
  expect((await workContext(deps(), asker)).access.role).toBe('read_only')
  await db.owner`update member set deleted_at = now() where id = ${memberId}`
  await expect(workContext(deps(), asker)).rejects.toMatchObject({ code: 'forbidden' })
})

test('or that of the API key, until it is revoked or runs out', async () => {
  const { workspaceId, access } = await testContext(db)
  const as = async (onBehalfOf: string) => (await workContext(deps(), { workspaceId, onBehalfOf })).access
  expect(await as(await apiKey(workspaceId, { role: 'marketer' }))).toEqual(accessAs('marketer'))
  expect(await as(await apiKey(workspaceId, { memberId: access.memberId }))).toMatchObject({
    memberId: access.memberId,
  })
  const capped = await as(await apiKey(workspaceId, { memberId: access.memberId }))
  expect(scopeOf(capped, 'workspace', 'update')).toBe('all')
  await db.owner`update member set role = 'rep' where id = ${access.memberId}`
  const shrunk = await as(await apiKey(workspaceId, { memberId: access.memberId }))
  expect(scopeOf(shrunk, 'workspace', 'update')).toBeUndefined()
  expect(scopeOf(shrunk, 'deal', 'update')).toBe('own')
  const refused = [{ revoked: true }, { expired: true }, { memberId: uuidv7() }]
  for (const more of refused)
    await expect(apiKey(workspaceId, more).then(as)).rejects.toMatchObject({ code: 'forbidden' })
})

test('a session, a key and work done for either come to the same rights', async () => {
  const teamId = uuidv7()
  const maker = await testContext(db, { role: 'manager', teamId })
  const mate = await testContext(db, { role: 'rep', teamId, workspaceId: maker.workspaceId })
  const gone = await testContext(db, { role: 'rep', teamId, workspaceId: maker.workspaceId })
  await db.owner`update member set deleted_at = now() where id = ${gone.access.memberId}`
  const { id, secret } = await createApiKey(
    await testContext(db, { workspaceId: maker.workspaceId }).then(admin => ({
      ...admin,
      access: { ...admin.access, memberId: maker.access.memberId },
    })),
    { name: 'script', role: 'manager' },
  )
  const forKey = await workContext(deps(), { workspaceId: maker.workspaceId, onBehalfOf: id })
  const forMember = await workContext(deps(), {
    workspaceId: maker.workspaceId,
    onBehalfOf: maker.access.memberId!,
  })
  const byKey = (await identifyKey(db, secret))!.access
  expect(forKey.access).toEqual(byKey)
  expect(forMember.access).toEqual(byKey)
  // What somebody who left still owns stays in the team's sight.
  expect(byKey.teamMemberIds.toSorted()).toEqual(
    [maker, mate, gone].map(one => one.access.memberId!).toSorted(),
  )
  await db.owner`update member set team_id = ${uuidv7()} where id = ${mate.access.memberId}`
  const moved = await workContext(deps(), { workspaceId: maker.workspaceId, onBehalfOf: id })
  expect(moved.access.teamMemberIds).not.toContain(mate.access.memberId!)
})

test('nobody acts in a workspace that is not theirs', async () => {
  const [one, two] = [await testContext(db), await testContext(db)]
  const foreign = { workspaceId: one.workspaceId, onBehalfOf: two.access.memberId! }
  await expect(workContext(deps(), foreign)).rejects.toMatchObject({ code: 'forbidden' })
  const nowhere = { workspaceId: uuidv7(), task: 'audit' } as const
  await expect(workContext(deps(), nowhere)).rejects.toMatchObject({ code: 'not_found' })
  const nobody = { workspaceId: one.workspaceId, onBehalfOf: 'not-an-id' }
  await expect(workContext(deps(), nobody)).rejects.toMatchObject({ code: 'forbidden' })
})
