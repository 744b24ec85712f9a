import { authorise, type Context } from '../core/context'
import type { TaskRole } from './task.model'
import { taskActor, taskNames, tasks } from './tasks.rules'

/** What Sextant does by itself, and what each task may do, for who may read roles. */
export function listTasks(ctx: Context): TaskRole[] {
  authorise(ctx, 'role', 'read')
  return taskNames.map(name => ({
    name,
    actor: taskActor(name),
    grants: tasks[name].grants as TaskRole['grants'],
  }))
}
