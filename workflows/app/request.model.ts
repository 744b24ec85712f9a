/** The one argument of a workflow that an event asked for. It is kept in Temporal's history: ids only, never personal data. */
export interface WorkRequest {
  workspaceId: string
  /** The import, the training, …: its row says the rest. */
  subjectId: string
  /** The member or API key whose access counts; null when the system itself asked. */
  onBehalfOf: string | null
  requestId: string | null
  /** The event that asked. */
  eventId: string
}

/** The queue of all workflows and of the activities that are not a training's. */
export const mainQueue = 'main'
/** The queue of what trains models: it runs in a process of its own. */
export const trainingQueue = 'training'
