import type { BlobStore } from '../blobs/blob-store'
import type { Database } from '../core/database'
import { inWorkspace } from '../core/database'
import { registered } from '../records/registry'
import { checksFor } from './checks'
import { examineFiles } from './file-checks'

/** A rule that does not hold in a workspace, with some of what breaks it. */
export interface Finding {
  workspace: string
  check: string
  says: string
  /** At most ten. */
  rows: readonly { id: string; what: string | null }[]
}

/** What was looked at, and what was found. */
export interface Examination {
  workspaces: number
  checks: number
  findings: readonly Finding[]
}

const told = 10

/** Looks, workspace by workspace, whether what must always hold does, also of the files in the store where one is named; changes nothing. Every check sees one moment of its own. */
export async function examine(
  db: Database,
  tell: (workspace: string, check: string) => void = () => {},
  blobs?: BlobStore,
): Promise<Examination> {
  const workspaces = await db.system<
    { id: string; slug: string }[]
  >`select id, slug from workspace order by slug`
  const checks = checksFor(registered())
  const findings: Finding[] = []
  for (const { id, slug } of workspaces)
    for (const check of checks) {
      tell(slug, check.name)
      const rows = await inWorkspace({ db, workspaceId: id }, tx => check.find(tx, told))
      if (rows.length) findings.push({ workspace: slug, check: check.name, says: check.says, rows })
    }
  if (blobs)
    for (const workspace of workspaces) findings.push(...(await examineFiles(db, blobs, workspace, told)))
  return {
    workspaces: workspaces.length,
    checks: checks.length + (blobs ? 2 : 0),
    findings: [...findings, ...(await cursorsAhead(db))],
  }
}

/** No reader of the log has read what is not there. */
async function cursorsAhead(db: Database): Promise<Finding[]> {
  const ahead = await db.system<{ id: string; what: string }[]>`
    select c.consumer as id, c.xid || ' ' || c.seq::text as what from relay_cursor c
    where c.xid::numeric > pg_snapshot_xmax(pg_current_snapshot())::text::numeric`
  return ahead.length
    ? [
        {
          workspace: 'all',
          check: 'readers of the log are not ahead of it',
          says: 'A consumer’s cursor stands behind the end of the log.',
          rows: [...ahead],
        },
      ]
    : []
}
