import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { Fault } from '../core/errors'
import { instantMs } from '../core/field.model'
import { dayAt } from '../core/time-zone.rules'
import type { Write } from '../events/write'
import type { By, Step } from '../records/change.model'
import type { Entity } from '../records/entity'
import { lockRecords } from '../records/read-record'
import { writeBatch } from '../records/write-batch'
import type { Activity, ActivityModel } from './activities.model'
import type { MentionFacts } from './activities.rules'
import { nextDay, nextReminder } from './next-day'

const abouts = ['leadId', 'customerId', 'contactId', 'dealId', 'ticketId'] as const

/**
 * Makes the next task where one that repeats was done, on the day that its owner's calendar says; and takes it away again where that is taken back and nobody has touched it. A file tells
 * what was, and what puts back puts all back: both make none.
 */
export async function repeatTasks(
  ctx: Context,
  to: Write,
  entity: Entity<typeof ActivityModel, MentionFacts>,
  steps: readonly Step<Activity>[],
  by: By,
): Promise<void> {
  const undone = steps.filter(({ before, after }) => before?.doneAt && !after.doneAt && before.repeats)
  if (undone.length) await takeBack(ctx, to, entity, undone, by)
  if (by.tellsHistory || by.putsBack) return
  const done = steps.filter(
    ({ before, after }) =>
      before && !before.doneAt && after.doneAt && after.repeats && after.dueOn && !after.deletedAt,
  )
  if (done.length)
    await makeNext(
      ctx,
      to,
      entity,
      done.map(({ after }) => after),
      by,
    )
}

async function makeNext(
  ctx: Context,
  to: Write,
  entity: Entity<typeof ActivityModel, MentionFacts>,
  done: readonly Activity[],
  by: By,
): Promise<void> {
  const known = await nextOf(
    to.tx,
    done.map(({ id }) => id),
  )
  const fresh = done.filter(({ id }) => !known.has(id))
  const zones = await zonesOf(ctx, fresh)
  const wishes = fresh.flatMap(task => {
    const zone = zones.get(task.ownerId ?? '') ?? ctx.workspaceTimeZone
    const dueOn = nextDay(task.repeats!, task.dueOn!, dayAt(instantMs(by.now), zone))
    if (!dueOn) return []
    const { name, kind, body, ownerId, repeats, location, custom } = task
    const remindAt = task.remindAt && nextReminder(task.remindAt, task.dueOn!, dueOn, zone)
    const about = Object.fromEntries(abouts.map(key => [key, task[key]]))
    const values = { name, kind, body, ownerId, repeats, location, dueOn, remindAt, custom, ...about }
    return [{ taskId: task.id, values: values as Partial<Activity> }]
  })
  const outcomes = await write(wishes.map(({ values }) => values))
  // What it was about may be gone by now: then it is about nothing.
  const alone = wishes.filter((_, at) => outcomes[at] instanceof Fault)
  const again = await write(
    alone.map(({ values }) => ({
      ...values,
      leadId: null,
      customerId: null,
      contactId: null,
      dealId: null,
      ticketId: null,
      ownerId: null,
    })),
  )
  const links = wishes.flatMap(({ taskId }, at) => {
    const first = outcomes[at]!
    const outcome = first instanceof Fault ? again.shift()! : first
    return outcome instanceof Fault ? [] : [{ task_id: taskId, next_id: outcome.id }]
  })
  if (links.length)
    to.send(to.tx`
      insert into task_repeat (workspace_id, task_id, next_id)
      select ${ctx.workspaceId}, task_id, next_id from jsonb_to_recordset(${to.tx.json(links as never)}) as l(task_id uuid, next_id uuid)`)

  function write(all: readonly Partial<Activity>[]) {
    if (all.length === 0) return Promise.resolve([])
    return writeBatch(
      ctx,
      to,
      entity,
      all.map(values => ({ before: null, values })),
    )
  }
}

async function takeBack(
  ctx: Context,
  to: Write,
  entity: Entity<typeof ActivityModel, MentionFacts>,
  undone: readonly Step<Activity>[],
  by: By,
): Promise<void> {
  const known = await nextOf(
    to.tx,
    undone.map(({ after }) => after.id),
  )
  if (known.size === 0) return
  const next = await lockRecords(to.tx, entity, [...known.values()])
  const untouched = next.filter(({ version, deletedAt }) => version === 1 && !deletedAt)
  // What an undo takes back of the same cause, it takes back by itself.
  if (untouched.length && !by.putsBack)
    await writeBatch(
      ctx,
      to,
      entity,
      untouched.map(before => ({ before, values: { deletedAt: by.now } })),
    )
  const gone = next.filter(one => one.deletedAt || untouched.includes(one)).map(({ id }) => id)
  to.send(to.tx`delete from task_repeat where next_id = any(${gone}::uuid[])`)
}

async function nextOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx<{ taskId: string; nextId: string }[]>`
    select task_id, next_id from task_repeat where task_id = any(${[...ids]}::uuid[])`
  return new Map(rows.map(({ taskId, nextId }) => [taskId, nextId]))
}

/** In which zones the owners of tasks live; that of the asker is known. */
async function zonesOf(ctx: Context, tasks: readonly Activity[]): Promise<Map<string, string>> {
  const { memberId } = ctx.access
  const zones = new Map<string, string>()
  if (memberId && ctx.actor.type === 'user') zones.set(memberId, ctx.timeZone)
  const others = [
    ...new Set(tasks.flatMap(({ ownerId }) => (ownerId && !zones.has(ownerId) ? [ownerId] : []))),
  ]
  if (others.length === 0) return zones
  const rows = await ctx.db.system<{ id: string; timeZone: string }[]>`
    select m.id, u.time_zone from member m join "user" u on u.id = m.user_id
    where m.workspace_id = ${ctx.workspaceId} and m.id = any(${others}::uuid[]) and u.time_zone is not null`
  for (const { id, timeZone } of rows) zones.set(id, timeZone)
  return zones
}
