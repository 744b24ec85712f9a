import { Show } from 'solid-js'
import { format } from '../../app/format'
import { dayOf } from '../../app/zone'
import { CheckBox } from '../field/checkbox'
import type { Rec } from '../records/kind'
import { t } from './activity.text'
import { dueState } from './due.rules'

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
