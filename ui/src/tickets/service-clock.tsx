import type { TicketClock, TicketClocks } from '@sextant/db/service-levels/clock.model'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/solid-query'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { format } from '../app/format'
import { onLive } from '../app/live'
import { Button } from '../parts/button/button'
import { Loaded } from '../parts/state/loaded'
import { Skeleton } from '../parts/state/skeleton'
import { ClockBar } from './clock-bar'
import { hoursAndMinutes, shortMoment } from './clock-words'
import { isTicketStatus } from './ticket-kind'
import { t } from './tickets.text'

/** What is promised of a ticket: how each clock stands, why, and how it stood at any moment. */
export function ServiceClock(props: { id: string }) {
  const client = useQueryClient()
  /** The moment that is looked at; undefined: now. */
  const [at, setAt] = createSignal<string>()
  const [replaying, setReplaying] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: ['ticket', 'clocks', props.id, at()],
    enabled: !isServer,
    placeholderData: keepPreviousData,
    refetchInterval: at() ? (false as const) : 60_000,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/tickets/{id}/clocks', { params: { id: props.id }, query: { at: at() }, signal }),
  }))
  onLive(({ subjectId, subjectType }) => {
    if (subjectId === props.id || subjectType === 'ticket_clock')
      void client.invalidateQueries({ queryKey: ['ticket', 'clocks', props.id] })
  })
  return (
    <section class="service-clock" aria-label={t('clock')}>
      <div class="row">
        <h3 class="grow">{t('clock')}</h3>
        <Show when={query.data?.policy}>{policy => <bdi class="small">{policy().name}</bdi>}</Show>
      </div>
      <Loaded query={query} failed={t('clock.failed')} waiting={<Skeleton n={2} />}>
        {clocks => (
          <Show when={clocks().policy} fallback={<p class="small muted">{t('clock.none')}</p>}>
            <Show when={at()}>
              <p class="small replayed" role="status">
                {t('replay.at', {
                  at: format.full(clocks().at),
                  status: statusWord(clocks().status),
                })}
              </p>
            </Show>
            <Clocks clocks={clocks()} />
            <Show
              when={replaying()}
              fallback={
                <button type="button" class="link small" onClick={() => setReplaying(true)}>
                  {t('replay')}
                </button>
              }
            >
              <Replay
                clocks={clocks()}
                at={at()}
                onAt={setAt}
                onClose={() => {
                  setAt(undefined)
                  setReplaying(false)
                }}
              />
            </Show>
          </Show>
        )}
      </Loaded>
    </section>
  )
}

const statusWord = (status: string): string => (isTicketStatus(status) ? t(`state.${status}`) : status)

/** What is still waited for, else what was waited for last. */
const waited = ({ clocks }: TicketClocks): TicketClock[] => {
  const replies = clocks.filter(({ promised }) => promised !== 'solve')
  const solve = clocks.filter(({ promised }) => promised === 'solve')
  return [...replies.slice(-1), ...solve]
}

function Clocks(props: { clocks: TicketClocks }) {
  const shown = createMemo(() => waited(props.clocks))
  return (
    <>
      <dl class="clock-rows">
        <For each={shown()}>
          {clock => (
            <div>
              <dt>{t(`promise.${clock.promised}`)}</dt>
              <dd class="muted">{dueText(clock)}</dd>
              <dd class={`due ${toneOf(clock, props.clocks.at)}`}>
                <bdi>{standText(clock, props.clocks.at)}</bdi>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={explained(shown())}>
        {clock => (
          <>
            <ClockBar clock={clock()} work={props.clocks.work} at={props.clocks.at} />
            <p class="small">{sentence(clock(), props.clocks)}</p>
            <Sum clock={clock()} />
          </>
        )}
      </Show>
    </>
  )
}

/** The clock that the bar, the sentence and the sum are about: what is to be solved, else the reply. */
const explained = (clocks: readonly TicketClock[]): TicketClock | undefined =>
  clocks.find(({ promised }) => promised === 'solve') ?? clocks[0]

function dueText({ dueAt, state }: TicketClock): string {
  if (dueAt) return t('clock.due', { at: shortMoment(dueAt) })
  return state === 'paused' ? t('clock.stands') : ''
}

function standText({ state, isLate, dueAt, endedAt, leftMinutes }: TicketClock, at: string): string {
  if (state === 'dropped') return t('clock.dropped')
  if (state === 'met')
    return isLate ? t('clock.met.late') : t('clock.met', { at: shortMoment(endedAt ?? at) })
  if (isLate) return t('clock.late', { time: hoursAndMinutes(leftMinutes) })
  return dueAt || state === 'paused'
    ? t('clock.left', { time: hoursAndMinutes(leftMinutes) })
    : t('clock.never')
}

function toneOf({ state, isLate, leftMinutes }: TicketClock, _at: string): string {
  if (isLate) return 'late'
  if (state === 'met' || state === 'dropped') return 'done'
  if (state === 'paused') return 'paused'
  return leftMinutes <= 60 ? 'soon' : 'due'
}

/** “Running since 09:00, paused 2 h 10 m for the customer, due 14:20, Asia/Kuwait.” */
function sentence(clock: TicketClock, { policy }: TicketClocks): string {
  const zone = policy?.timeZone.replaceAll('_', ' ') ?? ''
  const since = t('say.since', { at: shortMoment(clock.startedAt) })
  const paused = clock.pausedMinutes ? t('say.paused', { time: hoursAndMinutes(clock.pausedMinutes) }) : ''
  const end =
    clock.state === 'met'
      ? t('say.met', { at: shortMoment(clock.endedAt ?? clock.startedAt) })
      : clock.dueAt
        ? t(clock.isLate ? 'say.was' : 'say.due', { at: shortMoment(clock.dueAt) })
        : clock.state === 'paused'
          ? t('say.stands', { time: hoursAndMinutes(clock.leftMinutes) })
          : t('clock.never')
  const hours = policy?.calendar ? t('say.hours', { calendar: policy.calendar, zone }) : zone
  return `${format.list([since, paused, end].filter(Boolean))}. ${hours}`
}

/** The same as a sum: due without a pause, the pauses, due. */
const Sum = (props: { clock: TicketClock }) => (
  <dl class="clock-sum">
    <Line
      what={t('sum.from', {
        time: hoursAndMinutes(props.clock.targetMinutes),
        at: shortMoment(props.clock.startedAt),
      })}
      value={props.clock.plainDueAt ? shortMoment(props.clock.plainDueAt) : t('clock.never')}
    />
    <Show when={props.clock.pausedMinutes}>
      <Line what={t('sum.paused')} value={`+ ${hoursAndMinutes(props.clock.pausedMinutes)}`} />
    </Show>
    <Show when={props.clock.dueAt}>
      {due => <Line total what={t(props.clock.isLate ? 'sum.was' : 'sum.due')} value={shortMoment(due())} />}
    </Show>
  </dl>
)

const Line = (props: { what: string; value: JSX.Element; total?: boolean }) => (
  <div classList={{ total: props.total }}>
    <dt>{props.what}</dt>
    <dd>
      <bdi>{props.value}</bdi>
    </dd>
  </div>
)

/** Chooses the moment at which the clock is looked at: by a slider over the life of the ticket, or by something that happened. */
function Replay(props: {
  clocks: TicketClocks
  at: string | undefined
  onAt: (at: string | undefined) => void
  onClose: () => void
}) {
  // The life of the ticket as it was when one began to look.
  const begin = Date.parse(props.clocks.moments[0]?.at ?? props.clocks.at)
  const end = Date.now()
  const steps = 500
  const value = () =>
    props.at ? Math.round(((Date.parse(props.at) - begin) / Math.max(1, end - begin)) * steps) : steps
  const choose = (place: number) =>
    props.onAt(place >= steps ? undefined : new Date(begin + ((end - begin) * place) / steps).toISOString())
  return (
    <div class="clock-replay">
      <label class="small" for="replay-at">
        {t('replay.label')}
      </label>
      <input
        id="replay-at"
        type="range"
        min="0"
        max={steps}
        value={value()}
        aria-valuetext={props.at ? format.full(props.at) : t('replay.now')}
        onInput={event => choose(Number(event.currentTarget.value))}
      />
      <ul class="replay-moments">
        <For each={props.clocks.moments.filter(({ what }) => what !== 'priority').slice(-12)}>
          {moment => (
            <li>
              <button
                type="button"
                class="link small"
                aria-pressed={props.at === moment.at}
                onClick={() => props.onAt(moment.at)}
              >
                <time class="num">{shortMoment(moment.at)}</time> <bdi>{momentWord(moment)}</bdi>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Button onClick={props.onClose}>{t('replay.end')}</Button>
    </div>
  )
}

function momentWord({ what, value }: TicketClocks['moments'][number]): string {
  if (what === 'status') return statusWord(value ?? '')
  if (what === 'policy') return value ? t('moment.policy', { name: value }) : t('moment.policy.none')
  return what === 'replied' ? t('moment.replied') : what === 'asked' ? t('moment.asked') : (value ?? '')
}
