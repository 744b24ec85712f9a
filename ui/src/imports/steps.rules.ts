import type { Import } from '@sextant/db/imports/import.model'

export const steps = ['upload', 'settings', 'map', 'check', 'run'] as const
export type Step = (typeof steps)[number]

/** Nothing of it can be set any more. */
export const hasStarted = ({ state }: Pick<Import, 'state'>) => state !== 'draft' && state !== 'checking'

/** Where an import is gone on with: what has started is only watched, what was checked is looked at. */
export function stepOf(one: Pick<Import, 'state' | 'preview'>): Step {
  if (hasStarted(one)) return 'run'
  return one.preview?.finished ? 'check' : 'settings'
}

/** The step to show for an address: nothing but its progress once it has started, and no progress before. */
export function stepFor(asked: string | undefined, one: Pick<Import, 'state' | 'preview'>): Step {
  const known = steps.find(step => step === asked)
  if (hasStarted(one)) return 'run'
  return !known || known === 'run' ? stepOf(one) : known
}

const undoDays = 30

/** Until when it can be undone; undefined where there is nothing to undo. */
export function undoUntil({
  state,
  finishedAt,
  counts,
}: Pick<Import, 'state' | 'finishedAt' | 'counts'>): Date | undefined {
  if (!['done', 'cancelled', 'failed'].includes(state) || !finishedAt) return undefined
  if (counts.created + counts.updated === 0) return undefined
  return new Date(Date.parse(finishedAt) + undoDays * 86_400_000)
}
