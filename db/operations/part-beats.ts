import type { Sql } from '../core/database'
import { type Beat, type BeatingPart, deadAfterMs, type Illness } from './part-health.rules'

/** A process of a part, as long as it runs. */
export interface PartProcess {
  /** A uuid of the process' own. */
  id: string
  part: BeatingPart
}

/** The dead are kept this long beside living ones of their part, and for as long as there are none. */
const sweptAfterMs = 3 * deadAfterMs

/** Says that a process lives, and what it lacks; since when is kept from the first beat that said so. Sweeps the part's dead. */
export async function beatPart(system: Sql, { id, part }: PartProcess, ill?: Illness): Promise<void> {
  const [illness, lacks] = [ill?.illness ?? null, ill?.lacks ?? null]
  await system`/* watch */
    with swept as (
      delete from part_beat where part = ${part} and process_id <> ${id}
        and seen_at < now() - ${sweptAfterMs} * interval '1 millisecond')
    insert into part_beat (process_id, part, name, ill_since, illness, lacks)
    values (${id}, ${part}, ${nameOf({ id, part })}, ${illness === null ? null : system`now()`}, ${illness}, ${lacks})
    on conflict (process_id) do update set seen_at = now(), illness = excluded.illness, lacks = excluded.lacks,
      ill_since = case when excluded.ill_since is not null then coalesce(part_beat.ill_since, excluded.ill_since) end`
}

/** A process that ends in good order leaves no trace, nor the dead of its part that nobody waits for any more. */
export async function leavePart(system: Sql, { id, part }: PartProcess): Promise<void> {
  await system`/* watch */
    delete from part_beat where process_id = ${id}
      or (part = ${part} and seen_at < now() - ${deadAfterMs} * interval '1 millisecond')`
}

/** The last beat of each process there is or was. */
export async function partBeats(system: Sql): Promise<Beat[]> {
  const rows = await system<Beat[]>`/* watch */
    select part, to_json(seen_at)#>>'{}' as seen_at, to_json(ill_since)#>>'{}' as ill_since, illness, lacks,
      extract(epoch from clock_timestamp() - seen_at)::float8 * 1000 as age_ms
    from part_beat`
  return rows.map(row => ({ ...row }))
}

const nameOf = ({ id, part }: PartProcess): string => `${part} ${id.slice(-6)}`

/** True once the database answers. Counts as no statement of a request. */
export const answers = (sql: Sql): Promise<true> => sql`/* watch */ select 1`.then(() => true as const)
