import { type ConversationView, conversationViews } from '@sextant/db/conversations/conversations.model'
import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router'
import Messages from 'lucide-solid/icons/messages-square'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { useSession } from '../app/session'
import { Page } from '../app/shell/page'
import { Button } from '../parts/button/button'
import { useMembers } from '../parts/records/members'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { ViewTabs } from '../parts/tabs/view-tabs'
import { ConversationLine } from './conversation-line'
import { ConversationPane } from './conversation-pane'
import './conversations.css'
import { t } from './conversations.text'
import { useConversations, useCounts } from './conversations-data'

const NewMessage = lazy(() => import('./new-message').then(module => ({ default: module.NewMessage })))

const mostCounted = 1000
const waitMs = 250

/** Threads with people outside: the list of a view, the one that is open, and what it stands on. */
export function ConversationsPage() {
  const params = useParams<{ id?: string }>()
  const [search, setSearch] = useSearchParams<{ view?: string; q?: string }>()
  const navigate = useNavigate()
  const members = useMembers()
  const { can } = useSession()
  const [isNew, setNew] = createSignal(false)
  const view = (): ConversationView =>
    conversationViews.find(one => one === search.view) ?? (can('conversation', 'read') ? 'open' : 'mine')
  const words = () => String(search.q ?? '')
  const list = useConversations(view, words)
  const counts = useCounts()
  const all = () => list.data?.pages.flatMap(page => page.results) ?? []
  const query = () => {
    const kept = new URLSearchParams({
      ...(search.view ? { view: String(search.view) } : {}),
      ...(words() ? { q: words() } : {}),
    }).toString()
    return kept ? `?${kept}` : ''
  }
  const hrefOf = (id: string) => `/conversations/${id}${query()}`
  const step = (by: 1 | -1) => {
    const at = all().findIndex(({ id }) => id === params.id)
    const next = all()[at === -1 ? 0 : at + by]
    if (!next) return
    navigate(hrefOf(next.id))
    document.getElementById(`conversation-${next.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  onMount(() => {
    const press = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        at.closest('input, textarea, [role=dialog], [role=menu], [contenteditable]')
      )
        return
      const by = { j: 1, k: -1 }[event.key.toLowerCase()]
      if (by === 1 || by === -1) step(by)
    }
    document.addEventListener('keydown', press)
    onCleanup(() => document.removeEventListener('keydown', press))
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const look = (text: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => setSearch({ q: text.trim() || undefined }, { replace: true }), waitMs)
  }
  return (
    <Page
      title={t('title')}
      actions={
        <Show when={can('conversation', 'create')}>
          <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={() => setNew(true)}>
            {t('new')}
          </Button>
        </Show>
      }
    >
      <div class="conversations" classList={{ open: Boolean(params.id) }}>
        <div class="conversation-list">
          <ViewTabs
            label={t('views')}
            value={view()}
            tabs={conversationViews.map(value => ({
              value,
              label: t(`view.${value}`),
              href: `/conversations?view=${value}`,
              count: counts.data && value !== 'closed' ? counts.data[value] : undefined,
              isMore: counts.data?.[value] === mostCounted,
            }))}
          />
          <div class="conversation-search">
            <input
              type="search"
              aria-label={t('search')}
              placeholder={t('search')}
              value={words()}
              onInput={event => look(event.currentTarget.value)}
            />
          </div>
          <nav class="conversation-lines" aria-label={t(`view.${view()}`)}>
            <Show
              when={!list.isError || list.data}
              fallback={
                <ErrorState title={t('failed')} error={list.error} onRetry={() => void list.refetch()} />
              }
            >
              <Show when={list.data} fallback={<Skeleton n={6} />}>
                <For each={all().map(({ id }) => id)}>
                  {id => (
                    <Show when={all().find(one => one.id === id)}>
                      {one => (
                        <ConversationLine
                          one={one()}
                          open={id === params.id}
                          members={members}
                          href={hrefOf(id)}
                        />
                      )}
                    </Show>
                  )}
                </For>
                <Show when={all().length === 0}>
                  <EmptyState
                    icon={<Messages aria-hidden="true" />}
                    title={t(words() ? 'empty.found' : 'empty')}
                    why={words() ? undefined : t('empty.why')}
                    actions={
                      <Show
                        when={words() || view() === 'unknown' || !counts.data?.unknown}
                        fallback={
                          <A class="btn" href="/conversations?view=unknown">
                            {t('unknown.wait', { n: counts.data?.unknown ?? 0 })}
                          </A>
                        }
                      >
                        <Show when={!words() && can('mailbox', 'create')}>
                          <A class="btn" href="/settings/mailboxes">
                            {t('add.mailbox')}
                          </A>
                        </Show>
                      </Show>
                    }
                  />
                </Show>
                <Show when={list.hasNextPage}>
                  <div class="conversation-more">
                    <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                      {t('more')}
                    </Button>
                  </div>
                </Show>
              </Show>
            </Show>
          </nav>
        </div>
        <Show
          when={params.id}
          fallback={
            <div class="conversation-none">
              <EmptyState icon={<Messages aria-hidden="true" />} title={t('choose')} why={t('choose.why')} />
            </div>
          }
        >
          {id => <ConversationPane id={id()} back={`/conversations${query()}`} onStep={step} />}
        </Show>
      </div>
      <Show when={isNew()}>
        <Suspense>
          <NewMessage
            onClose={() => setNew(false)}
            onSent={id => {
              setNew(false)
              navigate(hrefOf(id))
            }}
          />
        </Suspense>
      </Show>
    </Page>
  )
}
