import * as v from 'valibot'
import { toldWithReferred } from '../core/areas.model'
import type { ObjectName } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'

/** Fields by key, as JSON has them. */
const Values = v.record(v.string(), v.unknown())

/** What is told of an event to whoever may see its subject. `position` is its place in the log: transaction and sequence, as in `1024.77`. */
export const EventHead = v.object({
  id: v.string(),
  position: v.string(),
  kind: v.string(),
  subjectType: v.string(),
  subjectId: v.string(),
  actor: v.object({ type: v.string(), id: v.nullable(v.string()), name: v.string() }),
  /** When it happened in the world; `recordedAt` is when the log learned of it. */
  occurredAt: v.string(),
})
export type EventHead = v.InferOutput<typeof EventHead>

/** A whole event, as partners pull it. `before` and `after` hold changed fields only. */
export const ToldEvent = v.object({
  ...EventHead.entries,
  recordedAt: v.string(),
  payload: Values,
  before: v.nullable(Values),
  after: v.nullable(Values),
  requestId: v.nullable(v.string()),
  causeType: v.nullable(v.string()),
  causeId: v.nullable(v.string()),
})
type ToldEvent = v.InferOutput<typeof ToldEvent>

/** An event as a record's timeline shows it. */
export const TimelineEvent = v.object({
  ...v.omit(ToldEvent, ['position', 'subjectType', 'subjectId', 'recordedAt']).entries,
  /** Which deal it happened to, where deals were asked for; null when it is the record's own. */
  subject: v.nullable(v.object({ type: v.picklist(toldWithReferred), id: v.string(), name: v.string() })),
})
export type TimelineEvent = v.InferOutput<typeof TimelineEvent>

/** An event as the log's own readers have it. What an older version wrote is among them: `payloadOf` reads it. */
export interface LoggedEvent<K extends string = string> extends ToldEvent {
  kind: K
  workspaceId: string
  /** For whom a workflow or an agent did it. */
  onBehalfOf: string | null
  traceparent: string | null
  /** Sets off no automation. */
  silent: boolean
}

/** What an event says beside its payload. */
interface Change {
  /** When it happened in the world, ISO 8601; the clock's now when absent. */
  occurredAt?: string
  before?: Readonly<Record<string, unknown>> | null
  after?: Readonly<Record<string, unknown>> | null
}

declare const madeByItsKind: unique symbol

/** What happened to one subject, about to be written. Only its kind makes one: `leadEvents.created(id, …)`. */
export interface NewEvent<K extends string = string> extends Change {
  readonly [madeByItsKind]: true
  kind: K
  subjectType: string
  subjectId: string
  payload?: Readonly<Record<string, unknown>>
}

/** The work that an event asks for. A workflow's id is `<id>-<subject>`; a signal's argument is the payload's member of that name. */
type Asks =
  | { readonly start: string; readonly id: string; readonly limit: `${number} days` }
  | { readonly signal: string; readonly id: string; readonly argument: string }

/** What an event changed in its subject, where an undo of its cause takes that back. */
export type Effect = 'made' | 'changed'

/** What every edge forgets at once: who is signed in by this subject, or everybody in the workspace, as their rights may follow from it. */
type Forgets = 'subject' | 'workspace'

/** What holds of all kinds in a family of events. */
interface Family {
  /** What the events are about: one type of subject, or one of several. */
  readonly subject: string | readonly string[]
  /** First word of the kinds, where it is not the subject's. */
  readonly word?: string
  /** The object of the policy that grants sight of the events; the subject's own when absent, nobody's when null. */
  readonly sight?: ObjectName | null
  /** A second object that must be granted too, where its subject's does not suffice: who sees a record may be kept from its files. */
  readonly also?: ObjectName
  readonly forgets?: Forgets
}

/** What one kind means. */
interface Meaning {
  readonly payload?: v.ObjectEntries
  /** People see it in the timeline of its subject: screens have words for it. */
  readonly shown?: true
  readonly effect?: Effect
  readonly asks?: Asks
}

/** What is known of a kind of event. */
export interface EventKind<K extends string = string, P extends v.ObjectEntries = v.ObjectEntries> {
  readonly kind: K
  readonly subjects: readonly string[]
  readonly payload: v.ObjectSchema<P, undefined>
  readonly sight?: ObjectName | null
  readonly also?: ObjectName
  readonly forgets?: Forgets
  readonly shown?: true
  readonly effect?: Effect
  readonly asks?: Asks
}

type Snake<T extends string> = T extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? Letter : `_${Lowercase<Letter>}`}${Snake<Rest>}`
  : ''
type Subject<F extends Family> = F['subject'] extends readonly (infer T extends string)[]
  ? { readonly type: T; readonly id: string }
  : string
type Word<F extends Family> = F['word'] extends string ? F['word'] : F['subject'] & string
type Entries<M extends Meaning> = M['payload'] extends v.ObjectEntries ? M['payload'] : Record<never, never>
type Payload<M extends Meaning> =
  Entries<M> extends infer E extends v.ObjectEntries ? v.InferOutput<v.ObjectSchema<E, undefined>> : never
type Told<P> = Record<never, never> extends P ? [payload?: P, change?: Change] : [payload: P, change?: Change]

/** A family of kinds by name, each with the function that makes an event of it. */
type Events<F extends Family, M extends Readonly<Record<string, Meaning>>> = {
  readonly [N in keyof M & string]: Omit<EventKind<`${Word<F>}.${Snake<N>}`, Entries<M[N]>>, 'asks'> &
    Pick<F, keyof F & ('sight' | 'also' | 'forgets')> &
    Omit<M[N], 'payload'> &
    ((subject: Subject<F>, ...told: Told<Payload<M[N]>>) => NewEvent<`${Word<F>}.${Snake<N>}`>)
}

/**
 * Defines the kinds of a family: the key `checkRequested` of the subject `import` is the kind `import.check_requested`. Each is
 * called with the subject (its id; type and id where there are several types), the payload and what changed.
 */
export function eventsOf<const F extends Family, const M extends Readonly<Record<string, Meaning>>>(
  family: F,
  kinds: M,
): Events<F, M> {
  const { subject, word, ...known }: Family = family
  const subjects = [subject].flat()
  const events = Object.entries(kinds).map(([key, { payload, ...meaning }]) => {
    const kind = `${word ?? subjects[0]}.${snakeCase(key)}`
    const make = (about: string | { type: string; id: string }, said = {}, change: Change = {}): NewEvent => {
      const { type, id } = typeof about === 'string' ? { type: subjects[0]!, id: about } : about
      return { kind, subjectType: type, subjectId: id, payload: said, ...change } as NewEvent
    }
    return [
      key,
      Object.assign(make, { kind, subjects, payload: v.object(payload ?? {}), ...known, ...meaning }),
    ]
  })
  return Object.fromEntries(events) as Events<F, M>
}

/**
 * What of a logged payload is as its kind says. A member that an older version wrote in another form, or not at all, is absent: nobody may
 * rely on what the log holds of the past.
 */
export function payloadOf<P extends v.ObjectEntries>(
  { payload: { entries } }: { readonly payload: { readonly entries: P } },
  { payload }: Pick<ToldEvent, 'payload'>,
): Partial<v.InferOutput<v.ObjectSchema<P, undefined>>> {
  const fitting = Object.entries(entries).flatMap(([key, schema]) => {
    const read = key in payload ? v.safeParse(schema, payload[key]) : undefined
    return read?.success ? [[key, read.output]] : []
  })
  return Object.fromEntries(fitting) as Partial<v.InferOutput<v.ObjectSchema<P, undefined>>>
}

/** The members that payloads of a kind have, for who narrows each by hand. */
export type PayloadMembers<K extends EventKind> =
  K extends EventKind<string, infer P> ? { readonly [M in keyof P]?: unknown } : never
