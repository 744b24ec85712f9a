import postgres from 'postgres'
import * as v from 'valibot'
import { uuidv7 } from '../core/ids'

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
    const values = (await request.json()) as { name: string; email: string; company: string }
    const id = uuidv7()
    const now = new Date().toISOString()
    const lead = {
      id,
      workspace_id: workspaceId,
      ...values,
      email_key: values.email,
      status: 'new',
      search: ` ${values.name}  ${values.email} ${values.company} `.toLowerCase(),
      created_at: now,
      updated_at: now,
    }
    const event = {
      id: uuidv7(),
      workspace_id: workspaceId,
      kind: 'lead.created',
      subject_type: 'lead',
      subject_id: id,
      actor_type: 'system',
      actor_name: 'Bench',
      occurred_at: now,
      payload: sql.json({ version: 1 }),
      after: sql.json({ ...values, status: 'new' }),
    }
    await sql.begin(async tx => {
      await tx`insert into lead ${tx(lead)}`
      await tx`insert into event ${tx(event)}`
    })
    return Response.json({ ...lead, version: 1 }, { status: 201 })
  },
})
console.log(JSON.stringify({ port: server.port }))
