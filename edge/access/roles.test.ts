import { afterAll, beforeAll, expect, test } from 'bun:test'
import { accessAs } from '@sextant/db/access/policy.rules'
import type { Role, RoleComparison } from '@sextant/db/access/role.model'
import type { TaskRole } from '@sextant/db/access/task.model'
import { taskNames } from '@sextant/db/access/tasks.rules'
import { type Grants, objects, roles } from '@sextant/db/core/grants.rules'
import { uuidv7 } from '@sextant/db/core/ids'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let people: ReturnType<typeof testPeople>
let admin: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  door = await testDoor(database, people)
  admin = await people.join()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

async function ask<T = Role>(by: TestAsker, method: string, path: string, body?: unknown, headers = {}) {
  const answer = await door.ask(by, method, path, body, headers)
  const text = await answer.text()
  return {
    status: answer.status,
    body: (text ? JSON.parse(text) : {}) as T,
    etag: answer.headers.get('etag'),
  }
}
type Problem = { rule?: string; params?: object; errors?: { pointer: string; code: string }[] }
const refusal = async (by: TestAsker, method: string, path: string, body?: unknown, headers = {}) => {
  const { status, body: said } = await ask<Problem>(by, method, path, body, headers)
  return [status, said.rule ?? said.errors?.map(({ pointer, code }) => `${pointer} ${code}`)]
}
const rolesOf = async (by: TestAsker) =>
  (await ask<{ results: Role[] }>(by, 'GET', '/crm/roles')).body.results

test('a workspace begins with six roles without a row, and makes others that members, invitations and keys take', async () => {
  expect((await rolesOf(admin)).map(({ key, version, builtIn }) => [key, version, builtIn])).toEqual(
    roles.map(key => [key, 1, true]),
  )
  const { status, body: desk } = await ask(admin, 'POST', '/crm/roles', { name: 'Café Desk', base: 'rep' })
  expect([status, desk.key, desk.base, desk.version]).toEqual([201, 'cafe_desk', 'rep', 1])
  expect(Object.keys(desk.grants!)).toEqual([...objects])
  expect((await ask(admin, 'POST', '/crm/roles', { name: 'مكتب', base: 'rep' })).body.key).toBe('role')
  const rep = await people.join({ workspaceId: admin.workspaceId, role: 'rep' })
  const member = `/crm/members/${rep.access.memberId}`
  expect((await ask(admin, 'PATCH', member, { role: desk.key })).status).toBe(200)
  await ask(admin, 'POST', '/crm/invitations', { email: 'new@desk.example', role: desk.key })
  await ask(admin, 'POST', '/crm/api-keys', { name: 'Desk key', role: desk.key })
  const [now] = (await rolesOf(admin)).filter(({ key }) => key === desk.key)
  expect(now!.held).toEqual({ members: 1, keys: 1, invitations: 1 })
  for (const [method, path, body] of [
    ['PATCH', member, { role: 'nobody' }],
    ['POST', '/crm/invitations', { email: 'b@desk.example', role: 'nobody' }],
    ['POST', '/crm/api-keys', { name: 'x', role: 'nobody' }],
  ] as const)
    expect(await refusal(admin, method, path, body)).toEqual([422, ['/role reference_missing']])
  // Held: refused, with who has it.
  const held = await ask<Problem>(admin, 'DELETE', `/crm/roles/${desk.key}`)
  expect([held.status, held.body.rule, held.body.params]).toEqual([
    409,
    'role.held',
    { n: 3, who: 'Desk key, Maren Vogt, new@desk.example', others: 0 },
  ])
  await ask(admin, 'PATCH', member, { role: 'rep' })
  await database.owner`update invitation set revoked_at = now() where role = ${desk.key}`
  await database.owner`update api_key set revoked_at = now() where role = ${desk.key}`
  expect((await ask(admin, 'DELETE', `/crm/roles/${desk.key}`)).status).toBe(204)
  expect((await rolesOf(admin)).map(({ key }) => key)).not.toContain(desk.key)
  expect(await refusal(admin, 'DELETE', `/crm/roles/${desk.key}`)).toEqual([404, undefined])
})

test('what contradicts itself is refused at its place', async () => {
  const save = (grants: unknown) => refusal(admin, 'PATCH', '/crm/roles/analyst', { grants })
  for (const [grants, places] of [
    [{ lead: { update: 'own' } }, ['/grants/lead/update role_unseen']],
    [{ lead: { read: 'own', archive: 'team' } }, ['/grants/lead/archive role_unseen']],
    [{ product: { read: 'own' } }, ['/grants/product/read role_scope']],
    [{ lead: { read: 'some' } }, ['/grants/lead/read not_an_option']],
    [{ lead: { read: 'all', readable: ['name', 'salary'] } }, ['/grants/lead/readable role_field']],
    [{ lead: { read: 'all', readable: ['email'] } }, ['/grants/lead/readable role_title']],
    [
      { lead: { read: 'all', readable: ['name'], writable: ['city'] } },
      ['/grants/lead/writable role_unread'],
    ],
    [{ member: { read: 'all', readable: ['name'] } }, ['/grants/member/readable role_field']],
    [{ planet: { read: 'all' } }, ['/grants/planet unknown_field']],
  ] as const)
    expect(await save(grants)).toEqual([422, [...places]])
  expect(await refusal(admin, 'POST', '/crm/roles', { name: ' ', base: 'rep' })).toEqual([
    422,
    ['/name non_empty'],
  ])
  expect(await refusal(admin, 'POST', '/crm/roles', { name: 'X', base: 'nobody' })).toEqual([
    422,
    ['/base reference_missing'],
  ])
  await ask(admin, 'POST', '/crm/roles', { name: 'Twice', base: 'rep' })
  expect(await refusal(admin, 'POST', '/crm/roles', { name: ' twice', base: 'rep' })).toEqual([
    409,
    'role.name_taken',
  ])
  expect(await refusal(admin, 'PATCH', '/crm/roles/admin', { grants: {} })).toEqual([422, 'role.admin_whole'])
  expect(await refusal(admin, 'PATCH', '/crm/roles/rep', { name: 'Seller' })).toEqual([422, 'role.built_in'])
  expect(await refusal(admin, 'DELETE', '/crm/roles/rep')).toEqual([422, 'role.built_in'])
  expect(await refusal(admin, 'PATCH', '/crm/roles/nobody', { grants: {} })).toEqual([404, undefined])
})

test('each save is a version to go back to; two who save upon the same one do not undo each other', async () => {
  const path = '/crm/roles/marketer'
  const first = await ask(admin, 'PATCH', path, { grants: { lead: { read: 'own' } } }, { 'if-match': '"1"' })
  expect([first.status, first.body.version]).toEqual([200, 2])
  expect(await refusal(admin, 'PATCH', path, { grants: {} }, { 'if-match': '"1"' })).toEqual([412, undefined])
  expect((await ask(admin, 'PATCH', path, { grants: { lead: { read: 'own' } } })).body.version).toBe(2)
  const { body } = await ask<{ results: { version: number; grants: Grants; by: string | null }[] }>(
    admin,
    'GET',
    `${path}/versions`,
  )
  expect(body.results.map(({ version, by }) => [version, by])).toEqual([
    [2, 'Maren Vogt'],
    [1, null],
  ])
  const back = await ask(admin, 'PATCH', path, { grants: body.results[1]!.grants })
  expect(back.body.version).toBe(3)
  expect(back.body.grants).toEqual(body.results[1]!.grants as Role['grants'])
  expect((await rolesOf(admin)).find(({ key }) => key === 'marketer')!.version).toBe(3)
})

test('nobody saves, gives or takes away a role that can do more than they, and who may not read roles is told their names alone', async () => {
  const grants: Grants = {
    ...accessAs('manager').grants,
    role: { read: 'all', create: 'all', update: 'all', archive: 'all' },
    member: { read: 'all', update: 'all', archive: 'all' },
    invitation: { read: 'all', create: 'all' },
  }
  const { key } = (await ask(admin, 'POST', '/crm/roles', { name: 'Deputy', base: 'manager', grants })).body
  const joined = await people.join({ workspaceId: admin.workspaceId })
  const deputy = { ...joined, access: accessAs(key, joined.access.memberId, [], grants) }
  people.known.set(deputy.key, { ...people.known.get(deputy.key)!, access: deputy.access })
  const rep = await people.join({ workspaceId: admin.workspaceId, role: 'rep' })
  const wide = { ...grants, api_key: { create: 'all' } }
  const more = [403, 'role.power']
  expect(
    await refusal(deputy, 'POST', '/crm/roles', { name: 'Wider', base: 'manager', grants: wide }),
  ).toEqual(more)
  expect(await refusal(deputy, 'PATCH', `/crm/roles/${key}`, { grants: wide })).toEqual(more)
  expect(await refusal(deputy, 'POST', '/crm/roles', { name: 'As admin', base: 'admin' })).toEqual(more)
  const member = (asker: TestAsker) => `/crm/members/${asker.access.memberId}`
  expect(await refusal(deputy, 'PATCH', member(rep), { role: 'admin' })).toEqual([403, 'member.power'])
  expect(await refusal(deputy, 'PATCH', member(admin), { role: 'rep' })).toEqual([403, 'member.power'])
  expect(await refusal(deputy, 'DELETE', member(admin))).toEqual([403, 'member.power'])
  const invited = { email: 'chief@desk.example', role: 'admin' }
  expect(await refusal(deputy, 'POST', '/crm/invitations', invited)).toEqual([403, 'member.power'])
  expect((await ask(deputy, 'PATCH', member(rep), { role: 'manager' })).status).toBe(200)
  expect((await rolesOf(deputy)).filter(({ givable }) => !givable).map(({ key }) => key)).toEqual(['admin'])
  expect((await rolesOf(rep)).every(role => role.grants === null)).toBe(true)
  for (const [method, path] of [
    ['POST', '/crm/roles'],
    ['PATCH', '/crm/roles/rep'],
    ['DELETE', '/crm/roles/rep'],
    ['GET', '/crm/roles/objects'],
    ['POST', '/crm/roles/compare'],
    ['GET', '/crm/roles/rep/versions'],
  ] as const)
    expect([path, (await ask(rep, method, path, method === 'GET' ? undefined : {})).status]).toEqual([
      path,
      403,
    ])
})

test('what a comparison says of who gains and loses is what their lists then show', async () => {
  const boss = await people.join()
  const { workspaceId } = boss
  const teamId = uuidv7()
  const reps = [
    await people.join({ workspaceId, role: 'rep', teamId }),
    await people.join({ workspaceId, role: 'rep', teamId }),
    await people.join({ workspaceId, role: 'rep' }),
  ]
  const owners = [boss, ...reps, undefined]
  for (const [n, owner] of owners.entries())
    for (let i = 0; i <= n; i += 1)
      await ask(boss, 'POST', '/crm/leads', { name: `${n} ${i}`, ownerId: owner?.access.memberId ?? null })
  // Some have single records shared with them: they gain those by no scope, and lose them with the last.
  const far = (
    await ask<{ results: { id: string; ownerId: string | null }[] }>(boss, 'GET', '/crm/leads?limit=200')
  ).body.results
  const lent = new Map<TestAsker, string[]>()
  for (const [n, rep] of reps.entries()) {
    const some = far.filter(
      ({ ownerId }) => ownerId === boss.access.memberId || (n === 2 && ownerId === reps[0]!.access.memberId),
    )
    for (const { id } of some)
      await ask(boss, 'POST', '/crm/shares', {
        entity: 'lead',
        recordId: id,
        memberId: rep.access.memberId,
        level: 'read',
      })
    lent.set(
      rep,
      some.map(({ id }) => id),
    )
  }
  const team = await database.owner<{ id: string }[]>`select id from member where team_id = ${teamId}`
  const seenBy = async (scope: string | undefined) => {
    const seen: Set<string>[] = []
    for (const rep of reps) {
      const mates = rep === reps[2] ? [] : team.map(({ id }) => id)
      const grants = { lead: scope ? { read: scope } : {} } as Grants
      const shares = { kinds: { lead: lent.get(rep)!.length }, teamIds: [], endsAt: null }
      const access = { ...accessAs('rep', rep.access.memberId, mates, grants), shares }
      // Another key, for the door remembers what was known of the first.
      const asker = { ...rep, key: `${rep.key}-${scope}` }
      people.known.set(asker.key, { ...people.known.get(rep.key)!, access })
      const { status, body } = await ask<{ results: { id: string }[] }>(asker, 'GET', '/crm/leads?limit=200')
      seen.push(new Set(status === 403 ? [] : body.results.map(({ id }) => id)))
    }
    return seen
  }
  const scopes = [undefined, 'own', 'team', 'all'] as const
  for (const from of scopes) {
    const was = await seenBy(from)
    await ask(boss, 'PATCH', '/crm/roles/rep', { grants: { lead: from ? { read: from } : {} } })
    for (const to of scopes.filter(scope => scope !== from)) {
      const is = await seenBy(to)
      const { body } = await ask<RoleComparison>(boss, 'POST', '/crm/roles/compare', {
        key: 'rep',
        grants: { lead: to ? { read: to } : {} },
      })
      const counted = (a: Set<string>[], b: Set<string>[]) => {
        const gained = b.map((ids, n) => [...ids].filter(id => !a[n]!.has(id)))
        return {
          people: gained.filter(({ length }) => length).length,
          records: new Set(gained.flat()).size,
          pairs: gained.flat().length,
        }
      }
      expect([from, to, body.people, body.results]).toEqual([
        from,
        to,
        3,
        [
          {
            object: 'lead',
            action: 'read',
            before: from ?? null,
            after: to ?? null,
            gained: counted(was, is),
            lost: counted(is, was),
          },
        ],
      ])
    }
  }
  const { body } = await ask<RoleComparison>(boss, 'POST', '/crm/roles/compare', {
    key: 'rep',
    grants: { lead: { read: 'all', readable: ['name', 'city'], writable: ['name'] } },
  })
  expect(body.fields.find(({ object }) => object === 'lead')!.closed).toContain('email')
  expect(body.fields.find(({ object }) => object === 'lead')!.closed).toContain('city')
  expect(body.fields.find(({ object }) => object === 'lead')!.closed).not.toContain('name')
})

test('a field of the workspace’s own that is made tomorrow is closed to a role with a list of fields, and open to one without', async () => {
  const boss = await people.join()
  const { workspaceId } = boss
  const grants: Grants = {
    lead: { read: 'all', update: 'all', readable: ['name', 'custom.open'], writable: ['name'] },
  }
  const rep = await people.join({ workspaceId, role: 'rep' })
  people.known.set(rep.key, {
    ...people.known.get(rep.key)!,
    access: accessAs('rep', rep.access.memberId, [], grants),
  })
  for (const key of ['open', 'later'])
    await ask(boss, 'POST', '/crm/fields', { entity: 'lead', key, label: key, kind: 'text' })
  const { body: lead } = await ask<{ id: string }>(boss, 'POST', '/crm/leads', {
    name: 'One',
    custom: { open: 'seen', later: 'hidden' },
  })
  const path = `/crm/leads/${lead.id}`
  // Not by `door.ask`: a record without all its fields is no whole record.
  const custom = async (by: TestAsker, method = 'GET', body?: object) => {
    const headers = { authorization: `Bearer ${by.key}`, 'content-type': 'application/json' }
    const answer = await door.app.request(path, { method, headers, body: body && JSON.stringify(body) })
    return ((await answer.json()) as { custom: object }).custom
  }
  expect(await custom(rep)).toEqual({ open: 'seen' })
  expect(await custom(boss)).toEqual({ open: 'seen', later: 'hidden' })
  expect(await custom(rep, 'PATCH', { name: 'Two' })).toEqual({
    open: 'seen',
  })
  for (const key of ['open', 'later'])
    expect(await refusal(rep, 'PATCH', path, { custom: { [key]: 'x' } })).toEqual([
      422,
      [`/custom/${key} not_writable`],
    ])
  expect((await ask(rep, 'GET', '/crm/leads?filter=custom.later:contains:hid')).status).toBe(422)
  expect((await ask(rep, 'GET', '/crm/leads?filter=custom.open:contains:see')).status).toBe(200)
  const basics = await ask<{ fields: { key: string }[] }>(rep, 'GET', '/crm/basics')
  expect(basics.body.fields).toEqual([])
})

test('what Sextant does by itself is listed with what each task may do, for who may read roles, and nobody changes it', async () => {
  const { status, body } = await ask<{ results: TaskRole[] }>(admin, 'GET', '/crm/roles/tasks')
  expect([status, body.results.map(({ name }) => name)]).toEqual([200, [...taskNames]])
  expect(body.results.find(({ name }) => name === 'quote_expiry')).toEqual({
    name: 'quote_expiry',
    actor: 'Sextant, expiry of quotes',
    grants: { quote: { read: 'all', update: 'all', writable: ['status'] } },
  })
  const rep = await people.join({ workspaceId: admin.workspaceId, role: 'rep' })
  expect(await refusal(rep, 'GET', '/crm/roles/tasks')).toEqual([403, 'role.read'])
  expect(await refusal(admin, 'PATCH', '/crm/roles/quote_expiry', { grants: {} })).toEqual([404, undefined])
})
