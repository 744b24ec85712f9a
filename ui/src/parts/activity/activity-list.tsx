import { useQuery } from '@tanstack/solid-query'
import Calendar from 'lucide-solid/icons/calendar'
import Circle from 'lucide-solid/icons/circle-check'
import Mail from 'lucide-solid/icons/mail'
import Note from 'lucide-solid/icons/notebook-pen'
import Phone from 'lucide-solid/icons/phone'
import { For, Match, Show, Switch } from 'solid-js'
import { Dynamic, isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import type { Rec } from '../records/kind'
import { Skeleton } from '../state/skeleton'
import { t as words } from './activity.text'
import { isActivityKind } from './activity-kind'
import { t } from './list.text'
import { TaskLine } from './task-line'
import { type TaskPage, useTasks, useTick } from './tasks'
import './activity-list.css'

const icons = { call: Phone, meeting: Calendar, email: Mail, note: Note, task: Circle } as const

/** Open tasks, then what was done, newest first: of one lead, deal, customer or contact. At most `most` of each. */
export function ActivityList(props: {
  by: 'leadId' | 'dealId' | 'customerId' | 'contactId'
  id: string
  most: number
}) {
  const tick = useTick()
  const tasks = useTasks(
    () => props.id,
    () => `${props.by}:eq:${props.id};kind:eq:task;doneAt:unknown`,
  )
  const past = useQuery(() => ({
    queryKey: ['activity', 'past', props.id, props.most],
    enabled: !isServer,
    queryFn: ({ signal }) =>
      api.get<TaskPage>('/crm/activities', {
        query: {
          filter: `${props.by}:eq:${props.id};occurredAt:known`,
          sort: '-occurredAt',
          fields: 'name,kind,body,outcome,occurredAt',
          limit: props.most,
        },
        signal,
      }),
  }))
  const open = () => (tasks.isSuccess ? tasks.data.results.slice(0, props.most) : [])
  return (
    <Switch fallback={<Skeleton n={2} />}>
      <Match when={past.isError}>
        <p class="small muted">
          {t('failed')} {explain(past.error)}
        </p>
      </Match>
      <Match when={past.isSuccess && past.data}>
        {page => (
          <>
            <For each={open()}>{task => <TaskLine task={task} onTick={() => void tick(task)} />}</For>
            <Show
              when={page().results.length || open().length}
              fallback={<p class="small faint">{t('none')}</p>}
            >
              <ul class="activities">
                <For each={page().results}>{activity => <Line activity={activity} />}</For>
              </ul>
            </Show>
          </>
        )}
      </Match>
    </Switch>
  )
}

function Line(props: { activity: Rec }) {
  const kind = () => (isActivityKind(props.activity.kind) ? props.activity.kind : 'note')
  const detail = () =>
    [props.activity.outcome, props.activity.body].find(text => typeof text === 'string' && text)
  const at = () => String(props.activity.occurredAt)
  return (
    <li>
      <Dynamic component={icons[kind()]} class="s" aria-hidden="true" />
      <div class="grow">
        <p class="cut" data-tip-cut={String(props.activity.name)}>
          <span class="sr">{words(`kind.${kind()}`)}: </span>
          <bdi>{String(props.activity.name)}</bdi>
        </p>
        <Show when={detail()}>
          {text => (
            <p class="small muted cut" data-tip-cut={String(text())}>
              <bdi>{String(text())}</bdi>
            </p>
          )}
        </Show>
      </div>
      <time class="small faint" dateTime={at()} data-tip={format.full(at())}>
        {format.relative(at())}
      </time>
    </li>
  )
}
