import type { Context } from '@sextant/db/core/context'
import { askedOf, noteProgress } from '@sextant/db/models/note-training'
import type { TrainingEnd, TrainingProgress, TrainingState } from '@sextant/db/models/training.model'
import { Context as Activity } from '@temporalio/activity'

type Running = Exclude<TrainingState, TrainingEnd>

/** How often a training looks whether it is to stop: a small one is over in seconds. */
const everyMs = 500
/** How often it says how far it is, while it is at the same thing. */
const notedEveryMs = 2_000

export interface TrainingWatch {
  /** Aborts when somebody asked for a cancel, when Temporal cancels, and when the worker is to stop. */
  signal: AbortSignal
  /** True once a person asked for it: then the training is over, else it is tried again. */
  asked(): boolean
  note(state: Running, progress: TrainingProgress): void
  stop(): Promise<void>
}

/**
 * Follows a running training: heartbeats to Temporal, progress to the row for the screens, and what is asked from there. With `beats`
 * false the activity heartbeats itself, with details of its own.
 */
export function watchTraining(ctx: Context, trainingId: string, beats = true): TrainingWatch {
  const activity = Activity.current()
  const stopping = new AbortController()
  const signal = AbortSignal.any([stopping.signal, activity.cancellationSignal])
  let latest: { state: Running; progress: TrainingProgress } | undefined
  let noted: { state: Running; atMs: number } | undefined
  let asked = false
  let turn = Promise.resolve()
  const tick = async (isLast = false) => {
    const isDue = !noted || noted.state !== latest?.state || Date.now() - noted.atMs >= notedEveryMs
    const news = isDue || isLast ? latest : undefined
    if (news) {
      latest = undefined
      noted = { state: news.state, atMs: Date.now() }
    }
    const heard = news
      ? await noteProgress(ctx, trainingId, news.state, news.progress)
      : await askedOf(ctx, trainingId)
    if (heard.asked !== 'cancel' && !heard.over) return
    asked = true
    stopping.abort()
  }
  // A database that is away, or does not answer, is no reason to end hours of training: the heartbeat does not wait for it, nor do turns
  // queue up behind one that hangs.
  let isTurning = false
  const turnOnce = (isLast = false) => {
    if (beats) activity.heartbeat()
    if (isTurning) return
    isTurning = true
    turn = tick(isLast)
      .catch(() => undefined)
      .finally(() => {
        isTurning = false
      })
  }
  turnOnce()
  const timer = setInterval(() => turnOnce(), everyMs)
  return {
    signal,
    asked: () => asked,
    note: (state, progress) => {
      latest = { state, progress: { ...latest?.progress, ...progress } }
    },
    stop: async () => {
      clearInterval(timer)
      await turn
      turnOnce(true)
      await turn
    },
  }
}
