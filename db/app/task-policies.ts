import type postgres from 'postgres'
import { areas } from '../core/areas.model'
import type { ObjectName } from '../core/grants.rules'

/** The tables of objects that are no records: what is made, changed and taken away in them is so of the object. */
const tableOf: Partial<Record<string, ObjectName>> = {
  attachment: 'attachment',
  delivery: 'delivery',
  conversation: 'conversation',
  mailbox: 'mailbox',
  custom_field: 'custom_field',
  import: 'import',
  model_version: 'model',
  training: 'model',
  member: 'member',
  role: 'role',
  invitation: 'invitation',
  api_key: 'api_key',
  workspace: 'workspace',
  exchange_rate: 'exchange_rate',
  tax_rate: 'tax_rate',
  calendar: 'calendar',
  absence: 'absence',
  price_book: 'price_book',
  audit_entry: 'audit',
}

/** Tables that are a part of something: whoever changes a row there changes that. */
const partOf: Partial<Record<string, ObjectName>> = {
  activity_invitee: 'activity',
  meeting_series: 'activity',
  conversation_presence: 'conversation',
  ignored_sender: 'conversation',
  message: 'conversation',
  message_attachment: 'conversation',
  message_reference: 'conversation',
  participant: 'conversation',
  mailbox_folder: 'mailbox',
  mailbox_item: 'mailbox',
  ticket_clock: 'ticket',
  ticket_moment: 'ticket',
  ticket_series: 'ticket',
  ticket_setting: 'ticket',
  task_repeat: 'activity',
  assignment_rules: 'assignment',
  assignment_turn: 'assignment',
  calendar_choice: 'calendar',
  calendar_hours: 'calendar',
  rate_setting: 'exchange_rate',
  deal_approval: 'deal',
  deal_line: 'deal',
  deal_pricing: 'deal',
  deal_split: 'deal',
  deal_stage_history: 'deal',
  import_fault: 'import',
  lead_response: 'lead',
  model_feature: 'model',
  price_book_entry: 'price_book',
  quote_link: 'quote',
  quote_number: 'quote',
  quote_series: 'quote',
  quote_setting: 'quote',
  quote_version: 'quote',
  role_version: 'role',
  stage_rules: 'pipeline',
  team: 'member',
  territory_member: 'territory',
  territory_rule: 'territory',
}

/** What every write leaves behind, by itself: the log, and what triggers keep. */
const leftBehind = ['event', 'filter_value', 'deal_sum']

/** By which those triggers go. */
const readByTriggers = ['filter_index']

const taskFunctions = `
create or replace function task_may(what text) returns boolean language plpgsql stable parallel safe as $$
begin
  if position(' ' || what || ' ' in coalesce(current_setting('app.may', true), '')) > 0 then return true; end if;
  raise exception 'The task % may not do this: %', current_setting('app.task', true), what using errcode = 'insufficient_privilege';
end $$;
create or replace function task_writes() returns trigger language plpgsql as $$
declare
  writable jsonb := nullif(current_setting('app.columns', true), '')::jsonb -> tg_argv[0];
  other text;
begin
  if writable is null then return null; end if;
  select n.key into other from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o using (key)
  where n.value is distinct from o.value and n.key not in ('version', 'updated_at', 'search')
    and not writable ? regexp_replace(n.key, '_(minor|currency)$', '') limit 1;
  if other is not null then
    raise exception 'The task % may not write % of a %', current_setting('app.task', true), other, tg_argv[0] using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;`

/** The functions by which the database holds a task to what it may do. */
export async function makeTaskFunctions(owner: postgres.Sql): Promise<void> {
  await owner.unsafe(taskFunctions)
}

/**
 * What `sextant_task` may do with a table, `mine` being its rows of the workspace: what the task of the transaction grants of the object that the table
 * keeps, or is a part of. A statement that goes beyond fails, and one on a table that nobody has thought of. To lock a row is not to change it.
 */
export function taskPolicies(name: string, mine: string): string {
  const table = `"${name}"`
  const may = (what: string) => `(select task_may('${what}'))`
  const policies = Object.entries(rightsOf(name)).map(([command, what]) => {
    const allowed = what === null ? mine : `${mine} and ${may(what)}`
    const using = command === 'update' ? `using (${mine})` : command === 'insert' ? '' : `using (${allowed})`
    const check = command === 'insert' || command === 'update' ? `with check (${allowed})` : ''
    return `
      drop policy if exists task_${command} on ${table};
      create policy task_${command} on ${table} for ${command} to sextant_task ${using} ${check};`
  })
  const fields =
    name in areas
      ? `create or replace trigger "${name}_task_writes" after update on ${table} for each row
        when (current_user = 'sextant_task') execute function task_writes('${name}');`
      : ''
  return `${policies.join('')} grant select, insert, update, delete on ${table} to sextant_task; ${fields}`
}

/** What each command takes; null where nothing is asked. */
function rightsOf(name: string): Record<'select' | 'insert' | 'update' | 'delete', string | null> {
  const object = name in areas ? name : tableOf[name]
  if (object)
    return {
      select: `${object}.read`,
      insert: `${object}.create`,
      update: `${object}.update`,
      delete: `${object}.archive`,
    }
  const whole = partOf[name]
  const change = whole ? `${whole}.update` : leftBehind.includes(name) ? null : `keeps.${name}`
  const read = whole ? `${whole}.read` : readByTriggers.includes(name) ? null : change
  return { select: read, insert: change, update: change, delete: change }
}
