import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { conflict, invalid, refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import type { NewEvent } from '../events/event.model'
import { write } from '../events/write'
import { checkNamed } from '../records/references'
import type { Import, ImportState, ImportVerb } from './import.model'
import { askedIn, undoableUntil, undoDays } from './import-life.rules'
import { authoriseRows, authoriseUndo } from './import-rights'
import { importCheckEvents, importEvents } from './imports.events'
import { importOf } from './imports.queries'
import { shownImport } from './shown-import'

/** Asked again in these states, the same thing is answered: a retry does no harm. */
const already: Record<ImportVerb, readonly ImportState[]> = {
  check: [],
  start: ['queued', 'running', 'done'],
  pause: ['paused'],
  resume: ['queued', 'done'],
  cancel: ['cancelled'],
  undo: ['undoing', 'undone'],
}

/**
 * Asks for something to be done with an import: `check`, `start`, `pause`, `resume`, `cancel`, `undo`. Writes the state and an event, from which the relay starts or
 * wakes the workflow; so it is accepted with Temporal down. Each asks for the rights of what the import does. Throws `conflict` in a state where it makes no sense, `invalid` with what is still wrong.
 */
export async function askImport(ctx: Context, id: string, verb: ImportVerb): Promise<Import> {
  authorise(ctx, 'import', 'update')
  return write(ctx, async ({ tx, emit }) => {
    const now = await importOf(tx, id, true)
    if (verb === 'undo') await authoriseUndo(ctx, tx, now)
    else authoriseRows(ctx, now)
    if (already[verb].includes(now.state)) return shownImport(ctx, now)
    if (!askedIn[verb].includes(now.state))
      throw conflict(
        `An import that is ${now.state} cannot ${verb}.`,
        { state: now.state, verb },
        'import.state',
      )
    if ((verb === 'check' || verb === 'start') && now.problems.length)
      throw invalid(now.problems as Parameters<typeof invalid>[0])
    if (verb === 'check' || verb === 'start') await checkPipeline(ctx, tx, now)
    if (verb === 'undo') refuseTooLate(ctx, now)
    emit(await apply(ctx, tx, now, verb))
    return shownImport(ctx, await importOf(tx, id))
  })
}

/** The pipeline that was chosen may have gone since. */
async function checkPipeline(ctx: Context, tx: Tx, { settings: { pipelineId } }: Import): Promise<void> {
  if (pipelineId)
    await checkNamed(ctx, tx, { id: pipelineId, table: 'pipeline', pointer: '/settings/pipelineId' })
}

async function apply(ctx: Context, tx: Tx, now: Import, verb: ImportVerb): Promise<NewEvent> {
  const { id } = now
  const at = ctx.clock().toISOString()
  const asker = ctx.actor.onBehalfOf ?? ctx.actor.id
  switch (verb) {
    case 'check': {
      const checkId = uuidv7()
      await tx`update import set state = 'checking', check_id = ${checkId}, preview = null, started_by = ${asker}, version = version + 1 where id = ${id}`
      return importCheckEvents.checkRequested(checkId, { importId: id })
    }
    case 'start':
      await tx`update import set state = 'queued', check_id = null, started_by = ${asker}, version = version + 1 where id = ${id}`
      return importEvents.requested(id)
    case 'undo':
      await tx`update import set state = 'undoing', undo = null, failure = null, started_by = ${asker}, version = version + 1 where id = ${id}`
      return importEvents.undoRequested(id)
    case 'resume':
      // One that was paused before its first row has not begun.
      if (now.state === 'running')
        await tx`update import set asked = null, started_by = ${asker}, version = version + 1 where id = ${id}`
      else
        await tx`update import set state = case when started_at is null then 'queued' else 'running' end, asked = null, failure = null, finished_at = null, started_by = ${asker}, version = version + 1 where id = ${id}`
      // Where it failed, its workflow has ended; where it is paused, it waits.
      return now.state === 'failed' ? importEvents.requested(id) : importEvents.asked(id, { asked: verb })
    default:
      if (now.state === 'running')
        await tx`update import set asked = ${verb}, version = version + 1 where id = ${id}`
      else if (verb === 'pause')
        await tx`update import set state = 'paused', version = version + 1 where id = ${id}`
      else
        await tx`update import set state = 'cancelled', asked = null, finished_at = ${at}, version = version + 1 where id = ${id}`
      return importEvents.asked(id, { asked: verb })
  }
}

function refuseTooLate(ctx: Context, one: Import): void {
  const until = undoableUntil(one)
  if (until && ctx.clock() > until)
    throw refused('import.undo_expired', `An import can be undone for ${undoDays} days.`, { days: undoDays })
}
