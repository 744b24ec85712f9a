import type { Task } from '../core/grants.rules'
import { scoredGrants } from '../scoring/scoring.grants'

/** Trains a version of a model that somebody asked for, and scores by it. It is the workspace's own, and goes on when they have left. */
export const trainingTask: Task = {
  name: 'training',
  grants: { ...scoredGrants, model: { read: 'all', create: 'all', update: 'all' } },
  keeps: ['score'],
}
