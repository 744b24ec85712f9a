import { randomBytes } from 'node:crypto'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { forbidden } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { insertRecord } from '../records/create-record'
import { memberEvents, workspaceEvents } from './access.events'
import { locales, WorkspaceCreate } from './access.model'
import { type Caller, contextOf } from './caller'
import { accessAs } from './policy.rules'

interface Founder {
  userId: string
  userName: string
  email: string
}

export interface Founded {
  workspaceId: string
  memberId: string
}

/** Where deals begin. `probability` is in percent; a deal idle for longer than `idleAfterDays` is marked. */
const firstStages = [
  { name: 'Qualify', kind: 'open', probability: 10, idleAfterDays: 14 },
  { name: 'Discover', kind: 'open', probability: 25, idleAfterDays: 14 },
  { name: 'Propose', kind: 'open', probability: 50, idleAfterDays: 21 },
  { name: 'Negotiate', kind: 'open', probability: 70, idleAfterDays: 21 },
  { name: 'Commit', kind: 'open', probability: 90, idleAfterDays: 14 },
  { name: 'Won', kind: 'won' },
  { name: 'Lost', kind: 'lost' },
] as const

/** Another workspace for somebody signed in, who becomes its admin. */
export async function createWorkspace(
  ctx: Context,
  userId: string | undefined,
  input: unknown,
): Promise<Founded> {
  const wishes = parse(WorkspaceCreate, input)
  const [user] = userId
    ? await ctx.db.system<Founder[]>`
        select id as user_id, name as user_name, email from "user" where id = ${userId}`
    : []
  if (!user) throw forbidden('Only a person can open a workspace.', 'workspace.create')
  return foundWorkspace(ctx, user, {
    ...wishes,
    locale: wishes.locale ?? locales.find(locale => locale === ctx.locale),
    timeZone: wishes.timeZone ?? ctx.timeZone,
    currency: wishes.currency ?? ctx.currency,
  })
}

/** The workspace, its admin and the pipeline every workspace starts with, in one transaction. */
export async function foundWorkspace(
  caller: Pick<Caller, 'db' | 'clock' | 'requestId' | 'traceparent'>,
  founder: Founder,
  wishes: WorkspaceCreate,
): Promise<Founded> {
  const workspaceId = uuidv7()
  const memberId = uuidv7()
  const { userName: name, email, userId } = founder
  const actor = { type: 'user', id: memberId, name } as const
  const ctx = contextOf(caller, workspaceId, actor, accessAs('admin', memberId))
  const { currency = 'EUR', timeZone = 'UTC', locale = 'en' } = wishes
  const now = ctx.clock().toISOString()
  await write(ctx, async to => {
    const { tx, emit } = to
    const slug = await takeSlug(tx, workspaceId, wishes.name, now)
    await tx`update workspace set ${tx({ currency, time_zone: timeZone, locale })} where id = ${workspaceId}`
    await tx`insert into member ${tx({ id: memberId, workspace_id: workspaceId, user_id: userId, name, email, role: 'admin', created_at: now })}`
    emit(
      workspaceEvents.created(
        workspaceId,
        {},
        { after: { name: wishes.name, slug, currency, timeZone, locale } },
      ),
      memberEvents.created(memberId, {}, { after: { name, email, role: 'admin', teamId: null } }),
    )
    await insertFirstPipeline(ctx, to)
  })
  return { workspaceId, memberId }
}

async function insertFirstPipeline(ctx: Context, to: Write): Promise<void> {
  const pipeline = await insertRecord(ctx, to, pipelineEntity, { name: 'Sales', isDefault: true })
  for (const stage of firstStages)
    await insertRecord(ctx, to, stageEntity, { ...stage, pipelineId: pipeline.id })
}

/** The name as an address; with a few random letters when another workspace has it. */
async function takeSlug(tx: Tx, id: string, name: string, now: string): Promise<string> {
  const plain =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'workspace'
  for (let slug = plain; ; slug = `${plain}-${randomBytes(4).toString('hex')}`) {
    const [taken] = await tx<{ slug: string }[]>`
      insert into workspace ${tx({ id, name, slug, created_at: now })} on conflict (slug) do nothing returning slug`
    if (taken) return taken.slug
  }
}
