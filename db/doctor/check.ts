import type postgres from 'postgres'
import type { Tx } from '../core/database'

/** Something that must always hold in a workspace. */
export interface Check {
  name: string
  /** What is wrong when it does not, in a sentence. */
  says: string
  /** The rows that break it: at most `most`, each with what tells it. */
  find(tx: Tx, most: number): Promise<readonly { id: string; what: string | null }[]>
}

/** One whose query gives the rows that break it: `id`, and `what` tells it. */
export const sqlCheck = (
  name: string,
  says: string,
  query: (tx: Tx) => postgres.PendingQuery<postgres.Row[]>,
): Check => ({
  name,
  says,
  find: async (tx, most) => {
    const found = await tx<{ id: string; what: string | null }[]>`
      select id::text, what::text from (${query(tx)}) broken limit ${most}`
    return [...found]
  },
})
