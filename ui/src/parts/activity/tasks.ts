import type { AnswerOf } from '@sextant/edge/app/contract'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { outbox } from '../../app/outbox/outbox'
import { keptKey } from '../../app/problem'
import { t as frame } from '../../app/text'
import { askList, type ListPage } from '../records/list-together'
import { toast, toastRefusal } from '../toast/toast'
import { t } from './activity.text'

/** Activities as a list gives them, tasks or others. */
export type TaskPage = AnswerOf<'get', '/crm/activities'>
export type Task = TaskPage['results'][number]

/** Open tasks that match more conditions, earliest due first. */
export const useTasks = (name: () => string, filter: () => string | undefined) =>
  useQuery(() => ({
    queryKey: ['activity', 'tasks', name(), filter()],
    enabled: !isServer && filter() !== undefined,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/activities', {
        query: { filter: filter(), sort: 'dueOn', limit: 200 },
        signal,
      }),
  }))

export interface ActivitiesOf {
  by: 'leadId' | 'dealId' | 'customerId' | 'contactId' | 'ticketId'
  id: string
  most: number
}

type ActivityLists = Record<'open' | 'past', TaskPage | undefined>

/** By one request: a record's open tasks, earliest due first, and what was done with it, newest first. At most `most` of each. */
export const useActivitiesOf = (asked: () => ActivitiesOf) =>
  useQuery(() => ({
    queryKey: ['activity', 'of', asked()],
    enabled: !isServer,
    queryFn: async () => {
      const { by, id, most } = asked()
      const list = (filter: string, sort: string) => ({
        area: 'activities',
        filter: `${by}:eq:${id};${filter}`,
        sort,
        limit: most,
      })
      const [open, past] = await Promise.all([
        askList(list('kind:eq:task;doneAt:unknown', 'dueOn')),
        askList({
          ...list('occurredAt:known', '-occurredAt'),
          fields: 'name,kind,body,outcome,occurredAt',
        }),
      ])
      return { open: activitiesIn(open), past: activitiesIn(past) } satisfies ActivityLists
    },
  }))

const activitiesIn = (list: ListPage) => (list.area === 'activities' ? list : undefined)

const kept = (task: Task, doneAt: string | null) => ({
  entity: 'activity',
  id: task.id,
  name: String(task.name),
  what: t(doneAt ? 'task.waits.done' : 'task.waits.open'),
  opened: { doneAt: task.doneAt ?? null },
})

/** Ticks a task off at once, with Undo; or takes the tick back. */
export function useTick() {
  const client = useQueryClient()
  const mark = (id: string, doneAt: string | null) => {
    const marked = (page: TaskPage) => ({
      ...page,
      results: page.results.map(one => (one.id === id ? { ...one, doneAt } : one)),
    })
    client.setQueriesData<TaskPage>({ queryKey: ['activity', 'tasks'] }, page => page && marked(page))
    client.setQueriesData<ActivityLists>(
      { queryKey: ['activity', 'of'] },
      lists => lists && { ...lists, open: lists.open && marked(lists.open) },
    )
  }
  /** Answers with the key of a mark that waits to be sent. */
  const write = async (task: Task, doneAt: string | null): Promise<string | undefined> => {
    mark(task.id, doneAt)
    try {
      await api.patch(
        '/crm/activities/{id}',
        { doneAt },
        { params: { id: task.id }, keep: kept(task, doneAt) },
      )
    } catch (error) {
      const key = keptKey(error)
      if (key) return key
      mark(task.id, doneAt === null ? new Date().toISOString() : null)
      toastRefusal(t('task.kept', { name: String(task.name) }), explain(error))
      return undefined
    } finally {
      for (const key of [['activity'], ['lists', 'activity']])
        void client.invalidateQueries({ queryKey: key })
    }
  }
  return async (task: Task) => {
    const wasDone = Boolean(task.doneAt)
    const written = write(task, wasDone ? null : new Date().toISOString())
    if (!wasDone) {
      toast(t('task.done', { name: String(task.name) }), {
        label: frame('undo'),
        onPress: async () => {
          const key = await written
          if (key && outbox.drop({ key })) mark(task.id, null)
          else await write(task, null)
        },
      })
    }
    await written
  }
}
