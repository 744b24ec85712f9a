import { type Database, inWorkspace } from '../core/database'

/**
 * Puts the kept sums of deals right where they are not what the deals come to: adds what is missing, as a write would have. Deals and sums are read as of one moment, so nobody has to stop
 * writing meanwhile, and twice is once. Gives how many sums of a workspace were put right.
 */
export async function repairDealSums(db: Database): Promise<{ workspace: string; sums: number }[]> {
  const workspaces = await db.system<
    { id: string; slug: string }[]
  >`select id, slug from workspace order by slug`
  const repaired: { workspace: string; sums: number }[] = []
  for (const { id, slug } of workspaces) {
    const sums = await inWorkspace({ db, workspaceId: id }, async tx => {
      // Folding and another repair wait; a statement of its own, so that the next sees what they wrote.
      await tx`select pg_advisory_xact_lock(hashtext('deal sums'), hashtext(${id}))`
      const added = await tx`
        insert into deal_sum (workspace_id, pipeline_id, stage_id, at, currency, owner_id, count, minor, folded)
        select ${id}, pipeline_id, stage_id, at, currency, owner_id, -sum(count), -sum(minor), false from (
          select pipeline_id, stage_id, at, currency, owner_id, count, minor from deal_sum where workspace_id = ${id}
          union all
          select pipeline_id, stage_id, coalesce(closed_on, 'infinity'), amount_currency, owner_id, -1, -coalesce(amount_minor, 0) from deal
          where workspace_id = ${id} and deleted_at is null and stage_id is not null and pipeline_id is not null) s
        group by pipeline_id, stage_id, at, currency, owner_id having sum(count) <> 0 or sum(minor) <> 0 returning 1`
      return added.length
    })
    if (sums) repaired.push({ workspace: slug, sums })
  }
  return repaired
}
