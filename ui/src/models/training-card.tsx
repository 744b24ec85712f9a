import type { Training } from '@sextant/db/models/training.model'
import { createMemo, createSignal, lazy, onCleanup, Show, Suspense, untrack } from 'solid-js'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import type { Tone } from '../parts/chip/tone.model'
import { Card } from '../parts/panel/card'
import { Progress } from '../parts/state/progress'
import { Skeleton } from '../parts/state/skeleton'
import { useLongWait } from '../parts/state/use-long-wait'
import { inWords } from './card-words'
import { t } from './models.text'
import {
  betterGuess,
  countedDown,
  currentNet,
  isRunning,
  mostEpochs,
  secondsLeft,
  shareOf,
  type TimeLeft,
} from './training-progress.rules'

const LossChart = lazy(() => import('./loss-chart').then(module => ({ default: module.LossChart })))

/** The training that runs, live; else how the last one ended. */
export const TrainingCard = (props: {
  training: Training | undefined
  busy: boolean
  onStop: (id: string) => Promise<void>
}) => (
  <Card title={t('training')} end={<Show when={props.training}>{one => <State training={one()} />}</Show>}>
    <Show when={props.training} fallback={<p class="text-muted">{t('training.never')}</p>}>
      {training => (
        <Show when={isRunning(training())} fallback={<Ended training={training()} />}>
          <Running training={training()} busy={props.busy} onStop={props.onStop} />
        </Show>
      )}
    </Show>
  </Card>
)

const State = (props: { training: Training }) => {
  const tone = (): Tone =>
    (({ done: 'pos', failed: 'neg', cancelled: 'slate' }) as const)[
      props.training.state as 'done' | 'failed' | 'cancelled'
    ] ?? 'info'
  return (
    <StatusChip tone={tone()}>
      {t(`chip.${isRunning(props.training) ? 'running' : ended(props.training)}`)}
    </StatusChip>
  )
}

/** Its version was kept, and may be the champion. */
const isUnscored = ({ state, versionId }: Training) => state === 'failed' && versionId !== null

const ended = ({ state }: Training) => (state === 'done' || state === 'cancelled' ? state : 'failed')

function Running(props: { training: Training; busy: boolean; onStop: (id: string) => Promise<void> }) {
  const { can } = useSession()
  const timeLeft = useTimeLeft(() => props.training)
  const isStill = useLongWait(
    () => true,
    () => `${props.training.state} ${props.training.progress.rowsRead} ${shareOf(props.training)}`,
  )
  const left = () => {
    const seconds = timeLeft()
    return seconds === undefined || isStill() ? '' : timeInWords(seconds)
  }
  const points = () => currentNet(props.training.progress.curve)
  const stopping = () => props.training.asked === 'cancel'
  return (
    <div class="stack">
      <div class="row small justify-between">
        <span role="status">{stopping() ? t('stopping') : doing(props.training)}</span>
        <span class="num flex-none text-muted">{left()}</span>
      </div>
      <Progress share={shareOf(props.training)} label={t('training')} />
      <Show when={isStill() ? stillOf(props.training) : netOf(props.training)}>
        {text => <span class="small text-muted">{text()}</span>}
      </Show>
      <Show when={points().length > 1}>
        <Suspense fallback={<Skeleton />}>
          <LossChart points={points()} />
        </Suspense>
      </Show>
      <Show when={can('model', 'create')}>
        <div class="row justify-end">
          <Button
            busy={props.busy}
            disabled={stopping() && t('stopping')}
            onClick={() => void props.onStop(props.training.id)}
          >
            {t('stop')}
          </Button>
        </div>
      </Show>
    </div>
  )
}

function doing({ state, progress }: Training): string {
  const last = progress.curve?.at(-1)
  if (state === 'reading' && progress.rowsRead) return t('doing.read', { n: progress.rowsRead })
  if (state === 'training' && last)
    return t('doing.epoch', { epoch: last.epoch, epochs: progress.epochs ?? mostEpochs })
  if (state === 'scoring' && progress.toScore)
    return t('doing.scored', {
      n: format.number(progress.scored ?? 0),
      total: format.number(progress.toScore),
    })
  return t(`training.${state}`)
}

const stillOf = ({ state }: Training) => t(state === 'queued' ? 'doing.queued' : 'doing.still')

/** Which of its nets is learning; the one of the last part only tests how well another draw of rows would do. */
function netOf({ state, progress }: Training): string | undefined {
  const last = progress.curve?.at(-1)
  if (state !== 'training' || !last) return undefined
  return last.model > 1
    ? t('doing.backtest')
    : t('doing.net', { net: last.net, nets: progress.nets ?? last.net })
}

/** Seconds that are left: judged anew whenever something was done, and counted down in between. */
function useTimeLeft(training: () => Training) {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), 1_000)
  onCleanup(() => clearInterval(timer))
  const share = createMemo(() => shareOf(training()))
  const guess = createMemo<TimeLeft | undefined>(before => {
    share()
    const atMs = Date.now()
    const seconds = untrack(() => secondsLeft(training(), atMs))
    return betterGuess(before, seconds === undefined ? undefined : { seconds, atMs })
  })
  return () => {
    const known = guess()
    return known && countedDown(known, now())
  }
}

/** Coarse, as it is a guess. */
const timeInWords = (seconds: number) => {
  if (seconds >= 90) return t('left.minutes', { n: Math.round(seconds / 60) })
  return t('left.seconds', { n: seconds < 10 ? Math.round(seconds) : Math.round(seconds / 5) * 5 })
}

const Ended = (props: { training: Training }) => (
  <div class="stack">
    <p>
      {t(`ended.${isUnscored(props.training) ? 'unscored' : ended(props.training)}`, {
        when: format.ago(props.training.finishedAt ?? props.training.createdAt),
      })}
    </p>
    <Show when={props.training.state === 'failed' && props.training.failure}>
      {failure => <p class="small text-muted">{inWords(failure())}</p>}
    </Show>
    <Show when={(props.training.progress.curve?.length ?? 0) > 1}>
      <Suspense fallback={<Skeleton />}>
        <LossChart points={currentNet(props.training.progress.curve)} />
      </Suspense>
    </Show>
  </div>
)
