import Plus from 'lucide-solid/icons/plus'
import { For, Show } from 'solid-js'
import { TaskLine } from '../parts/activity/task-line'
import { useTasks, useTick } from '../parts/activity/tasks'
import { Button } from '../parts/button/button'
import { t } from './leads.text'

/** What is still to be done with this lead. */
export function LeadTasks(props: { id: string; onAdd?: () => void }) {
  const query = useTasks(
    () => 'lead',
    () => `kind:eq:task;leadId:eq:${props.id};doneAt:unknown`,
  )
  const tick = useTick()
  const tasks = () => (query.isSuccess ? query.data.results : [])
  return (
    <section>
      <header class="row justify-between">
        <h3>{t('next')}</h3>
        <Show when={props.onAdd}>
          <Button tone="ghost" icon={<Plus aria-hidden="true" />} onClick={() => props.onAdd?.()}>
            {t('do.task')}
          </Button>
        </Show>
      </header>
      <For each={tasks()} fallback={<p class="faint">{query.isPending ? '' : t('next.none')}</p>}>
        {task => <TaskLine task={task} onTick={() => void tick(task)} />}
      </For>
    </section>
  )
}
