import { type TaskName, taskCalled } from '@sextant/db/access/tasks.rules'
import { t } from './tasks.text'

/** What a task of Sextant's own is called, in the reader's language, and what it is for. */
export const taskName = (task: TaskName): string => t(`task.${task}`)
export const taskWhy = (task: TaskName): string => t(`why.${task}`)

/** Who did something: a person or a key by their name, Sextant's own work by what it does. */
export function actorName(actor: { type: string; name: string }): string {
  const task = taskCalled(actor)
  return task ? actorOfTask(task) : actor.name
}

/** A task as who did something. */
export const actorOfTask = (task: TaskName): string => t('actor', { task: taskName(task) })
