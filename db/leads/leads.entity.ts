import { areas } from '../core/areas.model'
import type { Context } from '../core/context'
import { refused } from '../core/errors'
import type { Change, Entity } from '../records/entity'
import { leadEvents } from './leads.events'
import { leadKeys } from './leads.keys'
import { LeadModel, type LeadStatus } from './leads.model'
import { isClosed, mayBecome } from './leads.rules'

export const leadEntity: Entity = {
  name: 'lead',
  area: areas.lead,
  model: LeadModel,
  events: leadEvents,
  keys: leadKeys,
  titleField: 'name',
  detailField: 'company',
  prepare: async (ctx, _write, change) => followStatus(ctx, change),
}

/** Keeps `closedAt` with the status and refuses a step that the life cycle does not have. */
function followStatus(ctx: Context, { before, values }: Change): void {
  const to = values.status as LeadStatus | undefined
  if (!to) return
  const from = before?.status as LeadStatus | undefined
  // A conversion, its revert and an import (of leads whose outcome is history) set it through a cause of their own.
  const told = ctx.cause?.type === 'conversion' || ctx.cause?.type === 'import' || ctx.cause?.type === 'demo'
  if (!told && to === 'converted' && from !== 'converted')
    throw refused('lead.convert', 'A lead becomes converted by converting it.', { to })
  if (!told && from && !mayBecome(from, to))
    throw refused('lead.transition', `A ${from} lead cannot become ${to}.`, { from, to })
  if (isClosed(to)) values.closedAt = ctx.clock().toISOString()
  else if (from && isClosed(from)) values.closedAt = null
  if (from && isClosed(from) && values.statusReason === undefined) values.statusReason = null
}
