import type { LossPoint, Training } from '@sextant/db/models/training.model'

/** What the pipeline trains for at most, where it does not say so itself. */
export const mostEpochs = 40

/** Training is most of the time; reading and scoring have a share of the bar of their own. */
const readingShare = 0.1
const trainingShare = 0.75

const ends = ['done', 'cancelled', 'failed']
export const isRunning = (training: Pick<Training, 'state'> | null | undefined): boolean =>
  Boolean(training && !ends.includes(training.state))

/** How much is done, between 0 and 1; nets that stop early make it jump ahead, never back. */
export function shareOf({ state, progress }: Pick<Training, 'state' | 'progress'>): number {
  if (state === 'done') return 1
  if (state === 'scoring') {
    const { scored = 0, toScore = 0 } = progress
    return readingShare + trainingShare + 0.15 * (toScore ? Math.min(1, scored / toScore) : 0)
  }
  if (state === 'evaluating') return readingShare + trainingShare
  if (state === 'training') return readingShare + trainingShare * netsDone(progress)
  return state === 'reading' ? readingShare / 2 : 0
}

function netsDone({ curve = [], models = 1, nets = 1, epochs = mostEpochs }: Training['progress']): number {
  const last = curve.at(-1)
  if (!last) return 0
  return ((last.model - 1) * nets + (last.net - 1) + Math.min(1, last.epoch / epochs)) / (models * nets)
}

/** Seconds that are left if it goes on as it did; undefined while it is too early to say. */
export function secondsLeft(training: Pick<Training, 'state' | 'progress' | 'startedAt'>, nowMs: number) {
  const share = shareOf(training)
  const elapsedMs = training.startedAt ? nowMs - Date.parse(training.startedAt) : 0
  if (share < 0.15 || share >= 1 || elapsedMs < 3000) return undefined
  return Math.max(1, Math.round((elapsedMs / share - elapsedMs) / 1000))
}

/** The points of the net that is being trained, in the order of its epochs. */
export function currentNet(curve: readonly LossPoint[] = []): readonly LossPoint[] {
  const last = curve.at(-1)
  return last ? curve.filter(({ model, net }) => model === last.model && net === last.net) : []
}
