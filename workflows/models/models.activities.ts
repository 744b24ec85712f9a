import { workContext } from '@sextant/db/access/work-context'
import type { Context } from '@sextant/db/core/context'
import { Fault, notFound } from '@sextant/db/core/errors'
import { isOutage } from '@sextant/db/core/postgres-faults'
import { type ChampionsPage, championsAfter } from '@sextant/db/models/champions.queries'
import { endTraining } from '@sextant/db/models/note-training'
import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import type { LossPoint, TrainingEnd } from '@sextant/db/models/training.model'
import { modelOfTraining } from '@sextant/db/models/trainings.queries'
import { modelOfVersion, versionOfTraining } from '@sextant/db/models/versions.queries'
import { messageOf } from '@sextant/db/process/redact'
import { countToScore } from '@sextant/db/scoring/count-to-score.queries'
import { modelNamed } from '@sextant/ml/app/models'
import type { OutcomeModel } from '@sextant/ml/features/outcome-model'
import { type ScoringOptions, scoreRecords } from '@sextant/ml/scoring/score-records'
import { trainVersion } from '@sextant/ml/scoring/train-version'
import { Context as Activity } from '@temporalio/activity'
import { ApplicationFailure, TemporalFailure } from '@temporalio/common'
import type { ActivityDeps } from '../app/deps'
import type { WorkRequest } from '../app/request.model'
import { lastingFailure } from './training-failure'
import { watchTraining } from './training-watch'
import { trainingsFolder } from './trainings-folder'

/** `champion`: the version scores from now on. `candidate`: it is kept, and somebody else does. */
export type TrainingResult = 'champion' | 'candidate' | 'cancelled'

/** As much of a request as is needed to know whose records are meant. */
type Asked = Pick<WorkRequest, 'workspaceId' | 'requestId' | 'subjectId'>

/** The work of models. Who asked was checked then; a training goes on when they have left. Each may be killed anywhere and called again. */
export const modelActivities = (deps: ActivityDeps) => {
  const contextOf = (
    { workspaceId, requestId, subjectId }: Asked,
    task: 'training' | 'scoring' = 'training',
  ) =>
    workContext(deps, {
      workspaceId,
      task,
      requestId,
      cause: { type: 'training', id: subjectId },
    })
  return {
    trainOneVersion: (request: WorkRequest): Promise<TrainingResult> =>
      waitingForOutages(async () => {
        const ctx = await contextOf(request)
        const model = known(await modelOfTraining(ctx, request.subjectId))
        const there = await versionOfTraining(ctx, request.subjectId)
        if (there) return there.alias === 'champion' ? 'champion' : 'candidate'
        return train(ctx, model, request.subjectId, trainingsFolder(deps.config.dataFolder))
      }),

    scoreByChampion: (request: WorkRequest): Promise<number> =>
      waitingForOutages(async () => {
        const ctx = await contextOf(request)
        const model = known(await modelOfTraining(ctx, request.subjectId))
        const watch = watchTraining(ctx, request.subjectId, false)
        try {
          const toScore = await countToScore(ctx, model)
          watch.note('scoring', { scored: 0, toScore })
          return await scoreAll(ctx, model, scored => watch.note('scoring', { scored, toScore }))
        } finally {
          await watch.stop()
        }
      }),

    championsAfter: (after: string | null): Promise<ChampionsPage> => championsAfter(deps.db, after),

    scoreByVersion: (request: Asked, which: 'all' | 'open' = 'all'): Promise<number> =>
      waitingForOutages(async () => {
        const ctx = await contextOf(request, 'scoring')
        return scoreAll(ctx, known(await modelOfVersion(ctx, request.subjectId)), () => {}, which)
      }),

    endModelTraining: async (request: WorkRequest, end: TrainingEnd, failure: Remark | null): Promise<void> =>
      endTraining(await contextOf(request), request.subjectId, end, failure),
  }
}

export type ModelActivities = ReturnType<typeof modelActivities>

function known(name: string | null): OutcomeModel {
  const model = name === null ? undefined : modelNamed(name)
  if (!model) throw notFound('model')
  return model
}

/** An outage is thrown on, and tried again as long as the workflow waits; any other fault is told at once. */
async function waitingForOutages<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const ours = error instanceof TemporalFailure || Activity.current().cancellationSignal.aborted
    if (ours || isOutage(error)) throw error
    const message = messageOf(error)
    const gone = error instanceof Fault && (error.code === 'not_found' || error.code === 'forbidden')
    throw lastingFailure(remark(gone ? 'failure.gone' : 'failure.broken', {}, message))
  }
}

async function train(
  ctx: Context,
  model: OutcomeModel,
  trainingId: string,
  folder: string,
): Promise<TrainingResult> {
  const watch = watchTraining(ctx, trainingId)
  const curve: LossPoint[] = []
  watch.note('reading', { rowsRead: 0, curve })
  try {
    const outcome = await trainVersion(ctx, model, trainingId, {
      folder,
      signal: watch.signal,
      onRows: rowsRead => watch.note('reading', { rowsRead }),
      onProgress: ({ model, models, net, nets, epoch, epochs, loss, valLoss }) => {
        curve.push({ model, net, epoch, loss, valLoss })
        watch.note('training', { models, nets, epochs, curve })
      },
      onEvaluating: () => watch.note('evaluating', {}),
    })
    if (outcome.ok) return outcome.saved.alias === 'champion' ? 'champion' : 'candidate'
    const { kind, message } = outcome.failure
    if (kind === 'refused') throw lastingFailure(remark('failure.broken', {}, message))
    if (kind === 'unlearnable') throw lastingFailure(remark('failure.unlearnable', {}))
    if (kind === 'crashed') throw lastingFailure(remark('failure.crashed', {}, message))
    return stopped(watch.asked())
  } finally {
    await watch.stop()
  }
}

/** A trainer that is to stop leaves the training to whoever comes next. */
function stopped(asked: boolean): TrainingResult {
  const { reason } = Activity.current().cancellationSignal
  if (!asked && String(reason).includes('WORKER_SHUTDOWN'))
    throw ApplicationFailure.retryable('The trainer was stopped.', 'training.interrupted')
  return 'cancelled'
}

async function scoreAll(
  ctx: Context,
  model: OutcomeModel,
  told: (scored: number) => void,
  which: 'all' | 'open' = 'all',
): Promise<number> {
  const activity = Activity.current()
  const resumed = activity.info.heartbeatDetails as
    | { scored: number; end: ScoringOptions['after'] }
    | undefined
  const before = resumed?.scored ?? 0
  const { scored } = await scoreRecords(ctx, model, which, {
    after: resumed?.end,
    onPage: ({ scored, end }) => {
      activity.heartbeat({ scored: before + scored, end })
      activity.cancellationSignal.throwIfAborted()
      told(before + scored)
    },
  })
  return before + scored
}
