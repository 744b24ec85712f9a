import './activities.css'
import { A, useSearchParams } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import CheckCheck from 'lucide-solid/icons/check-check'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, For, lazy, Match, onCleanup, Show, Suspense, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { useHere } from '../app/here'
import { onLive } from '../app/live'
import { recordHref } from '../app/record-places'
import { useSession } from '../app/session'
import { usePageKeys } from '../app/shell/keys'
import { Page } from '../app/shell/page'
import { onWantNew } from '../app/wanted'
import { dayOf } from '../app/zone'
import { subjects } from '../parts/activity/activity-kind'
import { dueState } from '../parts/activity/due.rules'
import { noticesKey, noticesQuery, tellsSomebody } from '../parts/activity/notices'
import { TaskLine } from '../parts/activity/task-line'
import { type TaskPage, useTasks, useTick } from '../parts/activity/tasks'
import { Button } from '../parts/button/button'
import type { Rec } from '../parts/records/kind'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { ViewTabs } from '../parts/tabs/view-tabs'
import { t } from './activities.text'

const ActivityList = lazy(() => import('./activity-list').then(module => ({ default: module.ActivityList })))
const LogActivity = lazy(() =>
  import('../parts/activity/log-activity').then(module => ({ default: module.LogActivity })),
)
const ForYou = lazy(() => import('./for-you').then(module => ({ default: module.ForYou })))
type View = 'open' | 'you' | 'done' | 'all'
const views: readonly View[] = ['you', 'done', 'all']

const gatherMs = 4_000

/** What the reader has to do, what is done, and everything that anybody did. */
export function Activities() {
  const { session, can } = useSession()
  const client = useQueryClient()
  const here = useHere()
  const [search, setSearch] = useSearchParams<{ show?: string }>()
  const view = (): View => views.find(one => one === search.show) ?? 'open'
  const notices = useQuery(() => ({ ...noticesQuery(), enabled: !isServer }))
  const lookAgain = () => void client.invalidateQueries({ queryKey: noticesKey })
  let later: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(later))
  onLive(event => {
    if (tellsSomebody(event)) return lookAgain()
    // Whatever happens may have happened to a record that the reader watches, which the server finds out a moment later.
    later ??= setTimeout(() => {
      later = undefined
      lookAgain()
    }, gatherMs)
  })
  const me = () => session()?.member.id
  const open = useTasks(
    () => 'open',
    () => (me() ? `kind:eq:task;ownerId:eq:${me()};doneAt:unknown` : undefined),
  )
  const done = useTasks(
    () => 'done',
    () => (me() && view() === 'done' ? `kind:eq:task;ownerId:eq:${me()};doneAt:in_last:30d` : undefined),
  )
  const [creating, setCreating] = createSignal(false)
  const create = () => {
    if (can('activity', 'create')) setCreating(true)
  }
  usePageKeys({ n: create, t: create })
  onWantNew('activity', () => can('activity', 'create'), create)
  const waiting = () =>
    open.isSuccess ? open.data.results.filter(({ doneAt }) => !doneAt).length : undefined
  return (
    <Page
      title={t('title')}
      actions={
        <Show when={can('activity', 'create')}>
          <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t('create')}
          </Button>
        </Show>
      }
    >
      <Show
        when={view() !== 'all'}
        fallback={
          <Suspense>
            <ActivityList tabs={() => <Views />} />
          </Suspense>
        }
      >
        <div class="task-page">
          <Views />
          <div class="task-scroll">
            <Switch fallback={<Group query={done} title={t('view.done')} filter={() => true} all />}>
              <Match when={view() === 'open'}>
                <OpenTasks query={open} onCreate={can('activity', 'create') ? create : undefined} />
              </Match>
              <Match when={view() === 'you'}>
                <Suspense>
                  <Show when={here()}>
                    <ForYou query={notices} />
                  </Show>
                </Suspense>
              </Match>
            </Switch>
          </div>
        </div>
      </Show>
      <Suspense>
        <Show when={creating()}>
          <LogActivity activity="task" about={{}} onClose={() => setCreating(false)} />
        </Show>
      </Suspense>
    </Page>
  )

  function Views() {
    return (
      <ViewTabs
        label={t('views')}
        value={view()}
        onChange={value =>
          setSearch({
            show: value === 'open' ? undefined : value,
            filter: undefined,
            q: undefined,
            sort: undefined,
          })
        }
        tabs={[
          { value: 'open', label: t('view.open'), count: waiting() },
          { value: 'you', label: t('view.you'), count: notices.isSuccess ? notices.data.unseen : undefined },
          { value: 'done', label: t('view.done') },
          { value: 'all', label: t('view.all') },
        ]}
      />
    )
  }
}

type TaskQuery = ReturnType<typeof useTasks>

function OpenTasks(props: { query: TaskQuery; onCreate?: () => void }) {
  const stateOf = (task: Rec) =>
    dueState(typeof task.dueOn === 'string' ? task.dueOn : undefined, dayOf(new Date()))
  const none = () => props.query.isSuccess && !props.query.data.results.length
  return (
    <Show
      when={!none()}
      fallback={
        <EmptyState
          icon={<CheckCheck aria-hidden="true" />}
          title={t('empty.title')}
          why={t('empty.why')}
          actions={
            <Show when={props.onCreate}>
              {create => <Button onClick={() => create()()}>{t('create')}</Button>}
            </Show>
          }
        />
      }
    >
      <For each={['overdue', 'today', 'later'] as const}>
        {state => (
          <Group
            query={props.query}
            title={t(`due.${state}`)}
            filter={task => stateOf(task) === state}
            first={state === 'overdue'}
          />
        )}
      </For>
    </Show>
  )
}

function Group(props: {
  query: TaskQuery
  title: string
  filter: (task: Rec) => boolean
  /** Also says that the tasks are loading, or could not be. */
  first?: boolean
  all?: boolean
}) {
  const tick = useTick()
  const page = (): TaskPage | undefined => (props.query.isSuccess ? props.query.data : undefined)
  const tasks = createMemo(() => page()?.results.filter(props.filter) ?? [])
  return (
    <>
      <Show when={(props.first || props.all) && props.query.isError}>
        <ErrorState
          title={t('failed')}
          error={props.query.error}
          onRetry={() => void props.query.refetch()}
        />
      </Show>
      <Show when={(props.first || props.all) && props.query.isPending}>
        <div class="stack p-4" aria-hidden="true">
          <For each={[0, 1, 2, 3]}>{n => <Skeleton n={n} />}</For>
        </div>
      </Show>
      <Show when={props.all && page() && !tasks().length}>
        <EmptyState title={t('done.none')} why={t('done.why')} />
      </Show>
      <Show when={tasks().length}>
        <section class="task-group" aria-label={props.title}>
          <h2 class="task-head">
            {props.title} <span class="faint">{tasks().length}</span>
          </h2>
          <For each={tasks().map(({ id }) => id)}>
            {id => {
              const task = createMemo<Rec | undefined>(last => tasks().find(one => one.id === id) ?? last)
              return (
                <Show when={task()}>
                  {known => (
                    <div class="task-row">
                      <TaskLine task={known()} onTick={() => void tick(known())} />
                      <About task={known()} names={page()?.names ?? {}} />
                    </div>
                  )}
                </Show>
              )
            }}
          </For>
        </section>
      </Show>
    </>
  )
}

/** What a task is about, as a link. */
function About(props: { task: Rec; names: Readonly<Record<string, string | null>> }) {
  const subject = () => subjects.find(({ field }) => typeof props.task[field] === 'string')
  const id = () => String(props.task[subject()?.field ?? ''])
  return (
    <span class="cut task-about">
      <Show when={subject()}>
        {known => (
          <A class="link" href={recordHref(known().entity, id())}>
            <bdi>{props.names[id()] ?? t('about.unknown')}</bdi>
          </A>
        )}
      </Show>
    </span>
  )
}
