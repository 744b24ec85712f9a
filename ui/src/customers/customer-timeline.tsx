import type { Names } from '@sextant/db/core/page.model'
import type { TimelineEvent } from '@sextant/db/events/event.model'
import { type TicketStatus, ticketStatuses } from '@sextant/db/tickets/tickets.model'
import { useInfiniteQuery, useQueryClient } from '@tanstack/solid-query'
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { beside } from '../app/format'
import { onLive } from '../app/live'
import { useSession } from '../app/session'
import { actorName } from '../parts/actor/actor-name'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { Card } from '../parts/panel/card'
import { contactEntry, eventEntry } from '../parts/records/event-entry'
import { type Sentence, scoreReason } from '../parts/records/event-sentence'
import type { Members } from '../parts/records/members'
import { isOfVersion, quoteSentence } from '../parts/records/quote-sentence'
import { scoreStep } from '../parts/records/score-step.rules'
import type { FieldSet } from '../parts/records/use-fields'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { bareContact, placed } from '../parts/timeline/last-contact.rules'
import { useHeldEvents } from '../parts/timeline/new-events'
import { Timeline } from '../parts/timeline/timeline'
import { type Channel, channelOfEvent, channels } from './channels.rules'
import { customerKind } from './customer-kind'
import { t } from './customers.text'

const isTicketStatus = (value: unknown): value is TicketStatus =>
  ticketStatuses.some(status => status === value)

function ticketSentence(event: TimelineEvent, ticket: string, detail?: string): Sentence {
  if (event.kind === 'ticket.created')
    return { icon: 'plus', title: t('event.ticket.opened', { ticket }), detail }
  const status = event.after?.status
  const title = isTicketStatus(status)
    ? t('event.ticket.status', { ticket, status: t(`ticket.${status}`) })
    : t('event.ticket', { ticket })
  return { icon: status === 'solved' ? 'done' : 'pencil', title, detail }
}

/** What happened with a customer, over all channels: its own events, what was logged with it, and the ways of its deals. */
export function CustomerTimeline(props: {
  id: string
  /** When somebody was last in touch. */
  contactAt: string | null
  fields: FieldSet
  members: Members
}) {
  const client = useQueryClient()
  const [channel, setChannel] = createSignal<Channel | 'all'>('all')
  const { can } = useSession()
  const query = useInfiniteQuery(() => ({
    queryKey: ['customer', 'events', props.id, 'all'],
    enabled: !isServer,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      api.get('/crm/customers/{id}/timeline', {
        params: { id: props.id },
        query: {
          limit: 30,
          after: pageParam,
          deals: can('deal', 'read') ? 'true' : undefined,
          quotes: can('quote', 'read') ? 'true' : undefined,
          tickets: can('ticket', 'read') ? 'true' : undefined,
        },
        signal,
      }),
    getNextPageParam: last => last.paging?.next.after,
  }))
  // Events of deals and quotes are told by their own subjects.
  onLive(event => {
    if (['deal', 'quote', 'ticket'].includes(event.subjectType))
      void client.invalidateQueries({ queryKey: ['customer', 'events', props.id] })
  })
  const events = createMemo(() =>
    query.isSuccess
      ? query.data.pages
          .flatMap(page => page.results)
          .filter(event => event.subject?.type !== 'quote' || isOfVersion(event.kind))
      : [],
  )
  const words = (event: TimelineEvent): Sentence | undefined => {
    const by = event.actor.name ? t('event.by', { name: actorName(event.actor) }) : undefined
    const deal = event.subject?.name
    if (!deal) return undefined
    if (event.subject?.type === 'quote' && isOfVersion(event.kind)) {
      const told = quoteSentence(event.kind, event, by)
      return { ...told, title: beside(deal, told.title) }
    }
    if (event.subject?.type === 'ticket') return ticketSentence(event, deal, by)
    if (event.kind === 'deal.scored') {
      const change = scoreStep(event)
      const told = { icon: 'triangle' as const, detail: scoreReason(event) }
      if (change.step === 'cleared') return { ...told, title: t('event.scored.cleared', { deal }) }
      if (change.step === 'first') return { ...told, title: t('event.scored.first', { deal, to: change.to }) }
      const { from, to } = change
      return { ...told, title: t(`event.scored.${change.step}`, { deal, from, to }) }
    }
    if (event.kind === 'deal.created') return { icon: 'deal', title: t('event.opened', { deal }), detail: by }
    const to = stageName(event.after?.stageId)
    const from = stageName(event.before?.stageId)
    if (!to) return { icon: 'deal', title: t('event.deal', { deal }), detail: by }
    return {
      icon: 'deal',
      title: from == null ? t('event.movedTo', { deal, to }) : t('event.moved', { deal, from, to }),
      detail: by,
    }
  }
  const names = createMemo(
    (): Names => (query.isSuccess ? Object.assign({}, ...query.data.pages.map(page => page.names)) : {}),
  )
  const stageName = (id: unknown) => (typeof id === 'string' ? names()[id] : undefined)
  const chosen = createMemo(() =>
    events().filter(event => channel() === 'all' || channelOfEvent(event) === channel()),
  )
  let place: HTMLDivElement | undefined
  // Each channel is a timeline of its own: what waits is what came since it was chosen.
  const held = useHeldEvents(
    () => `${props.id} ${channel()}`,
    chosen,
    () => place,
  )
  const contact = createMemo(() =>
    // Of which channel it was nobody knows.
    query.isSuccess && channel() === 'all'
      ? bareContact(props.contactAt, events(), query.hasNextPage)
      : undefined,
  )
  const entries = createMemo(() => {
    const bare = contact()
    const told = held.shown().map(event =>
      eventEntry(event, {
        kind: customerKind,
        fields: props.fields,
        members: props.members,
        names: names(),
        words,
      }),
    )
    return placed(told, bare && contactEntry(bare))
  })
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
      <div class="inside" ref={place}>
        <held.Waiting />
        <Switch fallback={<For each={[1, 2, 3, 4]}>{n => <Skeleton n={n} />}</For>}>
          <Match when={query.isError && !events().length}>
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
