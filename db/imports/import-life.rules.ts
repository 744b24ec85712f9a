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

/**
 * Whether a verb would do something now, so that a screen offers it: what was asked of a running import and has not happened yet is not asked again. One that
 * failed is gone on with or taken back, rather than cancelled.
 */
export function isOffered(verb: ImportVerb, { state, asked }: Pick<Import, 'state' | 'asked'>): boolean {
  if (!askedIn[verb].includes(state)) return false
  if (verb === 'pause') return asked === null
  if (verb === 'resume') return state !== 'running' || asked === 'pause'
  return verb !== 'cancel' || (state !== 'failed' && asked !== 'cancel')
}

/** Whether a worker has something to do with it. */
export const isAtWork = (state: ImportState): boolean =>
  ['checking', 'queued', 'running', 'undoing'].includes(state)

/** Nothing of it can be set any more. */
export const hasStarted = ({ state }: Pick<Import, 'state'>): boolean => !askedIn.start.includes(state)

/** What it did stands, until somebody takes it back or goes on with it. */
export const isOver = ({ state }: Pick<Import, 'state'>): boolean =>
  hasStarted({ state }) && !isAtWork(state) && state !== 'paused'

/** Until when it can be undone; undefined where it is in no state for that. */
export function undoableUntil({ state, finishedAt }: Pick<Import, 'state' | 'finishedAt'>): Date | undefined {
  if (!askedIn.undo.includes(state) || !finishedAt) return undefined
  return new Date(Date.parse(finishedAt) + undoDays * 86_400_000)
}
