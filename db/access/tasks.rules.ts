import { dueTask, watchersTask } from '../activities/activities.grants'
import { filesTask } from '../attachments/attachments.grants'
import { auditTask } from '../audit/audit.grants'
import { type Access, actions, type Grants, type ObjectName, objects, type Task } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import { approvalsTask, dealSumsTask } from '../deals/deals.grants'
import { deliveriesTask } from '../deliveries/deliveries.grants'
import { indexingTask } from '../indexing/indexing.grants'
import { mailboxesTask } from '../mailboxes/mailboxes.grants'
import { trainingTask } from '../models/models.grants'
import { quoteExpiryTask, quoteLinkTask, quotePdfTask } from '../quotes/quotes.grants'
import { ratesTask } from '../rates/rates.grants'
import { responseTask } from '../response/response.grants'
import { scoringTask } from '../scoring/scoring.grants'
import { serviceLevelsTask } from '../service-levels/service-levels.grants'
import { placingTask } from '../territories/territories.grants'
import { closingTask } from '../tickets/tickets.grants'

/** A task, and what has it done: schedules and consumers by their names, work by the kind of event that asks for it. */
interface Listed extends Task {
  schedules?: readonly string[]
  consumers?: readonly string[]
  works?: readonly string[]
}

/**
 * Everything that Sextant does in the name of nobody, each with a role of its own. What is done for a person (an import, a bulk change) has that person's
 * rights instead; only that it cannot go on is told in the name of nobody, for whoever asked may have no rights any more.
 */
const listed = {
  exchange_rates: { ...ratesTask, schedules: ['exchange-rates'], works: ['rate_fetch.requested'] },
  first_response: { ...responseTask, schedules: ['first-response'], consumers: ['response'] },
  due: { ...dueTask, schedules: ['activities'] },
  watchers: { ...watchersTask, consumers: ['watchers'] },
  approvals: { ...approvalsTask, schedules: ['approvals'] },
  deal_sums: { ...dealSumsTask, schedules: ['deal-sums'] },
  territories: { ...placingTask, works: ['placing.requested'] },
  scoring: { ...scoringTask, schedules: ['rescoring'], consumers: ['rescore'] },
  training: { ...trainingTask, works: ['training.requested'] },
  quote_expiry: { ...quoteExpiryTask, schedules: ['quotes'] },
  quote_pdf: { ...quotePdfTask, works: ['quote_pdf.requested'] },
  quote_link: quoteLinkTask,
  files: { ...filesTask, schedules: ['maintenance'], works: ['attachment_work.requested'] },
  filter_indexes: { ...indexingTask, schedules: ['filter-indexes'] },
  tickets: { ...closingTask, schedules: ['tickets'] },
  service_levels: { ...serviceLevelsTask, schedules: ['service-levels'], consumers: ['service-levels'] },
  mailboxes: { ...mailboxesTask, works: ['mailbox.requested'] },
  deliveries: { ...deliveriesTask, works: ['delivery_outbox.requested'] },
  audit: { ...auditTask, schedules: ['audit'], consumers: ['audit'] },
  import_failures: {
    name: 'imports that cannot go on',
    grants: { import: { read: 'all', update: 'all' } },
    works: ['import.requested', 'import.undo_requested', 'import.check_requested'],
  },
  bulk_failures: {
    name: 'bulk changes that cannot go on',
    grants: {},
    keeps: ['bulk'],
    works: ['bulk.requested', 'bulk.undo_requested'],
  },
} satisfies Record<string, Listed>

export type TaskName = keyof typeof listed
export const tasks: Readonly<Record<TaskName, Listed>> = listed
export const taskNames = Object.keys(listed) as TaskName[]

export const isTask = (name: string): name is TaskName => Object.hasOwn(listed, name)

/** What the log calls who does a task. Screens say it in the reader's language (`taskCalled`). */
export const taskActor = (name: TaskName): string => `Sextant, ${tasks[name].name}`

/** The task of an actor of the log. Undefined for whatever else acts as the system. */
export const taskCalled = ({ type, name }: { type: string; name: string }): TaskName | undefined =>
  type === 'system' ? taskNames.find(one => taskActor(one) === name) : undefined

const granted = (grants: Grants, object: ObjectName): string[] =>
  actions.filter(action => grants[object]?.[action]).map(action => `${object}.${action}`)

const columnsOf = (grants: Grants): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(grants).flatMap(([object, { writable, readable }]) => {
      const keys = writable ?? readable
      return keys ? [[object, keys.map(snakeCase)]] : []
    }),
  )

/** A task as who asks: with what it grants and nothing else, to which the database holds it too. */
export function accessFor(name: string, { grants, keeps = [] }: Omit<Task, 'name'>): Access {
  const may = [...objects.flatMap(object => granted(grants, object)), ...keeps.map(table => `keeps.${table}`)]
  return {
    role: name,
    grants,
    memberId: null,
    teamMemberIds: [],
    territoryIds: [],
    task: { name, may: ` ${may.join(' ')} `, columns: JSON.stringify(columnsOf(grants)) },
  }
}

const accesses = Object.fromEntries(taskNames.map(name => [name, accessFor(name, listed[name])])) as Record<
  TaskName,
  Access
>

/** The same of one of the catalogue. */
export const taskAccess = (name: TaskName): Access => accesses[name]
