import { join } from 'node:path'
import { contextOf } from '@sextant/db/access/caller'
import { foundWorkspace } from '@sextant/db/access/create-workspace'
import { accessAs } from '@sextant/db/access/policy.rules'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import { scratchImports } from '@sextant/db/imports/scratch-import'
import type { Backtest } from '@sextant/db/models/card.model'
import type { TestDatabase } from '@sextant/db/testing/test-database'
import { loadVersion } from '../scoring/champion'
import { trainVersion } from '../scoring/train-version'
import type { Bars, Exam, ExamFile } from './exam'

/** What an exam showed. `rows` are those the model was made of; the rest is of those held out by `split`. */
export interface Marks {
  rows: number
  split: 'time' | 'hash'
  heldOut: number
  auc: number
  brier: number
  /** Expected calibration error. */
  calibrationError: number
  /** The Brier score of saying the base rate of everything. */
  baseBrier: number
  bars: Bars
  passed: boolean
}

/** In a new workspace of its own: imports the files, trains the model as the trainer does, and compares with the bars, one of them for each way of holding out. */
export async function sitExam(
  database: TestDatabase,
  exam: Exam,
  folder: string,
  say: (text: string) => void,
): Promise<Marks[]> {
  const ctx = await newWorkspace(database)
  for (const file of exam.files) await bringIn(database, ctx, file, folder, say)
  say(`training ${exam.model.name}`)
  const outcome = await trainVersion(ctx, exam.model, uuidv7(), { seed: 1 })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  const { artifact } = await loadVersion(ctx, outcome.saved.id)
  return Object.entries(exam.bars).map(([split, bars]) => {
    const result = artifact.backtests.find(backtest => backtest.split === split)
    if (!result)
      throw new Error(`${exam.name}: no rows were held out by ${split} (${artifact.stateReason.text}).`)
    return marksOf(artifact.rows, result, bars)
  })
}

function marksOf(rows: number, { split, rows: { holdout }, model, baseRate }: Backtest, bars: Bars): Marks {
  const auc = model.auc ?? 0
  return {
    rows,
    split,
    heldOut: holdout,
    auc,
    brier: model.brier,
    calibrationError: model.ece,
    baseBrier: baseRate.brier,
    bars,
    passed:
      auc >= bars.aucAtLeast && model.brier <= bars.brierAtMost && model.ece <= bars.calibrationErrorAtMost,
  }
}

async function newWorkspace(database: TestDatabase): Promise<Context> {
  const caller = { db: database, clock: systemClock, requestId: uuidv7() }
  const founder = { userId: uuidv7(), userName: 'Examiner', email: `examiner.${uuidv7()}@example.com` }
  const { workspaceId, memberId } = await foundWorkspace(caller, founder, { name: 'Exam' })
  const actor = { type: 'user', id: memberId, name: founder.userName } as const
  return contextOf(caller, workspaceId, actor, accessAs('admin', memberId))
}

async function bringIn(
  database: TestDatabase,
  ctx: Context,
  { path, entity, rows, mend = {} }: ExamFile,
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  say(`importing ${path}`)
  const imports = scratchImports(database, ctx)
  const bytes = await Bun.file(join(folder, path)).bytes()
  const draft = await imports.draft(bytes, { entity }, path.slice(path.lastIndexOf('/') + 1))
  const mapping = draft.mapping.map(column => ({ ...column, values: { ...column.values, ...mend } }))
  const mended = Object.keys(mend).length ? await imports.change(draft.id, { mapping }) : draft
  const { state, counts } = await imports.run(mended.id)
  if (state !== 'done' || counts.created !== rows)
    throw new Error(
      `${path}: ${counts.created} of ${rows} rows went in, ${counts.refused} were refused (${state}).`,
    )
}
