import postgres from 'postgres'
import * as v from 'valibot'
import { insertBareLead } from './bare-lead'

/**
 * What a bare handler can do: the row of a lead and its event in one transaction, as the owner, checked by nobody.
 * `bun serve-insert.ts '{"ownerUrl":…,"workspaceId":…}'`. Prints its port.
 */
const Settings = v.object({ ownerUrl: v.string(), workspaceId: v.string() })
const { ownerUrl, workspaceId } = v.parse(Settings, JSON.parse(process.argv[2] ?? '{}'))

const sql = postgres(ownerUrl, { max: 8, onnotice: () => {} })
const server = Bun.serve({
  port: 0,
  idleTimeout: 0,
  fetch: async request => {
    const values = (await request.json()) as Parameters<typeof insertBareLead>[2]
    const lead = await sql.begin(tx => insertBareLead(tx, workspaceId, values))
    return Response.json({ ...lead, version: 1 }, { status: 201 })
  },
})
console.log(JSON.stringify({ port: server.port }))
