import { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common'
import * as v from 'valibot'
import { failureOf } from '../app/failure-of'

const crash = 'training.crashed'

/** What an activity throws so that it is not tried again, and says why. Imports nothing that a workflow may not. */
export const lastingFailure = (why: Remark, type = why.code === 'failure.crashed' ? crash : why.code) =>
  ApplicationFailure.create({ message: why.text, type, nonRetryable: true, details: [why] })

/** Whether the process that trains died. */
export const crashed = (error: unknown): boolean => {
  const cause = error instanceof ActivityFailure ? error.cause : error
  return cause instanceof ApplicationFailure && cause.type === crash
}

/** Why the work of a model was given up, as its training's row tells it. */
export function remarkOf(error: unknown): Remark {
  const cause = error instanceof ActivityFailure ? error.cause : error
  if (cause instanceof ApplicationFailure && v.is(Remark, cause.details?.[0])) return cause.details[0]
  const { message } = failureOf(error)
  const inVain = error instanceof ActivityFailure && error.retryState === 'TIMEOUT'
  return inVain || cause instanceof TimeoutFailure
    ? remark('failure.outage', {}, message)
    : remark('failure.broken', {}, message)
}
