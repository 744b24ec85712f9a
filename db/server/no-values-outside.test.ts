import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql as query } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pg-proxy'
import postgres from 'postgres'
import { createLog } from '../process/log'
import { startTracing } from '../process/start-tracing'
import { withSpan } from '../process/trace'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres'
import { freePort } from './free-port'

const root = mkdtempSync(join(tmpdir(), 'sextant-values-'))
const postgresLog = join(root, 'postgres.log')
const email = 'marta.zq9@kunden.example'
const inScript = 'марта.zq9@почта.example'
const name = 'Zq9 Marta'
const told = /zq9|kunden|почта/i

let server: EmbeddedPostgres
let sql: postgres.Sql
beforeAll(async () => {
  const options = {
    dataFolder: join(root, 'postgres'),
    port: await freePort(),
    password: 'p',
    logFile: postgresLog,
  }
  server = await startEmbeddedPostgres({ ...options, durable: false })
  sql = postgres(server.url, { max: 2, onnotice: () => {} })
  await sql`create table person (id uuid, email text unique, name varchar(12) not null check (name <> ''), born date, tags int[])`
  await sql`insert into person (email, name) values (${email}, 'first')`
}, 90_000)
afterAll(async () => {
  await sql.end({ timeout: 1 })
  await server.stop()
  rmSync(root, { recursive: true, force: true })
}, 60_000)

const proxied = () =>
  drizzle(async (text, params) => ({ rows: [...(await sql.unsafe(text, params as never[]).values())] }))

/** Statements that fail by what somebody wrote, each in its own way, and where the value stands. */
const failing: [string, () => PromiseLike<unknown>][] = [
  ['a taken key, in DETAIL', () => sql`insert into person (email, name) values (${email}, 'x')`],
  ['a missing column, in DETAIL', () => sql`insert into person (email) values (${inScript})`],
  ['a constraint, in DETAIL', () => sql`insert into person (email, name) values (${inScript}, '')`],
  [
    'a value that is no uuid, in the message',
    () => sql`insert into person (id) values (${email}::text::uuid)`,
  ],
  [
    'a text that is too long',
    () => sql`insert into person (email, name) values (${inScript}, 'a long name indeed')`,
  ],
  ['a day that is none, in the message', () => sql`select ${name}::text::date`],
  ['an array that is none', () => sql`select ${`{"${email}"`}::text::int[]`],
  ['JSON that is broken, in CONTEXT', () => sql`select ${`{"email": "${email}" oops}`}::text::jsonb`],
  ['a search that cannot be read', () => sql`select to_tsquery('simple', ${`${name} & | ${email}`})`],
  [
    'a statement with its values in it',
    () => sql.unsafe(`insert into person (email, name) values ('${email}', '${name}')`),
  ],
  [
    'a fault raised by a function',
    () => sql.unsafe(`do $$ begin raise exception 'no "%"', '${email}'; end $$`),
  ],
  [
    'drizzle, which tells the parameters',
    () => proxied().execute(query`insert into person (email, name) values (${email}, ${name})`),
  ],
  [
    'a fault of ours that quotes what was written',
    () => Promise.reject(new Error(`cannot write to <${inScript}>`)),
  ],
]

test.each(failing)('%s, reaches no log and no trace', async (_, fail) => {
  const folder = mkdtempSync(join(root, 'traces-'))
  const tracing = startTracing('edge', { dataFolder: folder })
  const lines: string[] = []
  const log = createLog('edge', line => void lines.push(line))
  const error = await withSpan('write', {}, async () => fail()).then(
    () => undefined,
    (error: Error) => error,
  )
  log.error(`failed: ${error?.message.includes('@') ? email : ''}`, {
    error,
    cause: new Error('outer', { cause: error }),
  })
  await tracing.stop()
  const spans = readFileSync(join(folder, 'logs', 'traces.jsonl'), 'utf8')
  expect(spans).toContain('"failure"')
  expect(lines.join()).toContain('no-values-outside.test')
  expect(spans).not.toMatch(told)
  expect(lines.join()).not.toMatch(told)
  expect(readFileSync(postgresLog, 'utf8')).not.toMatch(told)
})

test('a slow statement is told without its parameters, and the server’s own news stays', async () => {
  await sql.begin(async tx => {
    await tx`set local log_min_duration_statement = 0`
    await tx`select count(*) from person where email = ${email}`
  })
  const words = readFileSync(postgresLog, 'utf8')
  expect(words).toContain('select count(*) from person where email = $1')
  expect(words).toContain('database system is ready to accept connections')
  expect(words).not.toMatch(told)
})
