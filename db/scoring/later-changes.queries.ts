import type { Tx } from '../core/database'
import type { AnyRecord } from '../core/record.model'

/** A record, and the moment (epoch ms) to which it is brought back. The same record may come more than once, in copies. */
export interface Replayed {
  record: AnyRecord
  fieldsMs: number
}

/**
 * Undoes in each record what was changed after its moment. Of each field the first later change tells, by what it replaced, the
 * value as it was then. One statement.
 */
export async function undoLaterChanges(
  tx: Tx,
  workspaceId: string,
  subject: string,
  seen: readonly Replayed[],
): Promise<void> {
  for (const [place, field, value] of await laterChanges(tx, workspaceId, subject, seen)) {
    const record = seen[place - 1]?.record
    if (!record) continue
    if (field.startsWith('custom.')) {
      const key = field.slice('custom.'.length)
      if (value === null) delete record.custom[key]
      else record.custom[key] = value as string
    } else record[field] = value
  }
}

/** Per place (from 1) and field the value before its first change after the moment. */
async function laterChanges(
  tx: Tx,
  workspaceId: string,
  subject: string,
  seen: readonly Replayed[],
): Promise<[number, string, unknown][]> {
  const [changes] = await tx<{ rows: string | null }[]>`
    select json_agg(json_build_array(place, key, value))::text as rows from (
      select distinct on (w.place, b.key) w.place, b.key, b.value
      from unnest(${seen.map(({ record }) => record.id)}::uuid[], ${seen.map(({ fieldsMs }) => new Date(fieldsMs).toISOString())}::timestamptz[])
        with ordinality as w(id, since, place)
      join event e on e.workspace_id = ${workspaceId} and e.subject_id = w.id and e.occurred_at > w.since
        and e.subject_type = ${subject} and e.kind <> ${`${subject}.scored`} and e.before is not null
      cross join lateral jsonb_each(e.before) b
      order by w.place, b.key, e.occurred_at, e.xid, e.seq
    ) first`
  return JSON.parse(changes?.rows ?? '[]')
}
