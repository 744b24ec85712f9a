import type postgres from 'postgres'
import { searchText, searchVersion } from '../core/search-text'
import { projectionOf } from '../records/columns'
import type { Entity } from '../records/entity'
import { entities } from './entities'

const batch = 1000
const mark = `words as of version ${searchVersion}`

/**
 * Makes the text that search looks through anew where an older version of Sextant has made it, so that records from before are found as new ones are. Which
 * version has made it stands in the comment of the column. Nothing else of a record changes, and nobody is told. May be broken off and run again.
 */
export async function refoldSearch(owner: postgres.Sql): Promise<void> {
  for (const entity of entities) {
    const [known] = await owner<{ comment: string | null }[]>`
      select col_description(${entity.name}::regclass, attnum) as comment from pg_attribute where attrelid = ${entity.name}::regclass and attname = 'search'`
    if (known?.comment === mark) continue
    // Row-level security is forced: without a policy of its own the owner sees no record.
    const drop = `drop policy if exists refold on "${entity.name}"`
    await owner.unsafe(`${drop}; create policy refold on "${entity.name}" to current_user using (true)`)
    try {
      let after: string | undefined = '00000000-0000-0000-0000-000000000000'
      while (after) after = await refoldBatch(owner, entity, after)
      await owner.unsafe(`comment on column "${entity.name}".search is '${mark}'`)
    } finally {
      await owner.unsafe(drop)
    }
  }
}

/** The last id of the batch; undefined after the last. */
const refoldBatch = (owner: postgres.Sql, entity: Entity, after: string): Promise<string | undefined> =>
  owner.begin(async tx => {
    const rows = await tx<{ id: string; search: string; record: Record<string, unknown> }[]>`
      select t.id, t.search, row_to_json(r) as record from ${tx(entity.name)} t, lateral (select ${tx.unsafe(projectionOf(entity))}) r
      where t.id > ${after} order by t.id limit ${batch} for update of t`
    const changed = rows.flatMap(({ id, search, record }) => {
      const made = searchText(entity.model.fields, entity.titleField, record)
      return made === search ? [] : [{ id, made }]
    })
    if (changed.length)
      await tx`
        update ${tx(entity.name)} t set search = r.made
        from unnest(${changed.map(one => one.id)}::uuid[], ${changed.map(one => one.made)}::text[]) r(id, made) where t.id = r.id`
    return rows.length < batch ? undefined : rows.at(-1)!.id
  })
