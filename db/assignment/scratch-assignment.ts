import { uuidv7 } from '../core/ids'
import type { AssignmentRule } from './assignment.model'

type Says = Partial<AssignmentRule> & Pick<AssignmentRule, 'name' | 'way'>

/** For tests: a rule that is asked of everything new, unless it says otherwise. */
export const scratchRule = (says: Says): AssignmentRule => ({
  id: uuidv7(),
  active: true,
  when: null,
  on: { creation: true, import: true, change: false },
  ...says,
})
