import { sharedConfig } from 'solid-js'
import { getRequestEvent, isServer } from 'solid-js/web'
import { type Problem, problemOf } from '../app/problem'

/** A form that was sent without the page's script, and refused. */
interface RefusedBefore {
  problem: Problem
  typed: Readonly<Record<string, string>>
  /** As it came, for the page to carry on to the script. */
  told: string
}

/** What the edge tells the page of it, and the page its script, which draws the same. */
export function refusedBefore(): RefusedBefore | undefined {
  const told = isServer
    ? getRequestEvent()?.request.headers.get('x-sextant-refused')
    : sharedConfig.context && document.querySelector<HTMLElement>('form[data-refused]')?.dataset.refused
  if (!told) return undefined
  const { problem, retryAfterSeconds, typed } = JSON.parse(decodeURIComponent(told))
  return { problem: problemOf(problem, problem.status, { retryAfterSeconds }), typed, told }
}
