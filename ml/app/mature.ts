import type { ModelSpec, TrainingRow } from './spec.model'

const dayMs = 86_400_000

/** Rows later than `since` (epoch ms) had not had all of their time yet. */
export interface Young {
  rows: number
  since: number
  /** Whether they were left out; else too few others were there. */
  leftOut: boolean
}

/**
 * Leaves out rows that are younger than the horizon, where enough others are left. Of young ones only those are decided that were quick, whichever
 * way: their rate is not that of their kind (right censoring), and they are the very rows that would be held out as the newest.
 */
export function matureRows(
  { horizonDays, minimumPerClass }: ModelSpec,
  rows: readonly TrainingRow[],
  nowMs: number,
): { rows: readonly TrainingRow[]; young: Young | null } {
  if (horizonDays === null) return { rows, young: null }
  const since = nowMs - horizonDays * dayMs
  const mature = rows.filter(row => row.at <= since)
  const young = { rows: rows.length - mature.length, since }
  if (young.rows === 0) return { rows, young: null }
  const positives = mature.reduce((sum, row) => sum + row.label, 0)
  const leftOut = Math.min(positives, mature.length - positives) >= minimumPerClass
  return { rows: leftOut ? mature : rows, young: { ...young, leftOut } }
}
