import { takeFilesBack } from '../attachments/move-attachments'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { conflict, notFound, stale } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { isUuid } from '../core/ids'
import { type Write, write } from '../events/write'
import { holdConversions } from '../leads/equal-records.queries'
import { isOwn, lastConversion } from '../leads/last-conversion.queries'
import { leadEntity } from '../leads/leads.entity'
import { lockRecord } from '../records/read-record'
import { checkScope } from '../records/scope'
import type { Conflict } from './inverse.rules'
import { undoChange } from './undo-change'
import type { ConversionUndone } from './undo-conversion.model'

/**
 * Takes the conversion of a lead back, in one transaction: the lead is open again as it was, what was made of it goes to the bin, unless somebody has worked
 * on it since; that stays and is named. What others wrote into the lead's other fields meanwhile stays too. One's own conversion is taken back with the right
 * to change the lead; somebody else's asks for the right to archive each of what was made. Throws `conflict` for a lead that is not converted here.
 */
export async function undoConversion(
  ctx: Context,
  id: string,
  version?: ExpectedVersion,
): Promise<ConversionUndone> {
  authorise(ctx, 'lead', 'update')
  if (!isUuid(id)) throw notFound('lead')
  const [conversion] = await readOnce(ctx, sql => lastConversion(ctx, sql, id))
  const undoing: Context = { ...ctx, cause: { type: 'undo', id: conversion?.id ?? id, silent: true } }
  return write(undoing, async to => {
    const lead = await lockRecord(to.tx, leadEntity, id)
    if (!lead || lead.deletedAt) throw notFound('lead')
    await checkScope(ctx, to.tx, leadEntity, lead, 'update')
    await holdConversions(ctx, to.tx)
    if (!conversion || lead.status !== 'converted')
      throw conflict('This lead is not converted here: there is nothing to undo.', {}, 'lead.not_converted')
    checkVersion(version, lead.version)
    const [now] = await lastConversion(ctx, to.tx, id)
    if (now?.id !== conversion.id) throw stale()
    const mine = isOwn(ctx, conversion)
    if (!mine)
      for (const object of ['customer', 'contact', 'deal'] as const) authorise(ctx, object, 'archive')
    return takeBack(undoing, to, id, conversion.id, mine)
  })
}

async function takeBack(
  ctx: Context,
  to: Write,
  leadId: string,
  conversionId: string,
  mine: boolean,
): Promise<ConversionUndone> {
  const { undone, conflicts } = await undoChange(ctx, to, conversionId, null, {
    within: mine
      ? [{ entity: 'lead', action: 'update' }]
      : [
          { entity: 'lead', action: 'update' },
          ...(['customer', 'contact', 'deal'] as const).map(entity => ({
            entity,
            action: 'archive' as const,
          })),
        ],
    byField: true,
  })
  const held = conflicts.find(({ subjectId }) => subjectId === leadId)
  // The lead is put back or nothing is: what it leads to must not lie in the bin.
  if (held)
    throw conflict('Somebody has changed what the conversion did to this lead.', {}, 'lead.changed_since')
  await takeFilesBack(ctx, to, { leadId, conversionId })
  return {
    leadId,
    binned: undone - 1,
    kept: conflicts.map(({ subjectType: type, subjectId, name, reason }: Conflict) => ({
      type,
      id: subjectId,
      name,
      reason,
    })),
  }
}
