import type postgres from 'postgres'
import { makeTaskFunctions, taskPolicies } from './task-policies'

/**
 * What the relay, the tail and sign-in may see and do across workspaces. Everything else is closed to them: of files and remembered answers,
 * which maintenance clears away, and of work that may have been lost or waits for its time, also what is in them.
 */
const seenBySystem: Record<string, string> = {
  event: 'select, insert',
  workspace: 'select',
  member: 'select, update (user_id, name, email)',
  invitation: 'select',
  team: 'select (id, workspace_id, parent_id)',
  territory: 'select (id, workspace_id, parent_id, deleted_at)',
  territory_member: 'select (workspace_id, territory_id, member_id)',
  record_share: 'select (workspace_id, entity, member_id, team_id, ends_at, ended_at)',
  role: 'select (workspace_id, key, name, grants)',
  api_key: 'select, update (last_used_at)',
  file: 'select (id, complete, created_at), delete',
  file_chunk: 'select (file_id, at), delete',
  idempotency: 'select (workspace_id, actor, key, created_at, locked_until), delete',
  import: 'select (id, workspace_id, state, asked, check_id)',
  bulk: 'select (id, workspace_id, state)',
  territory_placing: 'select (id, workspace_id, state)',
  filter_index: 'select (workspace_id, entity, field, kind, folding, state, slow, last_used_at)',
  lead_response: 'select (lead_id, workspace_id, respond_by, responded_at, late_at)',
  rate_setting: 'select (workspace_id, address, fetch_id)',
  training: 'select (id, workspace_id, asked, version_id, finished_at)',
  quote_version: 'select (workspace_id, quote_id, version, state, valid_until, pdf_work_id)',
  quote_link: 'select (id, workspace_id)',
  deal_sum: 'select (workspace_id, folded)',
  deal_approval: 'select (id, workspace_id, state, remind_at, reminded_at)',
  calendar_feed: 'select (workspace_id, member_id, token_hash, last_read_at)',
  attachment: 'select (id, workspace_id, state, thumbnail, blob_key, created_at, removed_at)',
  delivery: 'select (workspace_id, state, due_at)',
  delivery_outbox: 'select (workspace_id)',
  mailbox: 'select (id, workspace_id, removed_at, paused)',
  audit_entry: 'select (workspace_id, place), insert',
  ticket_clock: 'select (ticket_id, workspace_id, next_at)',
  clock_recount: 'select (id, workspace_id, state, asked_at)',
  ticket_setting: 'select (workspace_id, settings)',
  ticket: 'select (id, workspace_id, status, solved_at, deleted_at)',
  activity_due: 'select (activity_id, workspace_id, what, at)',
  meeting_series: 'select (id, workspace_id, extend_at)',
}

/** Tables without a workspace. Only `sextant_system` reaches them. */
const global = ['part_beat', 'relay_cursor', 'user', 'session', 'account', 'verification', 'rate_limit']

/**
 * Puts every table with a `workspace_id` under forced row-level security, and grants what each role needs. Runs after each migration, so
 * that a new table is never open for a moment longer than its own creation. Idempotent.
 */
export async function secureTables(
  owner: postgres.Sql,
  passwords: { app: string; system: string },
): Promise<void> {
  for (const [role, password] of [
    ['sextant_app', passwords.app],
    ['sextant_system', passwords.system],
  ] as const) {
    const [known] = await owner<{ passes: boolean }[]>`
      select rolsuper or rolbypassrls as passes from pg_roles where rolname = ${role}`
    // An owner that is no superuser may not even say that a role of theirs is none, where it is none already.
    const powerless = known && !known.passes ? '' : 'nosuperuser nobypassrls'
    await owner.unsafe(
      `${known ? 'alter' : 'create'} role ${role} login ${powerless} noinherit password ${literal(password)}`,
    )
    await owner.unsafe(`grant usage on schema public to ${role}`)
    await owner.unsafe(`revoke create on schema public from ${role}`)
  }
  await makeTaskRole(owner)
  await makeTaskFunctions(owner)
  await owner.unsafe(
    'revoke all on all tables in schema public from sextant_app, sextant_system, sextant_task, public',
  )
  await owner.unsafe(
    'grant usage on all sequences in schema public to sextant_app, sextant_system, sextant_task',
  )
  const tables = await owner<{ name: string; scoped: boolean; exists: boolean }[]>`
    select c.relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as scoped
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`
  for (const { name, scoped } of tables) {
    const table = `"${name}"`
    if (global.includes(name)) {
      await owner.unsafe(`grant select, insert, update, delete on ${table} to sextant_system`)
      continue
    }
    if (!scoped && name !== 'workspace')
      throw new Error(`Table ${name} has no workspace_id and is not listed as global.`)
    const mine = `${scoped ? 'workspace_id' : 'id'} = (select nullif(current_setting('app.workspace', true), '')::uuid)`
    await owner.unsafe(`
      alter table ${table} enable row level security;
      alter table ${table} force row level security;
      drop policy if exists tenant on ${table};
      drop policy if exists backup on ${table};
      create policy tenant on ${table} to sextant_app using (${mine}) with check (${mine});
      grant select, insert, update, delete on ${table} to sextant_app;
      ${taskPolicies(name, mine)}`)
    const rights = seenBySystem[name]
    await owner.unsafe(`drop policy if exists system on ${table}`)
    if (rights) {
      await owner.unsafe(`
        create policy system on ${table} to sextant_system using (true) with check (true);
        grant ${rights} on ${table} to sextant_system;`)
    }
  }
  await owner.unsafe('revoke update, delete on event from sextant_app, sextant_task')
  // An entry of the audit is sealed once, and nothing else of it ever changes (`audit_entry_stays`).
  await owner.unsafe(`
    revoke update, delete on audit_entry from sextant_app, sextant_task;
    grant update (place, hash, sealed_at) on audit_entry to sextant_app, sextant_task`)
  // What the daily maintenance and the relay need their owner for.
  for (const work of ['event_partitions_ahead(int)', 'event_settle_restored()'])
    await owner.unsafe(`
      alter function ${work} security definer set search_path = public, pg_temp;
      revoke execute on function ${work} from public;
      grant execute on function ${work} to sextant_system`)
}

/** The role that a transaction of Sextant's own work takes on (`db/core/database.ts`): nobody signs in as it, and what it may do is for its policies alone. */
async function makeTaskRole(owner: postgres.Sql): Promise<void> {
  const [{ known, joined } = { known: false, joined: false }] = await owner<
    { known: boolean; joined: boolean }[]
  >`
    select count(*) > 0 as known, coalesce(bool_or(pg_has_role('sextant_app', oid, 'set')), false) as joined from pg_roles where rolname = 'sextant_task'`
  if (!known) await owner.unsafe('create role sextant_task nologin noinherit')
  if (!joined) await owner.unsafe('grant sextant_task to sextant_app with inherit false, set true')
  await owner.unsafe('grant usage on schema public to sextant_task')
  await owner.unsafe('revoke create on schema public from sextant_task')
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
