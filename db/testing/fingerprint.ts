import postgres from 'postgres'

type Fingerprint = Record<string, string>

/** What every table of a database holds, by its name: the number of rows and a sum over the whole of each. Two that are equal hold the same. */
export async function fingerprintOf(
  sql: postgres.Sql | postgres.TransactionSql,
  without: readonly string[] = [],
): Promise<Fingerprint> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname`
  const found: Fingerprint = {}
  for (const { name } of tables) {
    if (without.includes(name)) continue
    const [row] = await sql<{ told: string }[]>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as told from ${sql(name)} t`
    found[name] = row!.told
  }
  return found
}

/** A transaction that sees a database as the backup does that is being taken of it: by the snapshot which that one has told. */
export async function besideBackup<T>(
  owner: postgres.Sql,
  look: (tx: postgres.TransactionSql) => Promise<T>,
) {
  for (const end = Date.now() + 60_000; ; await Bun.sleep(2)) {
    const [told] = await owner<{ id: string }[]>`select id from pg_ls_dir('pg_snapshots') as told(id) limit 1`
    if (told)
      return owner.begin('isolation level repeatable read read only', async tx => {
        await tx.unsafe(`set transaction snapshot '${told.id}'`)
        await tx`set local idle_in_transaction_session_timeout = 0`
        return look(tx)
      })
    if (Date.now() > end) throw new Error('No backup has told its snapshot.')
  }
}

/** Asks a database by its owner's URL. */
export async function asOwner<T>(url: string, ask: (owner: postgres.Sql) => Promise<T>): Promise<T> {
  const owner = postgres(url, { max: 2, onnotice: () => {} })
  try {
    return await ask(owner)
  } finally {
    await owner.end({ timeout: 5 })
  }
}

export interface SeenByBackup {
  fingerprint: Fingerprint
  /** What state the import was in, and how many rows it had read. */
  importing: { state: string; read: number }
}

/** A database as the backup that is being taken sees it, and an import in it. */
export const seenByBackup = (url: string, importId: string, without: readonly string[]) =>
  asOwner(url, owner =>
    besideBackup(owner, async (tx): Promise<SeenByBackup> => {
      const [importing] = await tx<SeenByBackup['importing'][]>`
        select state, rows_read::int as read from import where id = ${importId}`
      return { importing: importing!, fingerprint: await fingerprintOf(tx, without) }
    }),
  )
