import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contextOf } from '@sextant/db/access/caller'
import { createApiKey } from '@sextant/db/access/create-api-key'
import { accessAs } from '@sextant/db/access/policy.rules'
import { systemClock } from '@sextant/db/core/clock'
import { type Bench, type BenchRound, quantile } from '@sextant/db/testing/bench'
import { fillManyLeads } from '@sextant/db/testing/many-leads'
import { keptDatabase, type TestDatabase } from '@sextant/db/testing/test-database'
import { childServer } from '../testing/child-server'
import { httpLoad } from '../testing/http-load'

const path = '/crm/leads?limit=50'
const get = (target: string, key: string) =>
  `GET ${target} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\n\r\n`
const seconds = 4

const million = (say: (text: string) => void) =>
  keptDatabase('million_leads', async database => {
    say('writing 1,000,000 leads in 100 workspaces (once; takes about two minutes)')
    await fillManyLeads(database, 100, 10_000)
  })
const tenThousand = () => keptDatabase('ten_thousand_leads', database => fillManyLeads(database, 100, 100))

async function keysOf(database: TestDatabase): Promise<{ workspaceId: string; key: string }[]> {
  const workspaces = await database.owner<{ id: string }[]>`select id from workspace order by id`
  return Promise.all(
    workspaces.map(async ({ id }) => {
      const caller = { db: database, clock: systemClock, requestId: 'bench' }
      const ctx = contextOf(caller, id, { type: 'system', id: null, name: 'Bench' }, accessAs('admin'))
      return { workspaceId: id, key: (await createApiKey(ctx, { name: 'bench', role: 'admin' })).secret }
    }),
  )
}

async function p95OfList(port: number, keys: readonly { key: string }[]): Promise<number> {
  const { latencies, failures } = await httpLoad(
    port,
    n => get(path, keys[(n * 37) % keys.length]!.key),
    8,
    seconds * 1000,
  )
  if (failures) throw new Error(`${failures} requests failed`)
  return quantile(latencies, 0.95)
}

/** The same fifty rows by the plainest SQL there is, as the owner, without row-level security. */
async function p95OfBareSql(
  database: TestDatabase,
  keys: readonly { workspaceId: string }[],
): Promise<number> {
  const sql = database.ownerPool(8)
  const latencies: number[] = []
  const end = performance.now() + seconds * 1000
  let asked = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (performance.now() < end) {
        const at = performance.now()
        await sql`select * from lead where workspace_id = ${keys[(asked++ * 37) % keys.length]!.workspaceId} and deleted_at is null order by created_at desc, id desc limit 50`
        latencies.push(performance.now() - at)
      }
    }),
  )
  await sql.end({ timeout: 5 })
  return quantile(latencies, 0.95)
}

const door = (database: TestDatabase, cacheBytes: number) =>
  childServer(
    'serve-bench.ts',
    JSON.stringify({ appUrl: database.appUrl, systemUrl: database.systemUrl, cacheBytes }),
  )

export const rows: Bench[] = [
  {
    name: 'cached-list',
    what: 'authenticated list of 50 leads from the cache against bare Bun.serve sending the same bytes',
    unit: 'req/s',
    bar: { atLeast: 0.7 },
    rounds: 7,
    async setUp(): Promise<BenchRound> {
      const database = await tenThousand()
      const [first] = await keysOf(database)
      const server = await door(database, 64 << 20)
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        headers: { authorization: `Bearer ${first!.key}` },
      })
      const folder = await mkdtemp(join(tmpdir(), 'sextant-bench-'))
      await writeFile(join(folder, 'list.json'), new Uint8Array(await answer.arrayBuffer()))
      const bare = await childServer('serve-bare.ts', join(folder, 'list.json'))
      const load = async (port: number) => {
        const { perSecond, failures } = await httpLoad(port, () => get(path, first!.key), 32, seconds * 1000)
        if (failures) throw new Error(`${failures} requests failed`)
        return perSecond
      }
      return {
        measure: () => load(server.port),
        reference: () => load(bare.port),
        tearDown: async () => {
          await Promise.all([server.stop(), bare.stop(), database.disconnect()])
          await rm(folder, { recursive: true })
        },
      }
    },
  },
  {
    name: 'list-from-postgres',
    what: 'p95 of the list from Postgres under row-level security, 1,000,000 leads in 100 workspaces, 8 connections, against the bare SQL',
    unit: 'ms',
    bar: { atMost: 3 },
    rounds: 5,
    async setUp(say): Promise<BenchRound> {
      const database = await million(say)
      const keys = await keysOf(database)
      const server = await door(database, 0)
      return {
        measure: () => p95OfList(server.port, keys),
        reference: () => p95OfBareSql(database, keys),
        tearDown: async () => {
          await Promise.all([server.stop(), database.disconnect()])
        },
      }
    },
  },
  {
    name: 'list-growth',
    what: 'that p95 at 1,000,000 leads against 10,000 leads',
    unit: 'ms',
    bar: { atMost: 1.3 },
    rounds: 7,
    async setUp(say): Promise<BenchRound> {
      const [large, small] = [await million(say), await tenThousand()]
      const [largeKeys, smallKeys] = [await keysOf(large), await keysOf(small)]
      const [largeDoor, smallDoor] = [await door(large, 0), await door(small, 0)]
      return {
        measure: () => p95OfList(largeDoor.port, largeKeys),
        reference: () => p95OfList(smallDoor.port, smallKeys),
        tearDown: async () => {
          await Promise.all([largeDoor.stop(), smallDoor.stop(), large.disconnect(), small.disconnect()])
        },
      }
    },
  },
]
