import type { Names } from '@sextant/db/core/page.model'
import { useInfiniteQuery } from '@tanstack/solid-query'
import { createMemo, type JSX, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { Button } from '../button/button'
import { ErrorState } from '../state/error-state'
import { Skeleton } from '../state/skeleton'
import { bareContact, placed } from '../timeline/last-contact.rules'
import { useHeldEvents } from '../timeline/new-events'
import { Timeline, type TimelineEntry } from '../timeline/timeline'
import { contactEntry, eventEntry } from './event-entry'
import type { EventWords } from './event-sentence'
import type { RecordKind } from './kind'
import type { Members } from './members'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/**
 * What happened to a record, newest first, in the reader's language. Live events slide in while the top is in view; else
 * they wait behind “3 new”. `words` adds sentences for kinds of event that only the area knows.
 */
export function RecordTimeline(props: {
  kind: RecordKind
  fields: FieldSet
  members: Members
  id: string
  words?: EventWords
  /** When somebody was last in touch, where the record knows it. */
  contactAt?: unknown
  /** Entries of another source, such as open tasks. */
  before?: JSX.Element
}) {
  const query = useInfiniteQuery(() => ({
    queryKey: [props.kind.entity, 'events', props.id],
    enabled: !isServer,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get(`/crm/${props.kind.area}/{id}/timeline`, {
        params: { id: props.id },
        query: { limit: 30, after: pageParam },
        signal,
      }),
    getNextPageParam: last => last.paging?.next.after,
  }))
  let place: HTMLDivElement | undefined
  const events = createMemo(() => (query.isSuccess ? query.data.pages.flatMap(page => page.results) : []))
  const names = createMemo(
    (): Names => (query.isSuccess ? Object.assign({}, ...query.data.pages.map(page => page.names)) : {}),
  )
  const held = useHeldEvents(
    () => props.id,
    events,
    () => place,
  )
  const entries = createMemo((): readonly TimelineEntry[] => {
    const told = held.shown().map(event => eventEntry(event, { ...props, names: names() }))
    const at = typeof props.contactAt === 'string' ? props.contactAt : null
    const contact = query.isSuccess ? bareContact(at, events(), query.hasNextPage) : undefined
    return placed(told, contact && contactEntry(contact))
  })
  return (
    <div ref={place}>
      <held.Waiting />
      <Show
        when={!query.isError || events().length}
        fallback={
          <ErrorState title={t('timeline.failed')} error={query.error} onRetry={() => void query.refetch()} />
        }
      >
        <Show when={query.isSuccess} fallback={<Waiting />}>
          <Show when={entries().length} fallback={<p class="faint">{t('timeline.empty')}</p>}>
            <Timeline entries={entries()} />
          </Show>
        </Show>
      </Show>
      <Show when={query.hasNextPage}>
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      </Show>
    </div>
  )
}

const Waiting = () => (
  <div class="stack" aria-hidden="true">
    <Skeleton n={1} />
    <Skeleton n={2} />
    <Skeleton n={3} />
  </div>
)
