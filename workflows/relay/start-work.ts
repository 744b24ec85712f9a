import { catalogue, type Known } from '@sextant/db/app/catalogue.events'
import type { WorkflowStartOptions } from '@temporalio/client'
import type { WorkRequest } from '../app/request.model'
import type * as workflows from '../app/workflows'

/** A kind of event that asks for work, by starting a workflow or by waking the one there is. */
export type Asking = Extract<Known, { asks: object }>
export type Starts = Extract<Asking['asks'], { start: string }>

export const asking = catalogue.filter((known): known is Asking => 'asks' in known)
export const askingBy = new Map<string, Asking>(asking.map(known => [known.kind, known]))

/** The consumer that hands events which ask for work to Temporal: the name of its cursor. */
export const startsWorkflows = 'start-workflows'

/** An answer takes milliseconds; without a limit a server that is gone would be waited for. */
export const answerMs = 5_000

/** A kind may ask for a workflow that there is. */
export const workflowNamed = ({ start }: Starts): keyof typeof workflows => start

/** How a workflow is started, whoever notices that it is to be. Its memo tells which event asked. */
export const startOptions = (
  { id, limit }: Starts,
  taskQueue: string,
  request: WorkRequest,
): WorkflowStartOptions & { args: [WorkRequest] } => ({
  workflowId: `${id}-${request.subjectId}`,
  taskQueue,
  args: [request],
  memo: { eventId: request.eventId },
  workflowExecutionTimeout: limit,
})
