import { afterAll, afterEach, describe, expect, test } from 'bun:test'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres'
import { freePort } from './free-port'
import { PostgresStartError, type StartFault } from './postgres-errors'
import { isAlive } from './process-identity'
import { runningPostgres } from './running-postgres'

const root = mkdtempSync(join(tmpdir(), 'sextant-pg-'))
const dataFolder = join(root, 'postgres')
const started: EmbeddedPostgres[] = []

async function start(options: { port?: number; dataFolder?: string } = {}): Promise<EmbeddedPostgres> {
  const port = options.port ?? (await freePort())
  const server = await startEmbeddedPostgres({ dataFolder, password: "p@ss/w'rd", ...options, port })
  started.push(server)
  return server
}

async function query<T>(server: EmbeddedPostgres, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  try {
    return await run(sql)
  } finally {
    await sql.end({ timeout: 1 }).catch(() => undefined)
  }
}

async function faultOf(attempt: Promise<unknown>): Promise<{ fault: StartFault; message: string }> {
  const error = await attempt.then(
    () => undefined,
    error => error,
  )
  expect(error).toBeInstanceOf(PostgresStartError)
  return error
}

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
  // It writes everything out, on a disk that others use too.
}, 60_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('an embedded Postgres', () => {
  test('folds case and splits words the same for every script', async () => {
    const server = await start()
    const [row] = await query(
      server,
      sql => sql`select lower('ÉÇ') as folded, to_tsvector('simple', 'مرحبا بالعالم')::text as words`,
    )
    expect(row).toEqual({ folded: 'éç', words: "'بالعالم':2 'مرحبا':1" })
  })

  test('keeps committed rows when its postmaster is killed in the midst of open connections', async () => {
    const first = await start()
    const busy = postgres(first.url, { max: 3, onnotice: () => {} })
    await busy`create table kept (id int)`
    await busy`insert into kept values (1)`
    const sleeping = busy`select pg_sleep(30)`.catch(() => undefined)
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    const second = await start()
    expect(await query(second, sql => sql`select id from kept`)).toHaveLength(1)
    await busy.end({ timeout: 0 })
    await sleeping
  })

  test('takes the place of a server that a killed supervisor left running', async () => {
    const orphan = await start()
    const next = await start({ port: orphan.port })
    expect(next.pid).not.toBe(orphan.pid)
    expect(isAlive(orphan.pid)).toBe(false)
    expect(await query(next, sql => sql`select 1 as one`)).toHaveLength(1)
  })

  test('starts over a pid file whose number another program has got since', async () => {
    const server = await start()
    const pidFile = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8')
    await server.stop()
    writeFileSync(join(dataFolder, 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)))
    const next = await start()
    expect(runningPostgres(dataFolder)?.pid).toBe(next.pid)
  })

  test('starts after its postmaster was killed and nobody has collected the zombie yet', async () => {
    const server = await start()
    await server.stop()
    // A shell that never waits for its child leaves a zombie; its number goes where the old postmaster's was.
    const shell = Bun.spawn(['sh', '-c', 'sleep 0 & echo $!; exec sleep 60'], { stdout: 'pipe' })
    const { value } = await shell.stdout.getReader().read()
    const zombie = new TextDecoder().decode(value).trim()
    writeFileSync(join(dataFolder, 'postmaster.pid'), `${zombie}\n${dataFolder}\n`)
    const next = await start()
    expect(next.ready).toBe(true)
    shell.kill()
    await shell.exited
  })

  test('starts again after a first start that was killed half way', async () => {
    const folder = join(root, 'half', 'postgres')
    mkdirSync(join(`${folder}.making`, 'data', 'base'), { recursive: true })
    const server = await start({ dataFolder: folder })
    expect(await query(server, sql => sql`select 1 as one`)).toHaveLength(1)
    expect(existsSync(`${folder}.making`)).toBe(false)
  })

  test('runs in a folder that only its owner may enter', async () => {
    const closed = join(root, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const server = await start({ dataFolder: join(closed, 'postgres') })
    expect(server.ready).toBe(true)
  })

  test('names the port that is taken', async () => {
    const holder = createServer()
    const port = await freePort()
    await new Promise<void>(done => holder.listen(port, '127.0.0.1', done))
    const { fault, message } = await faultOf(start({ port }))
    holder.close()
    expect(fault).toBe('port-taken')
    expect(message).toContain(String(port))
  })

  test('names the folder that cannot be written', async () => {
    const file = join(root, 'a-file')
    writeFileSync(file, '')
    const { message } = await faultOf(start({ dataFolder: join(file, 'postgres') }))
    expect(message).toContain(file)
  })

  test('leaves a folder alone that holds files and yet no PG_VERSION', async () => {
    const folder = join(root, 'damaged')
    mkdirSync(join(folder, 'base'), { recursive: true })
    const { message } = await faultOf(start({ dataFolder: folder }))
    expect(message).toMatch(/PG_VERSION is missing/)
    expect(existsSync(join(folder, 'base'))).toBe(true)
  })

  test('refuses the data of another version, and leaves it alone', async () => {
    const folder = join(root, 'old')
    mkdirSync(folder)
    writeFileSync(join(folder, 'PG_VERSION'), '15\n')
    chmodSync(folder, 0o700)
    const { fault } = await faultOf(start({ dataFolder: folder }))
    expect(fault).toBe('other-version')
    expect(readFileSync(join(folder, 'PG_VERSION'), 'utf8')).toBe('15\n')
  })
})
