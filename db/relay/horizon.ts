import type postgres from 'postgres'
import type { Sql, Tx } from '../core/database'

/**
 * The transaction number below which the log is settled, as a scalar SQL expression (xid8): no transaction that is still running in this
 * database has a lower one, so nothing can be committed later below it. Unlike `pg_snapshot_xmin` it does not wait for transactions in
 * other databases of the server. Only one that is known to be of another database is left out: the activity is looked at after the snapshot was
 * taken, so one that is not found there may have been ours, and ended meanwhile, unseen by this statement.
 */
export const horizon = (sql: Sql | Tx): postgres.Fragment => sql`(
  select coalesce(min(running.xid), pg_snapshot_xmax(pg_current_snapshot()))
  from pg_snapshot_xip(pg_current_snapshot()) as running(xid)
  where not exists (
    select 1 from pg_stat_get_activity(null) elsewhere
    where elsewhere.backend_xid = running.xid::xid
      and elsewhere.datid <> (select oid from pg_database where datname = current_database())))`
