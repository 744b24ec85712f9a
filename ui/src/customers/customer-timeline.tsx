import { useInfiniteQuery, useQueryClient } from '@tanstack/solid-query'
import Columns from 'lucide-solid/icons/square-kanban'
import { createMemo, createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { onLive } from '../app/live'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { Card } from '../parts/panel/card'
import { eventEntry, type Sentence } from '../parts/records/event-entry'
import type { LogEvent } from '../parts/records/events'
import type { Members } from '../parts/records/members'
import type { FieldSet } from '../parts/records/use-fields'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { Timeline } from '../parts/timeline/timeline'
import { customerKind } from './customer-kind'
import { t } from './customers.text'
import { type Channel, channelOfEvent, channels, merged, type Stream, toReadOn } from './merge.rules'

/** Deals whose own events are told too: those that moved last. */
const mostDeals = 8
const pageSize = 30

interface Source {
  path: string
  deal?: string
}
interface Read extends Stream<LogEvent> {
  source: Source
  after?: string
}
interface Page {
  results: LogEvent[]
  paging?: { next: { after: string } }
}
interface StageNames {
  results: { id: string; name: string }[]
}

/** What happened with a customer, over all channels: its own events, what was logged with it, and the ways of its deals. */
export function CustomerTimeline(props: { id: string; fields: FieldSet; members: Members }) {
  const client = useQueryClient()
  const [channel, setChannel] = createSignal<Channel | 'all'>('all')
  const query = useInfiniteQuery(() => ({
    queryKey: ['customer', 'events', props.id, 'all'],
    enabled: !isServer,
    initialPageParam: undefined as Read[] | undefined,
    queryFn: ({ pageParam, signal }: { pageParam: Read[] | undefined; signal: AbortSignal }) =>
      pageParam ? readOn(pageParam, signal) : begin(props.id, signal),
    getNextPageParam: (last: Read[]) => (toReadOn(last) === undefined ? undefined : last),
  }))
  // A deal's event is told by its own subject.
  onLive(event => {
    if (event.subjectType === 'deal')
      void client.invalidateQueries({ queryKey: ['customer', 'events', props.id] })
  })
  const [stages] = createResource(
    () => !isServer,
    async () =>
      new Map(
        (await api.get<StageNames>('/crm/stages', { query: { fields: 'name', limit: 200 } })).results.map(
          ({ id, name }) => [id, name],
        ),
      ),
  )
  const streams = () => (query.isSuccess ? (query.data.pages.at(-1) ?? []) : [])
  const dealOf = createMemo(
    () => new Map(streams().flatMap(({ source, events }) => events.map(({ id }) => [id, source.deal]))),
  )
  const words = (event: LogEvent): Sentence | undefined => {
    const deal = dealOf().get(event.id)
    if (!deal || !event.kind.startsWith('deal.')) return undefined
    const by = event.actor.name ? t('event.by', { name: event.actor.name }) : undefined
    if (event.kind === 'deal.created')
      return { icon: Columns, title: t('event.opened', { deal }), detail: by }
    const to = stageName(event.after?.stageId)
    const from = stageName(event.before?.stageId)
    if (!to) return { icon: Columns, title: t('event.deal', { deal }), detail: by }
    return { icon: Columns, title: t('event.moved', { deal, from: from ?? '–', to }), detail: by }
  }
  const stageName = (id: unknown) => (typeof id === 'string' ? stages()?.get(id) : undefined)
  const entries = createMemo(() =>
    merged(streams())
      .filter(event => channel() === 'all' || channelOfEvent(event) === channel())
      .map(event =>
        eventEntry(event, { kind: customerKind, fields: props.fields, members: props.members, words }),
      ),
  )
  return (
    <Card
      flush
      class="customer-timeline"
      title={t('timeline')}
      end={
        <Segmented
          label={t('timeline.filter')}
          options={(['all', ...channels] as const).map(value => ({ value, label: t(`timeline.${value}`) }))}
          value={channel()}
          onChange={setChannel}
        />
      }
    >
      <div class="inside">
        <Switch fallback={<For each={[1, 2, 3, 4]}>{n => <Skeleton n={n} />}</For>}>
          <Match when={query.isError && !streams().length}>
            <ErrorState
              title={t('timeline.failed')}
              error={query.error}
              onRetry={() => void query.refetch()}
            />
          </Match>
          <Match when={query.isSuccess}>
            <Show when={entries().length} fallback={<p class="small faint">{t('timeline.none')}</p>}>
              <Timeline grouped entries={entries()} />
            </Show>
            <Show when={query.hasNextPage}>
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('timeline.more')}
              </Button>
            </Show>
          </Match>
        </Switch>
      </div>
    </Card>
  )
}

async function begin(id: string, signal: AbortSignal): Promise<Read[]> {
  const deals = await api.get<{ results: { id: string; name: string }[] }>('/crm/deals', {
    query: { filter: `customerId:eq:${id}`, sort: '-updatedAt', fields: 'name', limit: mostDeals },
    signal,
  })
  const sources: Source[] = [
    { path: `/crm/customers/${id}/timeline` },
    ...deals.results.map(deal => ({ path: `/crm/deals/${deal.id}/timeline`, deal: deal.name })),
  ]
  return Promise.all(sources.map(source => readPage({ source, events: [], more: true }, signal)))
}

/** Each round reads on where the end of a stream keeps most back. */
async function readOn(streams: Read[], signal: AbortSignal): Promise<Read[]> {
  const at = toReadOn(streams)
  const next = at === undefined ? undefined : streams[at]
  if (!next) return streams
  const read = await readPage(next, signal)
  return streams.map(stream => (stream === next ? read : stream))
}

async function readPage(stream: Read, signal: AbortSignal): Promise<Read> {
  const page = await api.get<Page>(stream.source.path, {
    query: { limit: pageSize, after: stream.after },
    signal,
  })
  const after = page.paging?.next.after
  // What is logged with a deal is in the customer's own stream too, under another event of the same activity.
  const events = page.results.filter(({ kind }) => !stream.source.deal || kind.startsWith('deal.'))
  return { source: stream.source, events: [...stream.events, ...events], more: after !== undefined, after }
}
