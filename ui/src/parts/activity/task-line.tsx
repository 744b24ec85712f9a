import Repeat from 'lucide-solid/icons/repeat'
import { Show } from 'solid-js'
import { format } from '../../app/format'
import { dayOf } from '../../app/zone'
import { CheckBox } from '../field/checkbox'
import type { Rec } from '../records/kind'
import { t } from './activity.text'
import { activityKind } from './activity-kind'
import { dueState } from './due.rules'

const repeatsText = (repeats: string) =>
  t('task.repeats', { text: activityKind.option?.('repeats', repeats) ?? repeats })

/** A task with its box: one click does it. */
export function TaskLine(props: { task: Rec; onTick: () => void }) {
  const due = () => (typeof props.task.dueOn === 'string' ? props.task.dueOn : undefined)
  const isDone = () => Boolean(props.task.doneAt)
  const state = () => (isDone() ? 'done' : dueState(due(), dayOf(new Date())))
  return (
    <div class="task" classList={{ done: isDone(), late: state() === 'overdue' }}>
      <label class="task-check">
        <input
          type="checkbox"
          class="sr"
          checked={isDone()}
          aria-label={t('task.tick', { name: String(props.task.name) })}
          onChange={() => props.onTick()}
        />
        <CheckBox checked={isDone()} />
      </label>
      <span class="cut task-name" data-tip-cut={String(props.task.name)}>
        <bdi>{String(props.task.name)}</bdi>
      </span>
      <Show when={props.task.repeats}>
        {repeats => (
          <span
            class="task-repeats"
            role="img"
            aria-label={repeatsText(String(repeats()))}
            data-tip={repeatsText(String(repeats()))}
          >
            <Repeat class="s" aria-hidden="true" />
          </span>
        )}
      </Show>
      <Show when={due()}>
        {day => (
          <time dateTime={day()} data-tip={format.full(day())} class="task-due">
            {state() === 'overdue' ? t('task.overdue', { date: format.date(day()) }) : format.date(day())}
          </time>
        )}
      </Show>
    </div>
  )
}
