import Calendar from 'lucide-solid/icons/calendar'
import Circle from 'lucide-solid/icons/circle-check'
import Mail from 'lucide-solid/icons/mail'
import Note from 'lucide-solid/icons/notebook-pen'
import Phone from 'lucide-solid/icons/phone'
import { For, Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import type { Rec } from '../records/kind'
import { Skeleton } from '../state/skeleton'
import { t as words } from './activity.text'
import { isActivityKind } from './activity-kind'
import { t } from './list.text'
import { TaskLine } from './task-line'
import { type ActivitiesOf, useActivitiesOf, useTick } from './tasks'
import './activity-list.css'

const icons = { call: Phone, meeting: Calendar, email: Mail, note: Note, task: Circle } as const

/** Open tasks, then what was done, newest first: of one lead, deal, customer or contact. At most `most` of each. */
export function ActivityList(props: { by: ActivitiesOf['by']; id: string; most: number }) {
  const tick = useTick()
  const query = useActivitiesOf(() => ({ by: props.by, id: props.id, most: props.most }))
  return (
    <Switch fallback={<Skeleton n={2} />}>
      <Match when={query.isError}>
        <p class="small muted">
          {t('failed')} {explain(query.error)}
        </p>
      </Match>
      <Match when={query.isSuccess && query.data}>
        {lists => (
          <>
            <For each={lists().open?.results ?? []}>
              {task => <TaskLine task={task} onTick={() => void tick(task)} />}
            </For>
            <Show
              when={(lists().past?.results ?? []).length || (lists().open?.results ?? []).length}
              fallback={<p class="small faint">{t('none')}</p>}
            >
              <ul class="activities">
                <For each={lists().past?.results ?? []}>{activity => <Line activity={activity} />}</For>
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
