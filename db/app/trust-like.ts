import postgres from 'postgres'
import type { Sql } from '../core/database'

/** What a superuser runs where the owner of the database is none. */
export const trustLikeStatement = 'alter function pg_catalog.textlike(text, text) leakproof'

/** Whether searches use their index. */
export async function isLikeTrusted(sql: Sql): Promise<boolean> {
  const [marked] = await sql`/* watch */
    select 1 from pg_proc where oid = 'pg_catalog.textlike(text, text)'::regprocedure and proleakproof`
  return marked !== undefined
}

/**
 * Lets searches use their index. Under row-level security Postgres looks into an index only by functions of which it knows that they tell nothing of
 * the rows that a policy hides. LIKE is such a function, for it can fail because of a pattern, never because of a text, and yet is not marked as
 * one. Only a superuser may mark it: false where the owner is none, and there a search reads every record of its workspace.
 */
export async function trustLike(owner: postgres.Sql): Promise<boolean> {
  if (await isLikeTrusted(owner)) return true
  try {
    await owner.unsafe(trustLikeStatement)
    return true
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '42501') return false
    throw error
  }
}
