import * as v from 'valibot'
import { RoleGrants } from '../core/grants.model'
import { taskNames } from './tasks.rules'

/** Work that Sextant does in the name of nobody, and what it may do: a role that nobody has and nobody changes. */
export const TaskRole = v.object({
  /** Screens name it in the reader's language, and say what it is for. */
  name: v.picklist(taskNames),
  /** What the log and the audit call who did it. */
  actor: v.string(),
  grants: RoleGrants,
})
export type TaskRole = v.InferOutput<typeof TaskRole>
