import { isLikeTrusted, trustLikeStatement } from '@sextant/db/app/trust-like'
import type { Door } from '../app/door'
import type { Advice } from './health.model'
import { inTime } from './in-time'

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
