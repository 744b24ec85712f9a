import type { Import } from '@sextant/db/imports/import.model'
import { hasStarted, undoableUntil } from '@sextant/db/imports/import-life.rules'

export const steps = ['upload', 'settings', 'map', 'check', 'run'] as const
export type Step = (typeof steps)[number]

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

/** Until when it can be undone; undefined where there is nothing to undo. */
export const undoUntil = (one: Pick<Import, 'state' | 'finishedAt' | 'counts'>): Date | undefined =>
  one.counts.created + one.counts.updated === 0 ? undefined : undoableUntil(one)
