import { accessOf } from '../access/access-of'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { scopeOf, withinScope } from '../core/grants.rules'
import type { Write } from '../events/write'
import type { By, Change, Step } from '../records/change.model'
import { lockRecord } from '../records/read-record'
import { entityNamed } from '../records/registry'
import { mayReadRecord } from '../records/scope'
import { activityEvents } from './activities.events'
import type { Activity } from './activities.model'
import type { MentionFacts } from './activities.rules'
import { related } from './last-activity'
import { mentionedIn } from './mentions.rules'
import { tell } from './tell-members'

interface Member {
  id: string
  name: string
}

/** Mentions are made by a person in a single write: what a file or a change of many says of people calls nobody. E-mails are written by others. */
const calls = (ctx: Context, by: By) => by.way === 'hand' && !ctx.cause

const membersOf = async (tx: Tx): Promise<Member[]> => [
  ...(await tx<Member[]>`select id, name from member where deleted_at is null order by name, id`),
]

/** Who is mentioned anew in each change without being able to see what it is about. */
export async function mentionFacts(
  ctx: Context,
  tx: Tx,
  changes: readonly Change<Activity>[],
  by: By,
): Promise<MentionFacts> {
  const unseen = new Map<number, string>()
  const speaking = calls(ctx, by) ? changes.filter(({ values }) => values.body?.includes('@')) : []
  if (speaking.length === 0) return { unseen }
  const members = await membersOf(tx)
  for (const change of speaking) {
    const { before, values, at } = change
    if ((values.kind ?? before?.kind) === 'email') continue
    for (const member of fresh(before?.body, values.body, members)) {
      if (await maySee(ctx, tx, member.id, { ...before, ...values })) continue
      unseen.set(at, member.name)
      break
    }
  }
  return { unseen }
}

/** Tells whom a text mentions anew, each for themselves, and the log. */
export async function tellMentioned(
  ctx: Context,
  { tx, emit, send }: Write,
  steps: readonly Step<Activity>[],
  by: By,
): Promise<void> {
  const speaking = calls(ctx, by)
    ? steps.filter(({ before, after }) => after.body?.includes('@') && before?.body !== after.body)
    : []
  if (speaking.length === 0) return
  const members = await membersOf(tx)
  const byId = ctx.access.memberId
  for (const { before, after } of speaking) {
    const mentioned = fresh(before?.body, after.body, members).filter(({ id }) => id !== byId)
    if (after.kind === 'email' || mentioned.length === 0) continue
    const activityId = after.id
    const told = mentioned.map(({ id }) => ({ memberId: id, kind: 'mention' as const, activityId, byId }))
    send(tell(ctx, tx, told))
    emit(activityEvents.mentioned(activityId, { names: mentioned.map(({ name }) => name) }))
  }
}

function fresh(
  before: string | null | undefined,
  after: string | null | undefined,
  members: readonly Member[],
) {
  const known = new Set(mentionedIn(before, members).map(({ id }) => id))
  return mentionedIn(after, members).filter(({ id }) => !known.has(id))
}

/** Whether a member may see the activity, and all that it is about. */
async function maySee(ctx: Context, tx: Tx, memberId: string, activity: Partial<Activity>): Promise<boolean> {
  if (memberId === ctx.access.memberId) return true
  const { access } = await accessOf(tx, memberId)
  const theirs: Context = { ...ctx, access }
  const scope = scopeOf(access, 'activity', 'read')
  if (!scope || !withinScope(access, scope, { ownerId: activity.ownerId ?? null })) return false
  for (const [key, name] of Object.entries(related)) {
    const id = activity[key as keyof typeof related]
    const entity = entityNamed(name)!
    const record = id ? await lockRecord(tx, entity, id) : null
    if (record && !(await mayReadRecord(theirs, tx, entity, record))) return false
  }
  return true
}
