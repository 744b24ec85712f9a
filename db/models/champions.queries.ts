import { taskAccess } from '../access/tasks.rules'
import { type Database, inWorkspace } from '../core/database'

/** A version that scores the records of a workspace. */
export interface Champion {
  workspaceId: string
  versionId: string
}

export interface ChampionsPage {
  champions: Champion[]
  /** The workspace after which the next page begins; null at the end. */
  next: string | null
}

/** The champions of all workspaces, a page of workspaces at a time, by their ids. Each is asked inside its own workspace. */
export async function championsAfter(
  db: Database,
  after: string | null,
  workspaces = 200,
): Promise<ChampionsPage> {
  const page = await db.system<{ id: string }[]>`
    select id from workspace ${after === null ? db.system`` : db.system`where id > ${after}`} order by id limit ${workspaces}`
  const champions: Champion[] = []
  for (const { id: workspaceId } of page) {
    const rows = await inWorkspace(
      { db, workspaceId, access: taskAccess('scoring') },
      tx => tx<{ id: string }[]>`select id from model_version where alias = 'champion' order by model`,
    )
    champions.push(...rows.map(({ id }) => ({ workspaceId, versionId: id })))
  }
  return { champions, next: page.length < workspaces ? null : page.at(-1)!.id }
}
