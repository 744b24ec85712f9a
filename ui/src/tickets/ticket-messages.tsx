import { A } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, For, type JSX, lazy, Show, Suspense } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { onLive } from '../app/live'
import { useSession } from '../app/session'
import { Segmented } from '../parts/button/segmented'
import { Skeleton } from '../parts/state/skeleton'
import { t } from './tickets.text'

const ThreadView = lazy(() =>
  import('../parts/thread/thread').then(module => ({ default: module.ThreadView })),
)

/** What was said about a ticket: its conversation with the place to answer, and beside it all that happened. Without one, what happened and the note alone. */
export function TicketMessages(props: { id: string; history: JSX.Element; alone: JSX.Element }) {
  const { can } = useSession()
  const client = useQueryClient()
  const [shown, setShown] = createSignal<'messages' | 'history'>('messages')
  const query = useQuery(() => ({
    queryKey: ['conversation', 'ticket', props.id],
    enabled: !isServer && can('conversation', 'read'),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/conversations', { query: { of: 'ticket', id: props.id, limit: 10 }, signal }),
  }))
  onLive(({ subjectType }) => {
    if (subjectType === 'conversation')
      void client.invalidateQueries({ queryKey: ['conversation', 'ticket', props.id] })
  })
  const newest = () => query.data?.results[0]
  const others = () => query.data?.results.slice(1) ?? []
  return (
    <Show
      when={newest()}
      fallback={
        <>
          <div class="ticket-thread">{props.history}</div>
          {props.alone}
        </>
      }
    >
      {conversation => (
        <>
          <div class="ticket-switch row">
            <Segmented
              label={t('part.thread')}
              options={(['messages', 'history'] as const).map(value => ({
                value,
                label: t(`thread.${value}`),
              }))}
              value={shown()}
              onChange={setShown}
            />
            <For each={others()}>
              {one => (
                <A class="link small cut" href={`/conversations/${one.id}`}>
                  <bdi>{one.subject || t('thread.other')}</bdi>
                </A>
              )}
            </For>
          </div>
          <Show when={shown() === 'messages'} fallback={<div class="ticket-thread">{props.history}</div>}>
            <div class="ticket-talk">
              <Suspense fallback={<Skeleton n={3} />}>
                <ThreadView id={conversation().id} />
              </Suspense>
            </div>
          </Show>
        </>
      )}
    </Show>
  )
}
