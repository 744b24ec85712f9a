import { contextOf } from '@sextant/db/access/caller'
import { createApiKey } from '@sextant/db/access/create-api-key'
import { systemClock } from '@sextant/db/core/clock'
import { newLeads } from '@sextant/db/testing/bare-lead'
import type { Bench, BenchRound } from '@sextant/db/testing/bench'
import { testContext } from '@sextant/db/testing/test-context'
import { testDatabase } from '@sextant/db/testing/test-database'
import { childServer } from '../testing/child-server'
import { httpLoad } from '../testing/http-load'

const seconds = 4
const connections = 16

const lead = newLeads('create.example')
function post(key: string): string {
  const body = JSON.stringify(lead())
  return `POST /crm/leads HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

export const rows: Bench[] = [
  {
    name: 'create-lead',
    what: 'creating a lead by HTTP, 16 connections, durable, against a bare handler that inserts the same row and its event in one transaction',
    unit: 'req/s',
    bar: { atLeast: 0.5 },
    rounds: 7,
    async setUp(): Promise<BenchRound> {
      const database = await testDatabase()
      const { workspaceId } = await testContext(database)
      const caller = { db: database, clock: systemClock, requestId: 'bench' }
      const { access } = await testContext(database, { workspaceId })
      const ctx = contextOf(caller, workspaceId, { type: 'system', id: null, name: 'Bench' }, access)
      const { secret } = await createApiKey(ctx, { name: 'bench', role: 'admin' })
      const { appUrl, systemUrl, ownerUrl } = database
      const door = await childServer(
        'serve-bench.ts',
        JSON.stringify({ appUrl, systemUrl, cacheBytes: 16 << 20 }),
      )
      const bare = await childServer(
        '../../db/testing/serve-insert.ts',
        JSON.stringify({ ownerUrl, workspaceId }),
      )
      const load = async (port: number) => {
        const { perSecond, failures } = await httpLoad(port, () => post(secret), connections, seconds * 1000)
        if (failures) throw new Error(`${failures} requests failed`)
        return perSecond
      }
      return {
        measure: () => load(door.port),
        reference: () => load(bare.port),
        tearDown: async () => {
          await Promise.all([door.stop(), bare.stop()])
          await database.drop()
        },
      }
    },
  },
]
