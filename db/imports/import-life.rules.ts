import type { Import, ImportState, ImportVerb } from './import.model'

/** For how many days after its end an import can be undone. */
export const undoDays = 30

/** In which states something can be asked of an import. */
export const askedIn: Readonly<Record<ImportVerb, readonly ImportState[]>> = {
  check: ['draft', 'checking'],
  start: ['draft', 'checking'],
  pause: ['queued', 'running'],
  resume: ['paused', 'running', 'failed'],
  cancel: ['queued', 'running', 'paused', 'failed'],
  undo: ['done', 'cancelled', 'failed'],
}

/** Nothing of it can be set any more. */
export const hasStarted = ({ state }: Pick<Import, 'state'>): boolean => !askedIn.start.includes(state)

/** Until when it can be undone; undefined where it is in no state for that. */
export function undoableUntil({ state, finishedAt }: Pick<Import, 'state' | 'finishedAt'>): Date | undefined {
  if (!askedIn.undo.includes(state) || !finishedAt) return undefined
  return new Date(Date.parse(finishedAt) + undoDays * 86_400_000)
}
