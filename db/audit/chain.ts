import { createHash } from 'node:crypto'
import type { Tx } from '../core/database'

/** All that an entry says, as one text that is the same for ever, over the table or alias `e`. */
export const entryText = (tx: Tx) => tx`jsonb_build_array(
  e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), e.kind, e.class, e.actor_type, e.actor_id, e.actor_name, e.person_id,
  e.subject_type, e.subject_id, e.details, e.request_id, e.event_id)::text`

/** The seal of an entry: SHA-256 in hex over the seal before it (none: empty), its place and all that it says. */
export const sealOf = (before: string, place: number, text: string): string =>
  createHash('sha256').update(`${before}\n${place}\n${text}`).digest('hex')

/**
 * The entries whose seal is not what it must be, or whose place leaves a gap, as rows of `id` and `place`: the same as `sealOf`, by the database itself. `e` is the
 * table `audit_entry`.
 */
export const brokenLinks = (tx: Tx) => tx`
  select id, place from (
    select e.id, e.place, e.hash,
      encode(sha256(convert_to(coalesce(lag(e.hash) over chain, '') || E'\n' || e.place || E'\n' || ${entryText(tx)}, 'UTF8')), 'hex') as due,
      row_number() over chain as n
    from audit_entry e where e.place is not null window chain as (order by e.place)) c
  where c.hash is distinct from c.due or c.place <> c.n`
