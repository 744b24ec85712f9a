/** The processes behind the door, each of which beats into `part_beat`. */
export const beatingParts = ['relay', 'worker', 'trainer'] as const
export type BeatingPart = (typeof beatingParts)[number]

/** How often a process beats, and after how long without a beat it counts as dead: whoever hangs is known within ten seconds. */
export const beatEveryMs = 2_000
export const deadAfterMs = 8_000

/** A consumer of the event log is late when an event has waited longer than this for it. */
export const lateAfterSeconds = 30

/** A consumer that is late, and since when the oldest event waits for it. */
export interface LateConsumer {
  consumer: string
  since: string
}

/** What a process says about itself while something is wrong. A plain sentence: anybody may read it. */
export interface Illness {
  /** The part whose absence makes it ill. */
  lacks: 'temporal'
  illness: string
}

/** A process as its last beat left it. `ageMs` is the database's clock, so no machine's own matters. */
export interface Beat {
  part: string
  ageMs: number
  seenAt: string
  illSince: string | null
  illness: string | null
  lacks: string | null
}

/** `unknown`: nobody is left who could tell. */
export const partStates = ['well', 'ill', 'not_started', 'unknown'] as const
type PartState = (typeof partStates)[number]

export interface JudgedPart {
  part: BeatingPart | 'temporal'
  state: PartState
  /** Processes that beat lately, the ill ones among them. Temporal's own are not counted. */
  processes?: number
  since?: string
  reason?: string
  /** The late consumers; only of the relay, and only where there are some. */
  late?: string[]
}

const names: Record<BeatingPart, string> = { relay: 'relay', worker: 'worker', trainer: 'trainer' }

/**
 * Judges the parts by their processes' beats. A part is well when one of its processes is; ill since its last process fell ill, or since the
 * last beat when all are dead. Temporal is what those see of it that live. A relay is also judged by what it does: one that beats may yet hand on
 * nothing.
 */
export function judgeParts(beats: readonly Beat[], late: readonly LateConsumer[]): JudgedPart[] {
  const judged = beatingParts.map(part => judgePart(part, beats))
  return [...judged.map(one => (one.part === 'relay' ? withLate(one, late) : one)), judgeTemporal(beats)]
}

function withLate(relay: JudgedPart, late: readonly LateConsumer[]): JudgedPart {
  if (late.length === 0) return relay
  const told = { ...relay, late: late.map(({ consumer }) => consumer) }
  if (relay.state !== 'well') return told
  const reason = `Events have waited for more than ${lateAfterSeconds} s for: ${told.late.join(', ')}.`
  return { ...told, state: 'ill', since: earliest(late.map(({ since }) => since)), reason }
}

function judgePart(part: BeatingPart, beats: readonly Beat[]): JudgedPart {
  const own = beats.filter(beat => beat.part === part)
  const alive = own.filter(isAlive)
  const processes = alive.length
  if (own.length === 0)
    return { part, state: 'not_started', processes, reason: `The ${names[part]} was not started.` }
  if (processes === 0) {
    const since = latest(own.map(beat => beat.seenAt))
    return { part, state: 'ill', processes, since, reason: `The ${names[part]} has not been heard of.` }
  }
  if (alive.some(isWell)) return { part, state: 'well', processes }
  const [first] = alive
  return {
    part,
    state: 'ill',
    processes,
    since: latest(alive.flatMap(beat => beat.illSince ?? [])),
    reason: first?.illness ?? undefined,
  }
}

function judgeTemporal(beats: readonly Beat[]): JudgedPart {
  const part = 'temporal'
  const alive = beats.filter(isAlive)
  if (alive.length === 0) return { part, state: 'unknown', reason: 'No process is there that would know.' }
  const cut = alive.filter(beat => beat.lacks === part)
  if (cut.length < alive.length) return { part, state: 'well' }
  return {
    part,
    state: 'ill',
    since: latest(cut.flatMap(beat => beat.illSince ?? [])),
    reason: 'Temporal does not answer.',
  }
}

const isAlive = ({ ageMs }: Beat): boolean => ageMs < deadAfterMs
const isWell = ({ illSince }: Beat): boolean => illSince === null
const earliest = (times: readonly string[]): string | undefined => times.toSorted()[0]
/** The last of the times: until then one of them was well. */
const latest = (times: readonly string[]): string | undefined => times.toSorted().at(-1)
