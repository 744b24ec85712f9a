import { uuidv7 } from '@sextant/db/core/ids'
import { postgresFault } from '@sextant/db/core/postgres-faults'
import type { Evidence } from '@sextant/db/deliveries/deliveries.model'
import { mostDelayMs, nextTryMs } from '@sextant/db/deliveries/deliveries.rules'
import { type Reserved, reserveDeliveries } from '@sextant/db/deliveries/reserve-deliveries'
import {
  clearTrouble,
  noteProgress,
  noteTrouble,
  type Outcome,
  putOff,
  takeOver,
} from '@sextant/db/deliveries/settle-deliveries'
import type { HandedOver, OpenChannel } from './channel'
import { type Route, type RouteDeps, routesOf } from './routes'
import { slotAfter } from './slot.rules'
import { together } from './together'

/** So many messages are taken at once; a worker that dies leaves at most so many to be taken anew. */
const batch = 200

/**
 * Sends what is due, for at most `maxMs`. Each message is taken in the database first, is noted again right before its last byte leaves, and settled by what the server
 * said; so whoever comes after a dead worker knows of each whether it was sent, was not, or may have been. Gives whether there may be more.
 */
export async function sendSome(
  deps: RouteDeps,
  { maxMs, onProgress }: { maxMs: number; onProgress: (sent: number) => void },
): Promise<boolean> {
  const { ctx, clock } = deps
  const claim = uuidv7()
  await takeOver(ctx, claim)
  const routes = await routesOf(deps)
  const lanes = new Map<string, Lane>()
  // What is about to leave and what has become of others is one transaction for all who ask meanwhile.
  const note = together<{ leaving: string } | Outcome, boolean>(async all => {
    const leaving = all.flatMap(one => ('leaving' in one ? [one.leaving] : []))
    const outcomes = all.flatMap(one => ('leaving' in one ? [] : [one]))
    // What a server has said is known here alone: an outage of the database is waited for.
    const mine = await persistently(() => noteProgress(ctx, claim, { leaving, outcomes }))
    return one => 'leaving' in one && mine.has(one.leaving)
  })
  const until = performance.now() + maxMs
  const flow = flowOf()
  let sent = 0
  try {
    for (;;) {
      const { reserved, seen } = await reserveDeliveries(ctx, claim, batch)
      onProgress(sent)
      for (const message of reserved) {
        const route = routes.routeOf(message)
        const lane = lanes.get(route.key) ?? laneOf(route)
        lanes.set(route.key, lane)
        flow.add(sendOne(message, route, lane))
      }
      if (seen === 0) {
        await flow.below(1)
        return false
      }
      // The next are taken while the last of these are still under way.
      await flow.below(performance.now() >= until ? 1 : batch / 2)
      if (performance.now() >= until) return true
    }
  } finally {
    await flow.ended()
    routes.close()
  }

  /** The connection is free for the next message as soon as the server has answered; the answer is written down meanwhile. */
  async function sendOne(message: Reserved, route: Route, lane: Lane): Promise<void> {
    const outcome = await lane.take(() => tried(message, route, lane))
    if (outcome) await note(outcome)
    sent += 1
  }

  async function tried(message: Reserved, route: Route, lane: Lane): Promise<Outcome | undefined> {
    const { channel, accountId } = route
    if (channel === null) return outcome(message, 'kept', { by: 'rule', what: 'kept' })
    if (lane.closed) return waits(message, 'account_trouble', await lane.closed)
    const result =
      'what' in channel
        ? ({ kind: 'unreachable', text: null, ...channel } as const)
        : await lane.paced(() => channel.handOver(message, () => note({ leaving: message.id })))
    if (result.kind === 'unreachable') {
      // Those under way at once fail together: it is one trouble.
      lane.closed ??= closed(route, result)
      return waits(message, result.what, await lane.closed, result.text)
    }
    if (accountId && !lane.isProved) {
      lane.isProved = true
      await clearTrouble(ctx, accountId)
    }
    return concluded(message, result, 'server' in channel ? channel.server : '')
  }

  async function closed(
    route: Route,
    { what, text }: { what: string; text: string | null },
  ): Promise<string> {
    const until = await noteTrouble(ctx, route.accountId, { what, text })
    await putOff(ctx, route.accountId, until)
    return until
  }

  function waits(message: Reserved, what: string, until: string, text: string | null = null): Outcome {
    return { ...outcome(message, 'queued', { by: 'rule', what, text, until }), dueAt: until }
  }

  function concluded(
    message: Reserved,
    result: Exclude<HandedOver, { kind: 'unreachable' }>,
    server: string,
  ): Outcome | undefined {
    if (result.kind === 'withheld') return undefined
    if (result.kind === 'accepted') {
      const { code, text, leftOut } = result
      const addresses = leftOut.length ? leftOut.map(({ address }) => address) : undefined
      const words = [text, ...leftOut.map(one => `${one.address}: ${one.text}`)].join('\n')
      return outcome(message, 'handed_over', {
        by: 'smtp',
        what: addresses ? 'accepted_in_part' : 'accepted',
        code,
        text: words,
        server,
        addresses,
      })
    }
    if (result.kind === 'lost' && result.mayHaveLeft)
      return outcome(message, 'unknown', { by: 'rule', what: 'no_answer', text: result.text, server })
    const said =
      result.kind === 'refused'
        ? ({
            by: 'smtp',
            what: result.isForGood ? 'refused' : 'put_off',
            code: result.code,
            text: result.text,
            server,
          } as const)
        : result.kind === 'lost'
          ? ({ by: 'rule', what: 'broke_off', text: result.text, server } as const)
          : ({ by: 'rule', what: result.what, text: result.text } as const)
    const waitMs = nextTryMs(message.attempts + 1, message.waitedMs)
    if (result.kind !== 'lost' && result.isForGood)
      return { ...outcome(message, 'failed', said), dead: result.kind === 'refused' ? result.dead : [] }
    if (waitMs === null || message.waitedMs + waitMs > mostDelayMs)
      return outcome(message, 'failed', { ...said, what: 'given_up' })
    const dueAt = new Date(clock().getTime() + waitMs).toISOString()
    return { ...outcome(message, 'queued', { ...said, until: dueAt }), dueAt }
  }

  function outcome(
    { id }: Reserved,
    state: Outcome['state'],
    evidence: Omit<Evidence, 'at' | 'state'>,
  ): Outcome {
    return { id, state, evidence: { at: clock().toISOString(), state, ...evidence } }
  }
}

/** The messages of one route: so many at once, and so far apart. */
interface Lane {
  take<T>(work: () => Promise<T>): Promise<T>
  paced<T>(work: () => Promise<T>): Promise<T>
  /** Until when nothing goes by it any more; undefined while all goes. */
  closed: Promise<string> | undefined
  isProved: boolean
}

function laneOf({ channel }: Route): Lane {
  const open: Partial<OpenChannel> = channel && 'atOnce' in channel ? channel : {}
  const { atOnce = batch, apartMs = 0 } = open
  let running = 0
  let nextAt = 0
  const queue: (() => void)[] = []
  return {
    closed: undefined,
    isProved: false,
    async take(work) {
      if (running >= atOnce) await new Promise<void>(go => queue.push(go))
      else running += 1
      try {
        return await work()
      } finally {
        const next = queue.shift()
        if (next) next()
        else running -= 1
      }
    },
    async paced(work) {
      const slot = slotAfter(nextAt, performance.now(), apartMs)
      nextAt = slot.nextAt
      const { waitMs } = slot
      if (waitMs > 0) await Bun.sleep(waitMs)
      return work()
    },
  }
}

/** What is under way: how much of it may be, and what failed first. */
function flowOf() {
  let running = 0
  let failed: { error: unknown } | undefined
  let wake: () => void = () => {}
  const until = async (most: number) => {
    while (running >= most && !(failed && most > 1)) await new Promise<void>(go => (wake = go))
  }
  return {
    add(work: Promise<void>): void {
      running += 1
      work
        .catch(error => {
          failed ??= { error }
        })
        .finally(() => {
          running -= 1
          wake()
        })
    },
    /** Waits until fewer are under way. Throws what failed. */
    async below(most: number): Promise<void> {
      await until(most)
      if (failed) throw failed.error
    },
    /** Waits for all of it, whatever came of it. */
    ended: () => until(1),
  }
}

const mostTries = 60

/** Does it again while the database is away, for about a minute. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (postgresFault(error) !== 'away' || tries === mostTries) throw error
      await Bun.sleep(1_000)
    }
  }
}
