import type { RoleObject } from '@sextant/db/access/role.model'
import type { TaskRole } from '@sextant/db/access/task.model'
import type { TaskName } from '@sextant/db/access/tasks.rules'
import { actions, type Grants } from '@sextant/db/core/grants.rules'
import { useQuery } from '@tanstack/solid-query'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { taskName, taskWhy } from '../../parts/actor/actor-name'
import { Card } from '../../parts/panel/card'
import { Loaded } from '../../parts/state/loaded'
import { t } from './access.text'
import { RoleTable } from './role-table'
import { objectName } from './words'

/** What Sextant does in the name of nobody: each task with what it is for and what it may do. Nobody changes these. */
export function TaskRoles(props: { objects: readonly RoleObject[] }) {
  const tasks = useQuery(() => ({
    queryKey: ['role', 'tasks'],
    queryFn: ({ signal }) => api.get('/crm/roles/tasks', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  }))
  const [open, setOpen] = createSignal<TaskName>()
  return (
    <Card title={t('tasks')} class="own-work" flush>
      <p class="px-4 py-3 text-muted">{t('tasks.why')}</p>
      <Loaded query={tasks} failed={t('failed')}>
        {known => (
          <ul>
            <For each={known().results}>
              {task => (
                <Task
                  task={task}
                  objects={props.objects}
                  open={open() === task.name}
                  onOpen={() => setOpen(now => (now === task.name ? undefined : task.name))}
                />
              )}
            </For>
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

function Task(props: { task: TaskRole; objects: readonly RoleObject[]; open: boolean; onOpen: () => void }) {
  const name = () => taskName(props.task.name)
  const grants = () => props.task.grants as Grants
  const granted = () =>
    props.objects.filter(({ name }) => actions.some(action => grants()[name]?.[action] !== undefined))
  const objects = () => format.list(granted().map(({ name }) => objectName(name)))
  return (
    <li>
      <div class="own-task">
        <h3>{name()}</h3>
        <p class="text-muted">{taskWhy(props.task.name)}</p>
        <Show when={granted().length} fallback={<p class="small text-muted">{t('tasks.nothing')}</p>}>
          <button
            type="button"
            class="unfold num small"
            aria-expanded={props.open}
            aria-label={`${t('table.label', { role: name() })}: ${objects()}`}
            onClick={() => props.onOpen()}
          >
            <Show when={props.open} fallback={<ChevronRight class="s flip" aria-hidden="true" />}>
              <ChevronDown class="s" aria-hidden="true" />
            </Show>
            {objects()}
          </button>
        </Show>
      </div>
      <Show when={props.open}>
        <RoleTable
          label={t('table.label', { role: name() })}
          objects={granted()}
          saved={grants()}
          grants={grants()}
          locked
          onChange={() => undefined}
        />
      </Show>
    </li>
  )
}
