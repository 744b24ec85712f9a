import { isLikeTrusted, trustLikeStatement } from '@sextant/db/app/trust-like'
import * as v from 'valibot'
import type { Door } from '../app/door'
import { inTime } from './in-time'

/** What an operator can do so that something works better; nothing is ill. */
export const Advice = v.object({
  about: v.picklist(['search']),
  message: v.string(),
  /** SQL, to be run in Sextant's database. */
  statement: v.string(),
})
export type Advice = v.InferOutput<typeof Advice>

/** None while the database does not answer: that is told elsewhere. */
export async function adviceFor(door: Door): Promise<Advice[]> {
  const isIndexed = await inTime(isLikeTrusted(door.db.system))
  return isIndexed === false ? [slowSearch] : []
}

const slowSearch: Advice = {
  about: 'search',
  message:
    'Searches read every record of their workspace, which is slow where there are many. Only a superuser of the database can let them use their index, once, by this statement.',
  statement: trustLikeStatement,
}
