import { meaningOf } from '@sextant/db/app/catalogue.events'
import type { Context } from '@sextant/db/core/context'
import { inWorkspace } from '@sextant/db/core/database'
import { type ObjectName, objects, scopeOf, type Whose, withinScope } from '@sextant/db/core/grants.rules'
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
    const also = meaningOf(event)?.also
    if (also && !scopeOf(ctx.access, also, 'read')) return []
    const scope = object && scopeOf(ctx.access, object, 'read')
    return scope ? [{ event, scope }] : []
  })
  const narrow = granted.filter(({ event, scope }) => scope !== 'all' && hasOwner(event.subjectType))
  const held = new Map<string, Whose>()
  const shared = new Set<string>()
  for (const type of new Set(narrow.map(({ event }) => event.subjectType))) {
    const ids = [
      ...new Set(
        narrow.filter(({ event }) => event.subjectType === type).map(({ event }) => event.subjectId),
      ),
    ]
    for (const [id, whose] of await ownersOf(ctx, type, ids)) held.set(id, whose)
    if (ctx.access.shares?.kinds[type])
      for (const id of await inWorkspace(ctx, tx => sharedAmong(ctx, tx, type, ids))) shared.add(id)
  }
  return granted
    .filter(({ event, scope }) => {
      if (scope === 'all' || !hasOwner(event.subjectType)) return true
      if (shared.has(event.subjectId)) return true
      const now = held.get(event.subjectId)
      if (now && withinScope(ctx.access, scope, now)) return true
      const owners = [event.ownerBefore, event.ownerAfter].filter(owner => owner !== null)
      if (owners.some(ownerId => withinScope(ctx.access, scope, { ownerId }))) return true
      const territories = [event.territoryBefore, event.territoryAfter].filter(place => place !== null)
      return scope === 'territory' && territories.some(id => ctx.access.territoryIds.includes(id))
    })
    .map(({ event }) => event)
}
