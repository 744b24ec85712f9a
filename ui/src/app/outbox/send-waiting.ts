import { fieldValue, type Rec } from '../../parts/records/kind'
import { isEqual } from '../../parts/records/save-record'
import { asProblem, isUnreached, type Problem } from '../problem'
import type { Outbox, Waiting } from './outbox'

interface Answer {
  id?: string
  version?: number
}
type Known = Rec & { version: number }

/** The server, as far as changes that waited are sent to it. */
export interface WaitingServer {
  /** Who is signed in now, by the member; undefined where nobody is. */
  whoIsIn(): Promise<string | undefined>
  send(change: Waiting): Promise<Answer | undefined>
  /** The record that a change is about, as it is now. */
  read(change: Waiting): Promise<Known>
  newKey(): string
}
export interface WaitingTeller {
  sent(change: Waiting, answer: Answer | undefined): void
  /** Somebody was quicker. Answers with the sentence that says who and what. */
  conflict(change: Waiting, now: Known): Promise<string>
  refused(change: Waiting, problem: Problem): void
}

/** `later`: nobody answered, or not now. */
export type Outcome = 'done' | 'later'

/**
 * Sends what waits, in its order, each under the key that it began with. What the server refuses, and what somebody else has changed meanwhile, stays
 * with the reason, and holds up only what is about the same record.
 */
export async function sendWaiting(
  outbox: Outbox,
  server: WaitingServer,
  tell: WaitingTeller,
): Promise<Outcome> {
  const owner = outbox.owner()
  const held = new Set<string>()
  const recordOf = ({ entity, id, key }: Waiting) => `${entity}/${id ?? key}`
  const isDue = (change: Waiting) => !change.asks && !change.refusal && !held.has(recordOf(change))
  for (const change of outbox.all()) if (change.asks) held.add(recordOf(change))
  if (!outbox.all().some(isDue)) return 'done'
  try {
    // In another tab somebody else may have signed in: what is theirs to send is not this.
    if (!owner || (await server.whoIsIn()) !== owner) return 'done'
    for (let next = outbox.all().find(isDue); next; next = outbox.all().find(isDue)) {
      const outcome = await sendOne(next)
      if (outcome === 'later') return outcome
      if (outcome === 'held') held.add(recordOf(next))
    }
    return 'done'
  } catch (error) {
    if (isForLater(asProblem(error))) return 'later'
    throw error
  }

  async function sendOne(change: Waiting): Promise<Outcome | 'held'> {
    try {
      // One without a version says by its fields what it began from.
      return await attempt(change, change.version === undefined && change.opened !== undefined)
    } catch (error) {
      const problem = asProblem(error)
      // It was carried out, and only what it answered is lost.
      if (problem.rule === 'idempotency_answer_lost') return done(change, undefined)
      return isForLater(problem) ? 'later' : refuse(change, problem)
    }
  }

  async function attempt(change: Waiting, weighed: boolean): Promise<Outcome | 'held'> {
    const now = weighed ? await server.read(change) : undefined
    if (now && isThere(change, now)) return done(change, now)
    if (now && differ(change.opened, now)) return ask(change, now)
    const due = now ? asOf(change, now) : change
    try {
      return done(due, await server.send(due))
    } catch (error) {
      if (asProblem(error).status !== 412) throw error
      // Quicker once more: it is looked at anew a little later.
      return weighed ? 'later' : attempt(change, true)
    }
  }

  /** What was refused as outdated is another request now; what was never refused keeps its key. */
  function asOf(change: Waiting, { version }: Known): Waiting {
    const due = { ...change, version, key: change.version === undefined ? change.key : server.newKey() }
    outbox.put(due)
    return due
  }

  function done(change: Waiting, answer: Answer | undefined): Outcome {
    outbox.drop(change)
    const version = answer?.version
    // The next ones began from what this one has just made of the record.
    for (const later of outbox.all())
      if (version !== undefined && recordOf(later) === recordOf(change) && later.version === change.version)
        outbox.put({ ...later, version })
    tell.sent(change, answer)
    return 'done'
  }

  async function ask(change: Waiting, now: Known): Promise<'held'> {
    const detail = await tell.conflict(change, now)
    outbox.put({ ...change, asks: { detail, nowVersion: now.version } })
    return 'held'
  }

  function refuse(change: Waiting, problem: Problem): 'held' {
    const { status, code, detail, rule, params, errors } = problem
    outbox.put({ ...change, refusal: { status, code, detail, rule, params, errors } })
    tell.refused(change, problem)
    return 'held'
  }
}

/** The reader's answer to a conflict: theirs is overwritten, as far as it is what was told. */
export const keepMine = (change: Waiting, newKey: string): Waiting => ({
  ...change,
  key: newKey,
  version: change.asks?.nowVersion ?? change.version,
  asks: undefined,
})

const isForLater = (problem: Problem) =>
  isUnreached(problem) ||
  problem.status === 401 ||
  problem.status === 429 ||
  problem.status >= 500 ||
  problem.retryAfterSeconds !== undefined

/** An earlier attempt, or somebody else, has made it so. */
const isThere = ({ values }: Waiting, now: Known) =>
  values !== undefined && Object.keys(values).length > 0 && !differ(values, now)

/** Whether fields that both know have other values. */
const differ = (fields: Readonly<Record<string, unknown>> = {}, now: Known): boolean =>
  differing(fields, now).length > 0

/** Fields, own ones as `custom.<key>`, that are something else now. */
export const differing = (fields: Readonly<Record<string, unknown>>, now: Known): string[] =>
  Object.keys(fields).filter(key => !isEqual(fields[key] ?? null, fieldValue(now, key)))
