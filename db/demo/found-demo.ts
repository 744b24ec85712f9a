import type { Caller } from '../access/caller'
import { foundWorkspace } from '../access/create-workspace'
import { accessAs } from '../access/policy.rules'
import { createUser } from '../access/sign-up'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { Fault } from '../core/errors'
import { defineField } from '../fields/define-field'
import { saveRates } from '../rates/save-rates'
import { foundTickets } from './found-tickets'
import type { StoryStage } from './tell-deals'
import { meridianDomain } from './tell-people'
import { tellRates } from './tell-rates'
import { demoSize, type StorySize, tellStory } from './tell-story'
import { writeStory } from './write-story'

export interface Demo {
  /** Of its people's addresses, which tell one demo workspace from another. */
  domain: string
  /** Of its story; two demo workspaces in one database have different ones, for records' ids are drawn from it. */
  seed: number
  size: StorySize
}

const meridian: Demo = { domain: meridianDomain, seed: 20261118, size: demoSize }
const adminAt = (domain: string) => ({ name: 'Maren Vogt', email: `maren@${domain}` })
export const demoAdmin = adminAt(meridian.domain)

/**
 * The demo workspace: Maren's account, the made-up company, and an account for one person of each role, all with one password.
 * Goes on where an earlier, interrupted run stopped; a finished one is left alone. Gives the context of its administrator. Tests that must not
 * disturb each other have a demo each.
 */
export async function foundDemo(
  caller: Caller,
  password: string,
  progress: (text: string) => void,
  wishes: Partial<Demo> = {},
): Promise<Context> {
  const { domain, seed, size } = { ...meridian, ...wishes }
  const { system } = caller.db
  const founder = adminAt(domain)
  const adminOf = () =>
    system<{ id: string; workspaceId: string }[]>`
      select m.id, m.workspace_id from member m join "user" u on u.id = m.user_id
      where u.email = ${founder.email} order by m.created_at limit 1`
  if ((await adminOf()).length === 0) {
    const userId = await accountOf(caller, founder, password)
    const wishes = { name: 'Meridian Trade (demo)', currency: 'EUR', timeZone: 'Europe/Berlin' }
    await foundWorkspace(caller, { userId, userName: founder.name, email: founder.email }, wishes)
  }
  const [admin] = await adminOf()
  const ctx: Context = {
    ...caller,
    workspaceId: admin!.workspaceId,
    actor: { type: 'system', id: null, name: 'Demo' },
    access: accessAs('admin', admin!.id),
    locale: 'en',
    timeZone: 'Europe/Berlin',
    workspaceTimeZone: 'Europe/Berlin',
    currency: 'EUR',
    reportingCurrency: 'EUR',
  }
  const silent: Context = { ...ctx, cause: { type: 'demo', id: ctx.workspaceId, silent: true } }
  await tell(silent, progress, { domain, seed, size, adminId: admin!.id })
  await openAccounts(caller, ctx, password)
  return ctx
}

async function tell(
  ctx: Context,
  progress: (text: string) => void,
  { domain, seed, size, adminId }: Demo & { adminId: string },
): Promise<void> {
  // Every start comes by here, and to make the story up takes its time.
  const [told] = await inWorkspace(ctx, tx => tx`select 1 from lead limit 1`)
  if (told) return
  const stages = await inWorkspace(
    ctx,
    tx => tx<(StoryStage & { pipelineId: string })[]>`
    select id, name, kind, pipeline_id from stage
    where pipeline_id = (select id from pipeline order by created_at, id limit 1) order by position`,
  )
  // The pipeline that the workspace began with, whatever became of it. Without stages there is no story to tell.
  if (stages.length === 0) return
  const now = ctx.clock().getTime()
  const story = tellStory(seed, now, stages[0]!.pipelineId, stages, size, { id: adminId, domain })
  await defineField(ctx, {
    entity: 'deal',
    key: 'competitor',
    label: 'Competitor involved',
    kind: 'boolean',
  }).catch(error => {
    if (!(error instanceof Fault && error.code === 'conflict')) throw error
  })
  await writeStory(ctx, story, progress)
  // After the story: what it has closed then takes the rates of its days.
  await saveRates(ctx, { rates: tellRates(now), replace: true })
  progress('tickets')
  await foundTickets(ctx, adminId)
}

/** One person of each role can sign in, so that each can be tried. */
async function openAccounts(caller: Caller, ctx: Context, password: string): Promise<void> {
  const people = await inWorkspace(
    ctx,
    tx => tx<{ id: string; name: string; email: string }[]>`
    select distinct on (role) id, name, email from member where role <> 'admin' order by role, email`,
  )
  for (const { id, name, email } of people) {
    const userId = await accountOf(caller, { name, email }, password)
    await caller.db.system`update member set user_id = ${userId} where id = ${id} and user_id is null`
  }
}

async function accountOf(
  caller: Caller,
  { name, email }: { name: string; email: string },
  password: string,
): Promise<string> {
  const [known] = await caller.db.system<{ id: string }[]>`select id from "user" where email = ${email}`
  return known?.id ?? (await createUser(caller, { name, email, password })).userId
}
