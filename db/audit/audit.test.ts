import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createApiKey } from '../access/create-api-key'
import { createRole } from '../access/create-role'
import { createTeam } from '../access/create-team'
import { signIn } from '../access/sign-in'
import { signUp } from '../access/sign-up'
import { updateMember } from '../access/update-member'
import { updateRole } from '../access/update-role'
import { workContext } from '../access/work-context'
import { catalogue } from '../app/catalogue.events'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { examine } from '../doctor/examine'
import { exportAudit } from '../exports/export-audit'
import { exportRecords } from '../exports/export-records'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { shareRecord } from '../records/share-record'
import { logStart, readEvents } from '../relay/read-events'
import { faultOf, testCallers } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { auditSeal, listAudit } from './audit.queries'
import { auditedEvents } from './audit.rules'
import { noteAudit, noteEvents } from './note-audit'
import { sealAudit } from './seal-audit'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Takes over what the log has of a workspace, as the consumer does. */
async function take(ctx: Context): Promise<number> {
  let taken = 0
  for (let at = logStart; ; ) {
    const { events, next } = await readEvents(database.system, at, { limit: 1_000, kinds: auditedEvents })
    const system = await workContext(ctx, { workspaceId: ctx.workspaceId, task: 'audit' })
    taken += await noteEvents(
      system,
      events.filter(({ workspaceId }) => workspaceId === ctx.workspaceId),
    )
    if (!next) return taken
    at = next
  }
}
const all = async (ctx: Context, asked = {}) => (await listAudit(ctx, { limit: 200, ...asked })).results
const kinds = async (ctx: Context, asked = {}) => (await all(ctx, asked)).map(({ kind }) => kind)
const seal = (ctx: Context) => sealAudit({ db: database, clock: ctx.clock })
const text = async (pieces: AsyncGenerator<string>) => {
  let whole = ''
  for await (const piece of pieces) whole += piece
  return whole
}

test('every kind that is taken over from the log is a kind of event', () => {
  const known = catalogue.map(({ kind }) => kind as string)
  expect(auditedEvents.filter(kind => !known.includes(kind))).toEqual([])
})

test('who changed rights is told once, with before and after, by whom and for whom', async () => {
  const ctx = await testContext(database)
  const { workspaceId } = ctx
  const rep = await testContext(database, { workspaceId, role: 'rep', name: 'Omar' })
  const team = await createTeam(ctx, { name: 'Gulf' })
  const role = await createRole(ctx, { name: 'Clerk', base: 'read_only' })
  await updateRole(ctx, role.key, { grants: { lead: { read: 'all' } } })
  await updateMember(ctx, rep.access.memberId!, { role: role.key, teamId: team.id })
  const lead = await createRecord(ctx, leadEntity, { name: 'Acme' })
  await shareRecord(ctx, { entity: 'lead', recordId: lead.id, memberId: rep.access.memberId, level: 'read' })
  const key = await createApiKey(ctx, { name: 'Kuwait ERP', role: 'rep' })
  // A workflow that does it for somebody is named, and so is the person.
  const work = await workContext(ctx, { workspaceId, onBehalfOf: ctx.access.memberId!, name: 'Import' })
  await createTeam(work, { name: 'Levant' })
  expect(await take(ctx)).toBe(7)
  expect(await take(ctx)).toBe(0)
  expect(await kinds(ctx)).toEqual([
    'team.created',
    'api_key.created',
    'record.shared',
    'member.updated',
    'role.updated',
    'role.created',
    'team.created',
  ])
  const entries = await all(ctx)
  expect(entries[0]).toMatchObject({
    actor: { type: 'workflow', name: 'Import' },
    person: { id: ctx.access.memberId, name: 'Maren Vogt' },
    subject: { type: 'team', name: 'Levant' },
  })
  expect(entries[1]).toMatchObject({ subject: { id: key.id, name: 'Kuwait ERP' }, person: null })
  expect(entries[2]).toMatchObject({
    subject: { type: 'lead', name: 'Acme' },
    details: { level: 'read', name: 'Omar' },
  })
  expect(entries[3]!.details).toEqual({
    before: { role: 'rep', teamId: null },
    after: { role: role.key, teamId: team.id },
  })
  expect(JSON.stringify(entries)).not.toContain('grants')
  expect(await kinds(ctx, { class: 'keys' })).toEqual(['api_key.created'])
  expect(await kinds(ctx, { subjectId: lead.id })).toEqual(['record.shared'])
  expect((await kinds(ctx, { personId: ctx.access.memberId })).length).toBe(7)
  expect(await kinds(ctx, { personId: rep.access.memberId })).toEqual([])
})

test('days are those of the reader’s clock, and pages go on without a gap', async () => {
  const clock = handClock('2026-03-02T22:30:00Z')
  const ctx = { ...(await testContext(database, { clock })), timeZone: 'Asia/Riyadh' }
  for (let n = 0; n < 5; n += 1) await noteAudit(ctx, { kind: 'export.made', details: { version: n } })
  expect((await kinds(ctx, { from: '2026-03-03', until: '2026-03-03' })).length).toBe(5)
  expect(await kinds(ctx, { until: '2026-03-02' })).toEqual([])
  const pages: unknown[] = []
  let after: string | undefined
  do {
    const { results, next } = await listAudit(ctx, { limit: 2, after })
    pages.push(...results.map(({ details }) => details.version))
    after = next ?? undefined
  } while (after)
  expect(pages).toEqual([4, 3, 2, 1, 0])
})

test('only who is granted it reads the audit, and takes it away; of records they read by their own rights', async () => {
  const ctx = await testContext(database)
  const { workspaceId } = ctx
  for (const role of ['manager', 'rep', 'analyst'] as const) {
    const mate = await testContext(database, { workspaceId, role })
    expect((await faultOf(listAudit(mate, { limit: 1 }))).code).toBe('forbidden')
    expect((await faultOf(auditSeal(mate))).code).toBe('forbidden')
  }
  const lead = await createRecord(ctx, leadEntity, { name: 'Secret Acme' })
  await noteAudit(ctx, { kind: 'access.refused', subject: { type: 'lead', id: lead.id } })
  const access = { ...ctx.access, role: 'auditor', grants: { audit: { read: 'all' as const } } }
  const auditor: Context = { ...ctx, access }
  expect((await all(auditor))[0]!.subject).toEqual({ type: 'lead', id: lead.id, name: null })
  expect((await faultOf(text(exportAudit(auditor, {})))).code).toBe('forbidden')
  const file = await text(exportAudit(ctx, {}))
  expect(file).toContain('Secret Acme')
  expect((await all(ctx))[0]).toMatchObject({ kind: 'export.made', subject: { type: 'audit' } })
  await text(exportRecords(ctx, leadEntity, {}))
  expect((await all(ctx))[0]).toMatchObject({ kind: 'export.made', subject: { type: 'lead' } })
})

test('entries are sealed in a chain that the doctor verifies, and that nobody can change', async () => {
  const ctx = await testContext(database)
  for (let n = 0; n < 5; n += 1) await noteAudit(ctx, { kind: 'export.made', details: { version: n } })
  expect(await auditSeal(ctx)).toMatchObject({ entries: 0, upTo: null, waiting: 5 })
  await Promise.all([seal(ctx), seal(ctx)])
  await noteAudit(ctx, { kind: 'export.made' })
  await seal(ctx)
  expect(await auditSeal(ctx, { verify: true })).toMatchObject({
    entries: 6,
    waiting: 0,
    verified: true,
    broken: null,
  })
  const change = (set: string) =>
    inWorkspace(ctx, tx => tx.unsafe(`update audit_entry set ${set} where place = 3`)).then(
      () => 'changed',
      error => error.code,
    )
  expect(await change(`details = '{}'`)).toBe('42501')
  expect(await change('place = 7')).toBe('23001')
  expect(await inWorkspace(ctx, tx => tx`delete from audit_entry`).catch(error => error.code)).toBe('42501')
  const problems = async () =>
    (await examine(database)).findings.flatMap(({ workspace, check }) =>
      workspace === ctx.workspaceId ? [check] : [],
    )
  expect(await problems()).toEqual([])
  // Whoever owns the database can, and is found out.
  await database.owner`alter table audit_entry disable trigger audit_entry_stays`
  await database.owner`update audit_entry set actor_name = 'Nobody' where workspace_id = ${ctx.workspaceId} and place = 3`
  expect((await auditSeal(ctx, { verify: true })).broken).toBe(3)
  expect(await problems()).toEqual(['the audit is as it was sealed'])
  await database.owner`update audit_entry set actor_name = ${ctx.actor.name} where workspace_id = ${ctx.workspaceId} and place = 3`
  await database.owner`delete from audit_entry where workspace_id = ${ctx.workspaceId} and place = 2`
  expect((await auditSeal(ctx, { verify: true })).broken).toBe(3)
  await database.owner`alter table audit_entry enable trigger audit_entry_stays`
})

test('a wrong password is noted where the account is at home, and nowhere for a stranger', async () => {
  const door = testCallers(database)
  const person = door.person()
  const { workspaceId } = await signUp(door.caller(), { ...person, workspace: 'Quay' })
  const refused = async (email: string) =>
    (await faultOf(signIn(door.caller(), { email, password: 'not this one' }))).code
  expect([await refused(person.email), await refused('nobody@example.com')]).toEqual([
    'unauthenticated',
    'unauthenticated',
  ])
  const kept = await database.owner`
    select workspace_id, class, actor_name from audit_entry where kind = 'sign_in.refused'`
  expect([...kept]).toEqual([{ workspaceId, class: 'sign_ins', actorName: person.name }])
})
