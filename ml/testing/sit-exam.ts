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
import type { TrainedModel } from '../app/artifact.model'
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
  /** AUC beyond that of a logistic regression on the same rows. */
  aboveLogistic: number
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
  const artifacts: TrainedModel[] = []
  for (const seed of exam.seeds ?? [1]) artifacts.push(await train(ctx, exam, seed, say))
  return Object.entries(exam.bars).map(([split, bars]) => {
    const results = artifacts.map(artifact => {
      const result = artifact.backtests.find(backtest => backtest.split === split)
      if (!result)
        throw new Error(`${exam.name}: no rows were held out by ${split} (${artifact.stateReason.text}).`)
      return result
    })
    return marksOf(artifacts[0]!.rows, results, bars)
  })
}

async function train(ctx: Context, exam: Exam, seed: number, say: (text: string) => void) {
  say(`training ${exam.model.name}, draw ${seed}`)
  const outcome = await trainVersion(ctx, exam.model, uuidv7(), { seed })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  const { artifact } = await loadVersion(ctx, outcome.saved.id)
  const used = (exam.leavesOut ?? []).filter(key => artifact.featuresUsed.includes(key))
  if (used.length > 0)
    throw new Error(`${exam.name}: the model uses ${used.join(', ')}, known only afterwards.`)
  return artifact
}

function marksOf(rows: number, results: readonly Backtest[], bars: Bars): Marks {
  const mean = (of: (result: Backtest) => number) =>
    results.reduce((sum, result) => sum + of(result), 0) / results.length
  const auc = mean(({ model }) => model.auc ?? 0)
  const brier = mean(({ model }) => model.brier)
  const calibrationError = mean(({ model }) => model.ece)
  const aboveLogistic = mean(({ againstLogistic }) => againstLogistic.auc ?? 0)
  const isAbove =
    bars.aboveLogisticAtLeast === undefined ||
    (aboveLogistic >= bars.aboveLogisticAtLeast &&
      results.every(({ againstLogistic }) => againstLogistic.clear))
  return {
    rows,
    split: results[0]!.split,
    heldOut: results[0]!.rows.holdout,
    auc,
    brier,
    calibrationError,
    baseBrier: mean(({ baseRate }) => baseRate.brier),
    aboveLogistic,
    bars,
    passed:
      auc >= bars.aucAtLeast &&
      brier <= bars.brierAtMost &&
      calibrationError <= bars.calibrationErrorAtMost &&
      isAbove,
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
