import { lateAfterSeconds } from '@sextant/db/operations/part-health.rules'
import type { AnswerOf } from '@sextant/edge/app/contract'
import { useQuery } from '@tanstack/solid-query'
import { For, Match, Show, Switch } from 'solid-js'
import { api } from '../app/api'
import { format } from '../app/format'
import { dayOf } from '../app/zone'
import { StatusChip } from '../parts/chip/status-chip'
import { Card, Notice } from '../parts/panel/card'
import { Loaded } from '../parts/state/loaded'
import { FilterIndexes } from './filter-indexes'
import { RowTable } from './row-table'
import { t } from './settings.text'

type Operating = AnswerOf<'get', '/crm/operations'>
type PartHealth = Operating['parts'][number]
type Lag = Operating['relay'][number]
const everyMs = 3_000

/** Whether the parts are well, and how far each consumer of the event log is behind. Asked again every few seconds. */
export function Operations() {
  const query = useQuery(() => ({
    queryKey: ['operations'],
    queryFn: ({ signal }) => api.get('/crm/operations', { signal }),
    refetchInterval: everyMs,
  }))
  return (
    <Loaded query={query} failed={t('operations.failed')}>
      {now => (
        <>
          <For each={now().advice}>
            {advice => (
              <Notice tone="warn">
                {t(`advice.${advice.about}`)}{' '}
                <bdi class="mono" dir="ltr">
                  {advice.statement}
                </bdi>
              </Notice>
            )}
          </For>
          <Card
            title={t('operations.parts')}
            flush
            end={<AsOf at={query.dataUpdatedAt} late={query.isError} />}
          >
            <Parts parts={now().parts} />
          </Card>
          <Card title={t('operations.relay')} flush>
            <Show
              when={now().relay.length}
              fallback={<p class="p-4 text-muted">{t('operations.relay.none')}</p>}
            >
              <Relay relay={now().relay} />
            </Show>
          </Card>
          <FilterIndexes />
        </>
      )}
    </Loaded>
  )
}

/** The time of day; with its date when that is not today's. */
const moment = (at: string) => {
  const today = dayOf(new Date(at)) === dayOf(new Date())
  return today ? format.time(at) : `${format.date(at)} ${format.time(at)}`
}

const AsOf = (props: { at: number; late: boolean }) => (
  <span class="num">
    {props.late
      ? t('operations.old', { time: format.time(new Date(props.at)) })
      : t('operations.asOf', { time: format.time(new Date(props.at)) })}
  </span>
)

const partKeys = ['database', 'log', 'store', 'relay', 'worker', 'trainer', 'temporal'] as const

const known = (part: PartHealth) => partKeys.find(key => key === part.part)

const Parts = (props: { parts: readonly PartHealth[] }) => (
  <RowTable
    label={t('operations.parts')}
    rows={props.parts}
    columns={[
      {
        label: t('operations.part'),
        cell: part => {
          const key = known(part)
          return key ? t(`part.${key}`) : part.part
        },
      },
      { label: t('operations.state'), cell: part => <PartState part={part} /> },
      { label: t('operations.means'), bare: true, class: 'text-muted', cell: part => meaning(part) },
    ]}
  />
)

function meaning(part: PartHealth): string {
  const key = known(part)
  return key ? t(part.state === 'ill' ? `part.${key}.ill` : `part.${key}.does`) : ''
}

const PartState = (props: { part: PartHealth }) => (
  <Switch>
    <Match when={props.part.state === 'well'}>
      <StatusChip tone="pos">{t('operations.well')}</StatusChip>
      <Show when={(props.part.processes ?? 0) > 1}>
        {' '}
        <span class="text-muted">{t('operations.processes', { n: props.part.processes ?? 0 })}</span>
      </Show>
    </Match>
    <Match when={props.part.state === 'not_started'}>
      <StatusChip tone="warn">{t('operations.notStarted')}</StatusChip>
    </Match>
    <Match when={props.part.state === 'unknown'}>
      <StatusChip tone="warn">{t('operations.unknown')}</StatusChip>
    </Match>
    <Match when={props.part.state === 'ill'}>
      <StatusChip tone={props.part.needed ? 'neg' : 'warn'}>
        {props.part.since
          ? t('operations.illSince', { time: moment(props.part.since) })
          : t('operations.ill')}
      </StatusChip>
    </Match>
  </Switch>
)

const Relay = (props: { relay: readonly Lag[] }) => (
  <RowTable
    label={t('operations.relay')}
    rows={props.relay}
    columns={[
      { label: t('operations.consumer'), cell: lag => <code class="mono">{lag.consumer}</code> },
      { label: t('operations.state'), cell: lag => <RelayState lag={lag} /> },
      { label: t('operations.behind'), numeric: true, cell: lag => behind(lag) },
      {
        label: t('operations.lag'),
        numeric: true,
        cell: lag =>
          t('operations.seconds', { n: format.number(lag.lagSeconds, lag.lagSeconds < 10 ? 1 : 0) }),
      },
      {
        label: t('operations.last'),
        cell: lag => (lag.consumedAt ? format.relative(lag.consumedAt) : t('operations.never')),
      },
    ]}
  />
)

const behind = (lag: Lag) =>
  lag.behind >= 10_000 ? t('operations.over', { n: lag.behind }) : format.number(lag.behind)

const RelayState = (props: { lag: Lag }) => (
  <Switch fallback={<StatusChip tone="pos">{t('operations.upToDate')}</StatusChip>}>
    <Match when={props.lag.failingSince}>
      {since => (
        <div class="stack gap-1">
          <StatusChip tone="neg">{t('operations.failing', { time: moment(since()) })}</StatusChip>
          <bdi class="mono text-muted" dir="ltr">
            {props.lag.failure}
          </bdi>
        </div>
      )}
    </Match>
    <Match when={props.lag.lagSeconds > lateAfterSeconds}>
      <StatusChip tone="warn">{t('operations.late')}</StatusChip>
    </Match>
  </Switch>
)
