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

/** A net takes about as long as any other. The model that only back-tests has one; those of the first are then told by the curve. */
function netsDone({ curve = [], models = 1, nets = 1, epochs = mostEpochs }: Training['progress']): number {
  const last = curve.at(-1)
  if (!last) return 0
  const first =
    last.model === 1 ? nets : Math.max(...curve.flatMap(({ model, net }) => (model === 1 ? [net] : [])))
  const before = last.model === 1 ? 0 : first
  return Math.min(1, (before + last.net - 1 + Math.min(1, last.epoch / epochs)) / (first + models - 1))
}

/** Seconds that are left if it goes on as it did; undefined while it is too early to say. */
export function secondsLeft(training: Pick<Training, 'state' | 'progress' | 'startedAt'>, nowMs: number) {
  const share = shareOf(training)
  const elapsedMs = training.startedAt ? nowMs - Date.parse(training.startedAt) : 0
  if (share < 0.15 || share >= 1 || elapsedMs < 3000) return undefined
  return Math.max(1, Math.round((elapsedMs / share - elapsedMs) / 1000))
}

/** A guess of what is left, and when it was made. */
export interface TimeLeft {
  seconds: number
  atMs: number
}

/** What is left of a guess, since it was made. */
export const countedDown = ({ seconds, atMs }: TimeLeft, nowMs: number) =>
  Math.max(1, seconds - (nowMs - atMs) / 1000)

/** The guess to keep: a lower one at once, a higher one only where the former was clearly wrong. One that goes up and down tells nothing. */
export function betterGuess(before: TimeLeft | undefined, next: TimeLeft | undefined): TimeLeft | undefined {
  if (!before || !next) return next
  const expected = countedDown(before, next.atMs)
  return next.seconds > expected && next.seconds < expected * 1.3 + 5 ? before : next
}

/** The points of the net that is being trained, in the order of its epochs. */
export function currentNet(curve: readonly LossPoint[] = []): readonly LossPoint[] {
  const last = curve.at(-1)
  return last ? curve.filter(({ model, net }) => model === last.model && net === last.net) : []
}
