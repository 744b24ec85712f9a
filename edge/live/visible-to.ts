import { meaningOf } from '@sextant/db/app/catalogue.events'
import type { Context } from '@sextant/db/core/context'
import { inWorkspace } from '@sextant/db/core/database'
import { type ObjectName, objects, scopeOf, withinScope } from '@sextant/db/core/grants.rules'
import type { TailEvent } from '@sextant/db/events/tail.queries'
import { hasOwner, ownersOf } from '@sextant/db/records/owners.queries'
import { sharedAmong } from '@sextant/db/records/shared'

/** The object whose grant gives sight of an event: its kind names it, or it is its subject. */
function objectOf(event: TailEvent): ObjectName | undefined {
  const meaning = meaningOf(event)
  const sight = meaning?.sight === undefined ? event.subjectType : meaning.sight
  return objects.find(name => name === sight)
}

/**
 * Those events whose record the asker may read, or could until this change: then it must disappear from the screen. Looks up
 * owners only for roles that do not see everything.
 */
export async function visibleTo(ctx: Context, events: readonly TailEvent[]): Promise<TailEvent[]> {
  const granted = events.flatMap(event => {
    const object = objectOf(event)
    const scope = object && scopeOf(ctx.access, object, 'read')
    return scope ? [{ event, scope }] : []
  })
  const narrow = granted.filter(({ event, scope }) => scope !== 'all' && hasOwner(event.subjectType))
  const owners = new Map<string, string | null>()
  const shared = new Set<string>()
  for (const type of new Set(narrow.map(({ event }) => event.subjectType))) {
    const ids = [
      ...new Set(
        narrow.filter(({ event }) => event.subjectType === type).map(({ event }) => event.subjectId),
      ),
    ]
    for (const [id, owner] of await ownersOf(ctx, type, ids)) owners.set(id, owner)
    if (ctx.access.shares?.kinds[type])
      for (const id of await inWorkspace(ctx, tx => sharedAmong(ctx, tx, type, ids))) shared.add(id)
  }
  return granted
    .filter(({ event, scope }) => {
      if (scope === 'all' || !hasOwner(event.subjectType)) return true
      const candidates = [event.ownerBefore, event.ownerAfter].filter(owner => owner !== null)
      if (owners.has(event.subjectId)) candidates.push(owners.get(event.subjectId)!)
      if (shared.has(event.subjectId)) return true
      return candidates.some(owner => withinScope(ctx.access, scope, owner))
    })
    .map(({ event }) => event)
}
