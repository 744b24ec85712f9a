import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Context } from '../core/context'
import {
  type Access,
  actions,
  type Grant,
  mayRead,
  mayWrite,
  objects,
  roles,
  scopeOf,
  scopes,
  withinScope,
} from '../core/grants.rules'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { faultOf, testCallers } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { accessFrom } from './access-of'
import { listApiKeys } from './api-keys.queries'
import { createApiKey } from './create-api-key'
import { identifyKey } from './identify'
import { accessAs, grantsOfRole } from './policy.rules'
import { isWithinPower } from './power.rules'
import { revokeApiKey } from './revoke-api-key'
import { updateRole } from './update-role'
import { whyOf } from './why.queries'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  testCallers(database)
  ctx = await testContext(database)
})
afterAll(() => database.drop())

test('a key’s secret is shown once and kept as a digest; it identifies its workspace and role', async () => {
  const key = await createApiKey(ctx, { name: 'Site form', role: 'marketer' })
  expect(key.secret).toMatch(/^sx_[\w-]{43}$/)
  expect(key.secret.startsWith(key.prefix)).toBe(true)
  const [row] = await database.owner`select k::text as key from api_key k where id = ${key.id}`
  expect(row!.key).not.toContain(key.secret)
  expect(JSON.stringify(await listApiKeys(ctx))).not.toContain(key.secret)
  expect(await identifyKey(database, key.secret)).toMatchObject({
    kind: 'key',
    id: key.id,
    name: 'Site form',
    workspaceId: ctx.workspaceId,
    access: { role: 'marketer', memberId: ctx.access.memberId },
    currency: 'EUR',
  })
  for (const wrong of ['', 'sx_', `${key.secret}x`, key.prefix, key.secret.slice(3)])
    expect(await identifyKey(database, wrong)).toBeNull()
})

test('the last use is noted once a minute at most', async () => {
  const { id, secret } = await createApiKey(ctx, { name: 'Busy', role: 'read_only' })
  const used = async () => {
    const [row] =
      await database.owner`select last_used_at, xmin::text as version from api_key where id = ${id}`
    return row!
  }
  await Promise.all([1, 2, 3, 4].map(() => identifyKey(database, secret)))
  const first = await used()
  expect(first.lastUsedAt).not.toBeNull()
  await identifyKey(database, secret)
  expect(await used()).toEqual(first)
  await database.owner`update api_key set last_used_at = now() - interval '61 seconds' where id = ${id}`
  await identifyKey(database, secret)
  expect((await used()).lastUsedAt.getTime()).toBeGreaterThanOrEqual(first.lastUsedAt.getTime())
})

test('a revoked key and one that is over open nothing', async () => {
  const revoked = await createApiKey(ctx, { name: 'A', role: 'rep' })
  await revokeApiKey(ctx, revoked.id)
  await revokeApiKey(ctx, revoked.id)
  expect(await identifyKey(database, revoked.secret)).toBeNull()
  expect(
    await database.owner`select 1 from event where kind = 'api_key.revoked' and subject_id = ${revoked.id}`,
  ).toHaveLength(1)
  const over = await createApiKey(ctx, {
    name: 'B',
    role: 'rep',
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  })
  expect((await identifyKey(database, over.secret))!.expiresAt).toBe(Date.parse(over.expiresAt!))
  await database.owner`update api_key set expires_at = now() - interval '1 second' where id = ${over.id}`
  expect(await identifyKey(database, over.secret)).toBeNull()
  const past = await faultOf(createApiKey(ctx, { name: 'C', role: 'rep', expiresAt: '2020-01-01T00:00:00Z' }))
  expect(past.details.problems).toMatchObject([{ pointer: '/expiresAt', code: 'in_the_past' }])
  for (const expiresAt of ['2099-02-30T00:00:00Z', '9999-12-31T23:59:59-16:00', '2099-01-01T24:00:00Z']) {
    const odd = await faultOf(createApiKey(ctx, { name: 'D', role: 'rep', expiresAt }))
    expect(odd.details.problems).toMatchObject([{ pointer: '/expiresAt' }])
  }
})

test('a key loses power with its maker', async () => {
  const maker = await testContext(database, { workspaceId: ctx.workspaceId })
  const { secret } = await createApiKey(maker, { name: 'Mine', role: 'admin' })
  await database.owner`update member set role = 'rep' where id = ${maker.access.memberId}`
  const { access } = (await identifyKey(database, secret))!
  expect(access).toMatchObject({ role: 'admin', cap: 'rep', memberId: maker.access.memberId })
  expect(scopeOf(access, 'api_key', 'create')).toBeUndefined()
  expect(scopeOf(access, 'deal', 'update')).toBe('own')
  const kept = await faultOf(createApiKey({ ...maker, access }, { name: 'Wider', role: 'manager' }))
  expect(kept.code).toBe('forbidden')
  await database.owner`update member set deleted_at = now() where id = ${maker.access.memberId}`
  expect(await identifyKey(database, secret)).toBeNull()
})

test('the system makes keys that belong to nobody; a manager and a stranger have no say', async () => {
  const system: Context = {
    ...ctx,
    actor: { type: 'system', id: null, name: 'bun run key' },
    access: accessAs('admin'),
  }
  const { id, secret } = await createApiKey(system, { name: 'Script', role: 'admin' })
  expect((await identifyKey(database, secret))!.access).toEqual(accessAs('admin'))
  const manager = await testContext(database, { workspaceId: ctx.workspaceId, role: 'manager' })
  expect((await faultOf(createApiKey(manager, { name: 'x', role: 'rep' }))).code).toBe('forbidden')
  expect((await faultOf(revokeApiKey(await testContext(database), id))).code).toBe('not_found')
})

test('whoever may give a role away may do everything that it may', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...roles),
      fc.constantFrom(...roles),
      fc.constantFrom(...objects),
      fc.constantFrom(...actions),
      fc.option(fc.constantFrom('me', 'mate', 'far')),
      (given, held, object, action, owner) => {
        fc.pre(isWithinPower(grantsOfRole(given), accessAs(held)))
        const as = (role: typeof given) => accessAs(role, 'me', ['me', 'mate'])
        const may = (role: typeof given) => {
          const scope = scopeOf(as(role), object, action)
          return scope !== undefined && withinScope(as(role), scope, { ownerId: owner })
        }
        if (may(given)) expect(may(held)).toBe(true)
      },
    ),
  )
  const within = (of: string) => roles.filter(role => isWithinPower(grantsOfRole(role), accessAs(of)))
  expect(within('admin')).toEqual([...roles])
  expect(within('rep')).not.toContain('manager')
})

const scope = fc.option(fc.constantFrom(...scopes), { nil: undefined })
const fieldNames = ['name', 'email', 'phone'] as const
const fieldList = fc.option(fc.subarray([...fieldNames]), { nil: undefined })
const someGrant = fc
  .record({
    read: scope,
    create: scope,
    update: scope,
    archive: scope,
    readable: fieldList,
    writable: fieldList,
  })
  .map(grant => Object.fromEntries(Object.entries(grant).filter(([, value]) => value)) as Grant)

test('whatever grants a key has of its own, it does what these, its role and its maker’s role all may, and nothing else', () => {
  fc.assert(
    fc.property(
      someGrant,
      someGrant,
      someGrant,
      fc.boolean(),
      fc.constantFrom(...actions),
      fc.record({
        ownerId: fc.constantFrom('me', 'mate', 'far', null),
        territoryId: fc.constantFrom('here', 'there', null),
      }),
      fc.constantFrom(...fieldNames),
      (ofRole, ofKey, ofMaker, hasOwn, action, whose, field) => {
        const standing = {
          memberId: 'me',
          teamMemberIds: ['me', 'mate'],
          territoryIds: ['here'],
          role: 'desk',
          roleGrants: { lead: ofRole },
          keyGrants: hasOwn ? { lead: ofKey } : null,
          makersRole: 'chief',
          makersGrants: { lead: ofMaker },
        }
        const key = accessFrom(standing)
        const as = (grant: Grant): Access => ({ ...key, grants: { lead: grant } })
        const all = [ofRole, ofMaker, ...(hasOwn ? [ofKey] : [])].map(as)
        const may = (access: Access) => {
          const held = scopeOf(access, 'lead', action)
          return held !== undefined && withinScope(access, held, whose)
        }
        expect(may(key)).toBe(all.every(may))
        // Which fields are open is asked where the kind is.
        if (!scopeOf(key, 'lead', 'read')) return
        expect(mayRead(key, 'lead', field)).toBe(all.every(one => mayRead(one, 'lead', field)))
        expect(mayWrite(key, 'lead', field)).toBe(all.every(one => mayWrite(one, 'lead', field)))
      },
    ),
    { numRuns: 2000 },
  )
})

test('a key has less than its role where it is told so; more, a contradiction and what there is not are refused', async () => {
  const grants = { lead: { read: 'team', readable: ['name', 'city'] } } as const
  const key = await createApiKey(ctx, { name: 'Reader', role: 'rep', grants })
  const { access } = (await identifyKey(database, key.secret))!
  expect(access.grants.lead).toEqual({ read: 'team', readable: ['name', 'city'], writable: ['name', 'city'] })
  expect([scopeOf(access, 'deal', 'read'), mayRead(access, 'lead', 'email')]).toEqual([undefined, false])
  expect((await listApiKeys(ctx)).find(({ id }) => id === key.id)!.grants!.lead).toEqual(grants.lead as never)
  const fault = async (wrong: unknown) => {
    const { code, details } = await faultOf(createApiKey(ctx, { name: 'x', role: 'rep', grants: wrong }))
    return [code, details.rule ?? details.problems?.map(problem => problem.code)]
  }
  expect(await fault({ lead: { read: 'all' } })).toEqual(['forbidden', 'api_key.wider'])
  expect(await fault({ role: { read: 'all' } })).toEqual(['forbidden', 'api_key.wider'])
  expect(await fault({ lead: { update: 'own' } })).toEqual(['invalid', ['role_unseen']])
  expect(await fault({ lead: { read: 'own', readable: ['name', 'planet'] } })).toEqual([
    'invalid',
    ['role_field'],
  ])
  expect((await fault({ planet: { read: 'all' } }))[0]).toBe('invalid')
  // What the role loses later the key loses with it, and what it gains the key does not.
  await updateRole(ctx, 'rep', { grants: { lead: { read: 'own', readable: ['name', 'email'] } } })
  const narrowed = (await identifyKey(database, key.secret))!.access
  expect(narrowed.grants.lead).toMatchObject({ read: 'own', readable: ['name'] })
  const lead = await createRecord(ctx, leadEntity, { name: 'L' })
  const why = async (action: 'read' | 'update', field?: string) => {
    const { steps } = await whyOf(ctx, { key: key.id, entity: 'lead', id: lead.id, action, field })
    return steps
      .filter(({ step }) => step === 'role' || step === 'key' || step === 'field')
      .map(({ code, outcome }) => `${code} ${outcome}`)
  }
  expect(await why('read', 'email')).toEqual(['role_own pass', 'key_grants pass', 'field_key stop'])
  expect(await why('update')).toEqual(['role_none stop'])
  await updateRole(ctx, 'rep', { grants: { lead: { read: 'all', update: 'all' } } })
  expect(await why('update')).toEqual(['role_all pass', 'key_none stop'])
})

test('a key does what its own role and its maker’s both may, and nothing that only one of them may', () => {
  const standing = {
    memberId: 'me',
    teamMemberIds: ['me', 'mate'],
    territoryIds: [],
    roleGrants: null,
    makersGrants: null,
  }
  fc.assert(
    fc.property(
      fc.constantFrom(...roles),
      fc.constantFrom(...roles),
      fc.constantFrom(...objects),
      fc.constantFrom(...actions),
      fc.constantFrom('me', 'mate', 'far', null, undefined),
      fc.constantFrom('name', 'email', 'phone'),
      (role, makersRole, object, action, owner, field) => {
        const key = accessFrom({ role, makersRole, ...standing })
        const may = (access: Access) => {
          const scope = scopeOf(access, object, action)
          return (
            scope !== undefined &&
            withinScope(access, scope, owner === undefined ? undefined : { ownerId: owner })
          )
        }
        const given = accessAs(role, 'me', ['me', 'mate'])
        const maker = accessAs(makersRole, 'me', ['me', 'mate'])
        expect(may(key)).toBe(may(given) && may(maker))
        expect(mayRead(key, object, field)).toBe(
          mayRead(given, object, field) && mayRead(maker, object, field),
        )
        expect(mayWrite(key, object, field)).toBe(
          mayWrite(given, object, field) && mayWrite(maker, object, field),
        )
      },
    ),
    { numRuns: 2000 },
  )
  // One that only read must not begin to write because its maker now sells.
  const reader = accessFrom({ role: 'read_only', makersRole: 'rep', ...standing })
  expect(scopeOf(reader, 'lead', 'create')).toBeUndefined()
})
