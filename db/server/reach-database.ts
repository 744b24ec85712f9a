import postgres from 'postgres'

const quiet = { max: 1, connect_timeout: 10, onnotice: () => {} }

/** Makes the database when the server has none of that name, and gives the URL that leads to it. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const sql = postgres(serverUrl, quiet)
  try {
    const there = await sql`select 1 from pg_database where datname = ${name}`
    if (there.length === 0) await sql`create database ${sql(name)}`
  } catch (error) {
    // Two starts at once: the other one made it between our question and our answer.
    if ((error as { code?: string }).code !== '42P04') throw error
  } finally {
    await sql.end({ timeout: 1 })
  }
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Resolves when the database answers. The error says which host was asked, and never the password. */
export async function reachDatabase(url: string): Promise<void> {
  const sql = postgres(url, quiet)
  try {
    await sql`select 1`
  } catch (error) {
    const { host, pathname } = new URL(url)
    throw new Error(
      `The database ${pathname.slice(1)} at ${host} does not answer: ${error instanceof Error ? error.message : error}. Check DATABASE_URL, or unset it to use the embedded Postgres.`,
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
}
