import type { Conflict } from '../changes/inverse.rules'
import { undoChange } from '../changes/undo-change'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { write } from '../events/write'
import type { ImportState, UndoProgress } from './import.model'
import { authoriseUndo } from './import-rights'
import { importEvents } from './imports.events'
import { importOf } from './imports.queries'

interface UndoState extends UndoProgress {
  cursor: string | null
}

const shownConflicts = 100
const shown = ({ refusal: _, ...conflict }: Conflict) => conflict

/** Undoes an import a page at a time until it is done or the time is over. A page and its checkpoint are one transaction; so it may be killed and called again anywhere. */
export async function undoImport(
  ctx: Context,
  importId: string,
  { maxMs, onPage }: { maxMs: number; onPage?: (undone: number) => void },
): Promise<ImportState> {
  const until = ctx.clock().getTime() + maxMs
  const undoing: Context = { ...ctx, cause: { type: 'undo', id: importId, silent: true } }
  await inWorkspace(ctx, async tx => authoriseUndo(ctx, tx, await importOf(tx, importId)))
  for (;;) {
    const state = await undoPage(undoing, importId, onPage)
    if (state !== 'undoing' || ctx.clock().getTime() >= until) return state
  }
}

async function undoPage(
  ctx: Context,
  importId: string,
  onPage?: (undone: number) => void,
): Promise<ImportState> {
  return write(ctx, async to => {
    const { tx, emit } = to
    const [held] = await tx<
      { state: ImportState; undo: UndoState | null }[]
    >`select state, undo from import where id = ${importId} for update`
    if (held?.state !== 'undoing') return held?.state ?? 'undone'
    const before: UndoState = held.undo ?? {
      undone: 0,
      kept: 0,
      finished: false,
      conflicts: [],
      cursor: null,
    }
    const page = await undoChange(ctx, to, importId, before.cursor)
    const undo: UndoState = {
      undone: before.undone + page.undone,
      kept: before.kept + page.conflicts.length,
      finished: page.finished,
      conflicts: [...before.conflicts, ...page.conflicts.map(shown)].slice(0, shownConflicts),
      cursor: page.cursor,
    }
    const state: ImportState = page.finished ? 'undone' : 'undoing'
    await tx`update import set undo = ${tx.json(undo as never)}, state = ${state}, version = version + 1 where id = ${importId}`
    const { undone, kept } = undo
    emit(importEvents[page.finished ? 'undone' : 'progressed'](importId, { undone, kept }))
    onPage?.(undo.undone)
    return state
  })
}
