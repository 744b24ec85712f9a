import { afterAll, describe, expect, test } from 'bun:test'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, portFault } from '@sextant/db/server/free-port'
import { readConfig } from './config'
import { openDataFolder } from './data-folder'
import { logSince, logSize, rotateLog } from './log-file'
import { parseOptions } from './options'
import { choosePorts } from './ports'
import { createProgress } from './progress'
import { loadSecrets } from './secrets'

const root = mkdtempSync(join(tmpdir(), 'sextant-operations-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the command line', () => {
  test.each(['--port 0', '--port 65536', '--port 43oo', '--port -1', '--data=', '--nonsense', 'word'])(
    'refuses %s with a message',
    words => {
      expect(() => parseOptions(words.split(' '))).toThrow(/.{10}/)
    },
  )

  test('takes what it is given, and 4300 otherwise', () => {
    expect(parseOptions([])).toEqual({
      port: 4300,
      dataFolder: undefined,
      demo: true,
      screens: true,
      help: false,
    })
    expect(parseOptions(['--port=80', '--data', '/d', '--no-demo', '--no-screens'])).toEqual({
      port: 80,
      dataFolder: '/d',
      demo: false,
      screens: false,
      help: false,
    })
  })
})

describe('the environment', () => {
  test.each([
    [{ DATABASE_URL: 'somewhere' }, /DATABASE_URL/],
    [{ TEMPORAL_ADDRESS: 'http://host:7233' }, /TEMPORAL_ADDRESS/],
    [{ UPSTASH_REDIS_REST_URL: 'https://x.example' }, /UPSTASH_REDIS_REST_TOKEN/],
  ])('%o is refused by the name of the variable', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message)
  })
})

describe('the secrets', () => {
  test('are made once, for their owner only, and are the same at the next start', () => {
    const folder = openDataFolder(join(root, 'secret'))
    const secrets = loadSecrets(folder.root)
    expect(loadSecrets(folder.root)).toEqual(secrets)
    expect(new Set(Object.values(secrets)).size).toBe(6)
    expect(statSync(join(folder.root, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(statSync(folder.root).mode & 0o777).toBe(0o700)
  })

  test('that are damaged are refused and left as they are', () => {
    const path = join(root, 'secrets.json')
    writeFileSync(path, '{"postgresPassword": "')
    expect(() => loadSecrets(root)).toThrow(/damaged/)
    expect(readFileSync(path, 'utf8')).toBe('{"postgresPassword": "')
  })

  test('that are missing beside a database are not made anew: new ones would not open it', () => {
    const folder = openDataFolder(join(root, 'without'))
    mkdirSync(folder.postgres)
    writeFileSync(join(folder.postgres, 'PG_VERSION'), '18')
    expect(() => loadSecrets(folder.root)).toThrow(/missing.*backup/)
    expect(existsSync(join(folder.root, 'secrets.json'))).toBe(false)
  })

  test('that were readable by others are closed again', () => {
    const folder = openDataFolder(join(root, 'open'))
    loadSecrets(folder.root)
    chmodSync(join(folder.root, 'secrets.json'), 0o644)
    loadSecrets(folder.root)
    expect(statSync(join(folder.root, 'secrets.json')).mode & 0o777).toBe(0o600)
  })
})

test('a data folder below a file is refused with what to do', () => {
  writeFileSync(join(root, 'file'), '')
  expect(() => openDataFolder(join(root, 'file', 'data'))).toThrow(/--data/)
})

describe('the ports', () => {
  test('stay the same from start to start', async () => {
    const first = await choosePorts(root, ['postgres', 'store'])
    expect(await choosePorts(root, ['postgres', 'store'])).toEqual(first)
    expect(first.postgres).not.toBe(first.store)
  })

  test('move when another program has taken one', async () => {
    const first = await choosePorts(root, ['store'])
    const holder = createServer()
    await new Promise<void>(done => holder.listen(first.store, '127.0.0.1', done))
    const next = await choosePorts(root, ['store'])
    holder.close()
    expect(next.store).not.toBe(first.store)
  })

  test.each(['127.0.0.1', '::1', '0.0.0.0'])('are taken when another program has them on %s', async host => {
    const port = await freePort()
    expect(await portFault(port)).toBeUndefined()
    const holder = createServer()
    const listens = await new Promise<boolean>(done => {
      holder.once('error', () => done(false))
      holder.listen(port, host, () => done(true))
    })
    // A machine without IPv6 has nobody who could hold it there.
    expect(await portFault(port)).toBe(listens ? 'taken' : undefined)
    holder.close()
  })

  test('are chosen anew when their file is damaged', async () => {
    writeFileSync(join(root, 'ports.json'), '{"store": "x"')
    expect((await choosePorts(root, ['store'])).store).toBeGreaterThan(0)
  })
})

describe('a log', () => {
  test('that is full moves aside, keeps three generations, and can be read on', () => {
    const path = join(root, 'part.log')
    for (const generation of ['one', 'two', 'three', 'four']) {
      writeFileSync(path, generation.repeat(10), { flag: 'a' })
      rotateLog(path, 20)
    }
    expect(logSize(path)).toBe(0)
    expect(readFileSync(`${path}.1`, 'utf8')).toStartWith('four')
    expect(readFileSync(`${path}.3`, 'utf8')).toStartWith('two')
    expect(existsSync(`${path}.4`)).toBe(false)
  })

  test('is read from where the part began, and from its start when it was rotated since', () => {
    const path = join(root, 'read.log')
    writeFileSync(path, 'before')
    const from = logSize(path)
    writeFileSync(path, 'after', { flag: 'a' })
    expect(logSince(path, from)).toBe('after')
    writeFileSync(path, 'new')
    expect(logSince(path, from)).toBe('new')
  })
})

test('the progress has a line per part with its state and time', () => {
  const lines: string[] = []
  let clock = 0
  const progress = createProgress(
    line => lines.push(line),
    () => clock,
  )
  const part = progress.begin('postgres')
  clock = 1_250
  part.ready('ready')
  expect(lines).toEqual(['✓ postgres   ready     1.3 s'])
})
