import type postgres from 'postgres'
import { uuidv7 } from '../core/ids'

/** For benches: the row of a new lead and its event as anybody would insert them, checked by nobody. Gives the row. */
export async function insertBareLead(
  tx: postgres.TransactionSql,
  workspaceId: string,
  values: { name: string; email: string; company: string },
) {
  const now = new Date().toISOString()
  const lead = {
    id: uuidv7(),
    workspace_id: workspaceId,
    ...values,
    email_key: values.email,
    status: 'new',
    search: `${values.name} ${values.email} ${values.company}`.toLowerCase(),
    created_at: now,
    updated_at: now,
  }
  await tx`insert into lead ${tx(lead)}`
  const event = {
    id: uuidv7(),
    workspace_id: workspaceId,
    kind: 'lead.created',
    subject_type: 'lead',
    subject_id: lead.id,
    actor_type: 'system',
    actor_name: 'Bench',
    occurred_at: now,
    payload: tx.json({ version: 1 }),
    after: tx.json({ ...values, status: 'new' }),
  }
  await tx`insert into event ${tx(event)}`
  return lead
}

/** Leads that nobody has yet, one after the other and of one size, for whoever measures how fast they are made. */
export function newLeads(domain: string) {
  let count = 0
  return () => {
    count += 1
    return { name: `Lead ${count}`, email: `lead-${count}@${domain}`, company: 'Najd Cold Chain' }
  }
}
