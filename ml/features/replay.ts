import type { Tx } from '@sextant/db/core/database'
import type { AnyRecord } from '@sextant/db/core/record.model'

export interface Replayed {
  id: string
  /** Epoch ms: changes after it are undone. */
  fieldsMs: number
}

/**
 * Undoes in `records` what was changed after their moment. Of each field the first later change tells, by what it replaced, the
 * value as it was then. One statement.
 */
export async function undoLaterChanges(
  tx: Tx,
  workspaceId: string,
  subject: string,
  records: readonly AnyRecord[],
  moments: readonly Replayed[],
): Promise<void> {
  const byId = new Map(records.map(record => [record.id, record]))
  for (const [id, field, value] of await laterChanges(tx, workspaceId, subject, moments)) {
    const record = byId.get(id)!
    if (field.startsWith('custom.')) {
      const key = field.slice('custom.'.length)
      if (value === null) delete record.custom[key]
      else record.custom[key] = value as string
    } else record[field] = value
  }
}

/** Per record and field the value before its first change after the moment. Ids may repeat with different moments. */
async function laterChanges(
  tx: Tx,
  workspaceId: string,
  subject: string,
  moments: readonly Replayed[],
): Promise<[string, string, unknown][]> {
  const [changes] = await tx<{ rows: string | null }[]>`
    select json_agg(json_build_array(id, key, value))::text as rows from (
      select distinct on (w.id, b.key) w.id, b.key, b.value
      from unnest(${moments.map(moment => moment.id)}::uuid[], ${moments.map(moment => new Date(moment.fieldsMs).toISOString())}::timestamptz[]) as w(id, since)
      join event e on e.workspace_id = ${workspaceId} and e.subject_id = w.id and e.occurred_at > w.since
        and e.subject_type = ${subject} and e.kind <> ${`${subject}.scored`} and e.before is not null
      cross join lateral jsonb_each(e.before) b
      order by w.id, b.key, e.occurred_at, e.xid, e.seq
    ) first`
  return JSON.parse(changes?.rows ?? '[]')
}
