import type { Sql } from '../core/database'

/** The workspace of that short name; undefined where there is none. */
export async function workspaceBySlug(system: Sql, slug: string): Promise<string | undefined> {
  const [found] = await system<{ id: string }[]>`select id from workspace where slug = ${slug}`
  return found?.id
}

/** The first workspace that somebody with this address came into; undefined where there is none. */
export async function firstWorkspaceOf(system: Sql, email: string): Promise<string | undefined> {
  const [found] = await system<{ id: string }[]>`
    select m.workspace_id as id from member m join "user" u on u.id = m.user_id
    where u.email = ${email} order by m.created_at limit 1`
  return found?.id
}
