import { authorise, type Context } from '../core/context'
import { forbidden } from '../core/errors'
import { scopeOf } from '../core/grants.rules'
import type { Entity } from '../records/entity'
import { checkWritable } from '../records/scope'
import type { Bulk, BulkVerb } from './bulk.model'
import { actionOf } from './bulk.rules'

/** What the rights to a bulk change hang on. */
export interface Job {
  verb: BulkVerb
  values: Bulk['values']
  /** The member or the key that asked for it. */
  askedBy: string | null
}

/** The member, key or system in whose name the asker acts. */
export const askerOf = ({ actor }: Context): string | null => actor.onBehalfOf ?? actor.id

const isOwn = (ctx: Context, { askedBy }: Pick<Job, 'askedBy'>): boolean =>
  askedBy !== null && askedBy === askerOf(ctx)

const mayChangeAll = (ctx: Context, entity: Entity, { verb }: Pick<Job, 'verb'>): boolean =>
  scopeOf(ctx.access, entity.name, actionOf(verb)) === 'all'

/** Refuses those who may not do by hand, with any record, what the bulk change does. Which records they may, each record tells. */
export function authoriseBulk(ctx: Context, entity: Entity, { verb, values }: Omit<Job, 'askedBy'>): void {
  authorise(ctx, entity.name, actionOf(verb))
  if (values) checkWritable(ctx, entity, values)
}

/** Whether the asker may see it: one's own, and those of others where one may change all such records. */
export const mayRead = (ctx: Context, entity: Entity, job: Pick<Job, 'verb' | 'askedBy'>): boolean =>
  scopeOf(ctx.access, entity.name, 'read') !== undefined &&
  (isOwn(ctx, job) || mayChangeAll(ctx, entity, job))

/**
 * Refuses what the asker may not do with a bulk change that is there: one's own may be stopped and taken back by who may still make such changes, those of
 * others by who may change every record.
 */
export function authoriseAsk(ctx: Context, entity: Entity, job: Job): void {
  authoriseBulk(ctx, entity, job)
  const action = actionOf(job.verb)
  if (!isOwn(ctx, job) && !mayChangeAll(ctx, entity, job))
    throw forbidden(`This needs the right to ${action} every ${entity.name}.`, `${entity.name}.${action}`)
}
