import type { activityEvents } from '@sextant/db/activities/activities.events'
import type { Known } from '@sextant/db/app/catalogue.events'
import type { mailEvents } from '@sextant/db/conversations/conversations.events'
import type { Names } from '@sextant/db/core/page.model'
import type { approvalEvents } from '@sextant/db/deals/deals.events'
import type { PayloadMembers, TimelineEvent } from '@sextant/db/events/event.model'
import type { webEvents } from '@sextant/db/leads/leads.events'
import type { lineEvents } from '@sextant/db/lines/lines.events'
import type { closingRateEvents } from '@sextant/db/rates/rates.events'
import type { shareEvents } from '@sextant/db/records/share.events'
import type { responseEvents } from '@sextant/db/response/response.events'
import type { scoreEvents } from '@sextant/db/scoring/score.events'
import type { clockEvents } from '@sextant/db/service-levels/service-levels.events'
import { beside, format } from '../../app/format'
import { type DeliveryEventKind, deliverySentence, isOfDelivery } from '../deliveries/delivery-sentence'
import { type FileEventKind, fileSentence, isOfFile } from '../files/file-sentence'
import { featureLabel } from '../score/reason-words'
import { t as tickets } from '../tickets/related-tickets.text'
import { changesOf } from './events'
import type { RecordKind } from './kind'
import type { Members } from './members'
import { isOfVersion, type QuoteVersionKind, quoteSentence } from './quote-sentence'
import { t } from './records.text'
import { type ScoreStep, scoreStep } from './score-step.rules'
import type { FieldSet } from './use-fields'

/** What a line of the timeline bears. */
export type EventIcon =
  | 'archive'
  | 'calendar'
  | 'convert'
  | 'deal'
  | 'done'
  | 'file'
  | 'globe'
  | 'mail'
  | 'note'
  | 'pencil'
  | 'phone'
  | 'plus'
  | 'restore'
  | 'share'
  | 'tag'
  | 'triangle'
  | 'upload'

export interface Sentence {
  icon?: EventIcon
  title: string
  detail?: string
}
/** Sentences that only an area knows, by kind of event. */
export type EventWords = (event: TimelineEvent) => Sentence | undefined

export interface EventContext {
  kind: RecordKind
  fields: FieldSet
  members: Members
  words?: EventWords
  /** Names of what the events refer to, by id. */
  names?: Names
}

const channels = { call: 'phone', meeting: 'calendar', email: 'mail', note: 'note', task: 'done' } as const
type Channel = keyof typeof channels
const isChannel = (kind: unknown): kind is Channel => typeof kind === 'string' && kind in channels

/** What follows the dot in the name of a kind. */
type Verb<K> = K extends `${string}.${infer V}` ? V : never
type ShownKind = Extract<Known, { shown: true }>['kind']
type ShownVerb = Verb<Exclude<ShownKind, QuoteVersionKind | FileEventKind | DeliveryEventKind>>

/** The sentence for each kind that people see. A kind that is to be shown and has none here is a fault of types. */
const sentences: {
  readonly [V in ShownVerb]: (event: TimelineEvent, context: EventContext, by?: string) => Sentence
} = {
  created: (event, context, by) => {
    const detail = beside(assigned(event, context), by) || undefined
    return event.causeType === 'import'
      ? { icon: 'upload', title: t('event.imported'), detail }
      : { icon: 'plus', title: t('event.created'), detail }
  },
  updated,
  placed: updated,
  archived: (_event, _, by) => ({ icon: 'archive', title: t('event.archived'), detail: by }),
  restored: (_event, _, by) => ({ icon: 'restore', title: t('event.restored'), detail: by }),
  shared: ({ payload }, _, by) => {
    const { name, level }: PayloadMembers<typeof shareEvents.shared> = payload
    const said = t(level === 'write' ? 'event.shared.write' : 'event.shared.read')
    return { icon: 'share', title: t('event.shared', { name: String(name ?? ''), level: said }), detail: by }
  },
  unshared: ({ payload }, _, by) => {
    const { name }: PayloadMembers<typeof shareEvents.unshared> = payload
    return { icon: 'share', title: t('event.unshared', { name: String(name ?? '') }), detail: by }
  },
  scored,
  logged: ({ payload }, _, by) => {
    const { kind, direction, name, outcome }: PayloadMembers<typeof activityEvents.logged> = payload
    if (!isChannel(kind)) return { title: t('event.other', { kind: 'logged' }), detail: by }
    const incoming = direction === 'in' && (kind === 'call' || kind === 'email')
    return {
      icon: channels[kind],
      title: t(incoming ? `event.activity.${kind}.in` : `event.activity.${kind}`),
      detail: beside(name, outcome) || by,
    }
  },
  revised: ({ payload }, _, by) => {
    const { name, occurredAt }: PayloadMembers<typeof activityEvents.revised> = payload
    const title =
      typeof occurredAt === 'string'
        ? t('event.activity.moved', { at: format.date(occurredAt) })
        : t('event.activity.withdrawn')
    return { icon: 'calendar', title, detail: beside(name, by) }
  },
  due: ({ payload }) => {
    const { rule, respondBy }: PayloadMembers<typeof responseEvents.due> = payload
    const title =
      typeof respondBy === 'string'
        ? t('event.response.due', { at: format.moment(respondBy) })
        : t('event.response.over')
    return { icon: 'calendar', title, detail: typeof rule === 'string' ? rule : undefined }
  },
  given: ({ payload }) => {
    const { at, late }: PayloadMembers<typeof responseEvents.given> = payload
    const told = { at: typeof at === 'string' ? format.moment(at) : '' }
    return { icon: 'done', title: t(late ? 'event.response.given.late' : 'event.response.given', told) }
  },
  late: ({ payload }) => {
    const { rule, respondBy }: PayloadMembers<typeof responseEvents.late> = payload
    const at = typeof respondBy === 'string' ? format.moment(respondBy) : ''
    return { icon: 'triangle', title: t('event.response.late', { at }), detail: String(rule ?? '') }
  },
  targets_moved: ({ payload }) => {
    const { why }: PayloadMembers<typeof clockEvents.targetsMoved> = payload
    const said = tickets(why === 'calendars' ? 'clock.moved.calendars' : 'clock.moved.policies')
    return { icon: 'calendar', title: tickets('clock.moved', { why: said }) }
  },
  warned: ({ payload }) => ({ icon: 'calendar', ...clockSentence('warned', payload) }),
  missed: ({ payload }) => ({ icon: 'triangle', ...clockSentence('missed', payload) }),
  invited: ({ payload }, _, by) => {
    const { people }: PayloadMembers<typeof activityEvents.invited> = payload
    const n = typeof people === 'number' ? people : 0
    return { icon: 'calendar', title: t('event.invited', { n }), detail: by }
  },
  repeated: ({ payload }, _, by) => {
    const { meetings }: PayloadMembers<typeof activityEvents.repeated> = payload
    const n = typeof meetings === 'number' ? meetings : 0
    return { icon: 'calendar', title: t('event.repeated', { n }), detail: by }
  },
  mentioned: ({ payload }, _, by) => {
    const { names }: PayloadMembers<typeof activityEvents.mentioned> = payload
    const said = Array.isArray(names) ? format.list(names.map(String)) : ''
    return { icon: 'note', title: t('event.mentioned', { names: said }), detail: by }
  },
  received: ({ payload }) => {
    const { subject }: PayloadMembers<typeof mailEvents.received> = payload
    return { icon: 'mail', title: t('event.mail.received'), detail: String(subject ?? '') || undefined }
  },
  sent: ({ payload }, _, by) => {
    const { subject }: PayloadMembers<typeof mailEvents.sent> = payload
    return {
      icon: 'mail',
      title: t('event.mail.sent'),
      detail: beside(String(subject ?? ''), by) || undefined,
    }
  },
  held_back: ({ payload }, _, by) => {
    const { subject }: PayloadMembers<typeof mailEvents.heldBack> = payload
    return {
      icon: 'mail',
      title: t('event.mail.heldBack'),
      detail: beside(String(subject ?? ''), by) || undefined,
    }
  },
  came_due: ({ payload }) => ({
    icon: 'calendar',
    title: t('event.cameDue'),
    detail: String(payload.name ?? '') || undefined,
  }),
  asked: (event, _, by) => ofApproval('asked', event, by),
  approved: (event, _, by) => ofApproval('approved', event, by),
  declined: (event, _, by) => ofApproval('declined', event, by),
  withdrawn: (event, _, by) => ofApproval('withdrawn', event, by),
  reminded: event => {
    const { names }: PayloadMembers<typeof approvalEvents.reminded> = event.payload
    return ofApproval('reminded', event, Array.isArray(names) ? format.list(names.map(String)) : undefined)
  },
  changed: (_event, _, by) => ({ title: t('event.rules'), detail: by }),
  set_up: (_event, _, by) => ({ title: t('event.set_up'), detail: by }),
  written: ({ payload }, _, by) => {
    const { lines }: PayloadMembers<typeof lineEvents.written> = payload
    return { icon: 'note', title: t('event.lines', { n: typeof lines === 'number' ? lines : 0 }), detail: by }
  },
  decided: ({ payload }, _, by) => {
    const { approved, offered }: PayloadMembers<typeof lineEvents.decided> = payload
    const said = offered ? 'offered' : approved ? 'approved' : 'declined'
    return {
      icon: approved ? 'done' : 'note',
      title: t(`event.discount.${said}`),
      detail: by,
    }
  },
  corrected: ({ payload }, _, by) => {
    const { currency, before, after }: PayloadMembers<typeof closingRateEvents.corrected> = payload
    const told = {
      currency: String(currency ?? ''),
      before: String(before ?? ''),
      after: String(after ?? ''),
    }
    return { icon: 'pencil', title: t('event.closingRate', told), detail: by }
  },
  visited: ({ payload }) => {
    const { page }: PayloadMembers<typeof webEvents.visited> = payload
    return { icon: 'globe', title: t('event.visited', { page: String(page ?? '') }) }
  },
}

/** What happened, in the reader's words. */
export function sentence(event: TimelineEvent, context: EventContext): Sentence {
  const by = byWhom(event)
  if (isOfVersion(event.kind)) return quoteSentence(event.kind, event, by)
  if (isOfFile(event.kind)) return fileSentence(event.kind, event, by)
  if (isOfDelivery(event.kind)) return deliverySentence(event.kind, event, by)
  const verb = event.kind.slice(event.kind.indexOf('.') + 1)
  // What only another version of Sextant tells of has no sentence of its own.
  if (!(verb in sentences)) return { title: t('event.other', { kind: verb }), detail: by }
  return sentences[verb as ShownVerb](event, context, by)
}

/** An approval of a move: of which stage, and what was said of it. */
function ofApproval(
  step: 'asked' | 'approved' | 'declined' | 'withdrawn' | 'reminded',
  { payload }: TimelineEvent,
  by: string | undefined,
): Sentence {
  const { stage, reason, note } = payload
  return {
    icon: step === 'approved' ? 'done' : 'note',
    title: t(`event.approval.${step}`, { stage: String(stage ?? '') }),
    detail: beside(reason ?? note ?? undefined, by),
  }
}

/** Who did it, and whether with many others at once. */
function byWhom({ actor: { name }, causeType }: TimelineEvent): string | undefined {
  if (!name) return undefined
  if (causeType === 'bulk') return t('event.by.bulk', { name })
  return causeType === 'undo' ? t('event.by.undo', { name }) : t('event.by', { name })
}

/** How a record’s score changed, with its largest reason. */
function scored(event: TimelineEvent): Sentence {
  const change = scoreStep(event)
  const detail = change.step === 'cleared' ? undefined : scoreReason(event)
  return { icon: 'triangle', title: scoreWords(change), detail }
}

function scoreWords(change: ScoreStep): string {
  if (change.step === 'cleared') return t('event.scored.cleared')
  if (change.step === 'first') return t('event.scored.first', { to: change.to })
  return t(`event.scored.${change.step}`, { from: change.from, to: change.to })
}

/** What most of a score’s change is due to, in a sentence; undefined where the log does not tell. */
export function scoreReason({ payload }: TimelineEvent): string | undefined {
  const { reason }: PayloadMembers<typeof scoreEvents.lead.scored> = payload
  if (!reason || typeof reason !== 'object' || !('label' in reason)) return undefined
  const key = 'feature' in reason ? String(reason.feature) : ''
  return t('event.scored.reason', { reason: featureLabel({ key, label: String(reason.label) }) })
}

/** Whose a rule made the record: “Assigned to Sara by the rule Gulf leads”. Undefined where none did, or the reader may not know to whom. */
function assigned({ after }: TimelineEvent, context: EventContext): string | undefined {
  if (typeof after?.assignedBy !== 'string') return undefined
  const { assignedBy: rule, queue } = after
  if (typeof queue === 'string') return t('event.queued', { team: queue, rule })
  const name = nameIn(context)(after.ownerId)
  return name === undefined ? undefined : t('event.assigned', { name, rule })
}

const nameIn =
  ({ members, names }: EventContext) =>
  (id: unknown): string | undefined =>
    members.nameOf(id) ?? (typeof id === 'string' ? (names?.[id] ?? undefined) : undefined)

/** Fields that the sentence of an assignment tells of. */
const ofAssignment = ['ownerId', 'queue', 'assignedBy']

function updated(event: TimelineEvent, context: EventContext, by: string | undefined): Sentence {
  if (event.after?.status === 'converted') return { icon: 'convert', title: t('event.converted'), detail: by }
  const assignment = assigned(event, context)
  const all = changesOf(context.kind, context.fields, event, nameIn(context))
  const changes = assignment ? all.filter(({ key }) => !ofAssignment.includes(key)) : all
  const [first] = changes
  if (assignment) {
    const others = changes
      .slice(0, 3)
      .map(({ label, from, to }) => t('change.field', { field: label, from, to }))
    return { icon: 'tag', title: assignment, detail: beside(...others, by) }
  }
  if (!first) return { icon: 'pencil', title: t('event.updated'), detail: by }
  const status = changes.find(({ key }) => key === 'status' || key === 'stageId')
  const told = status ?? first
  const rest = changes.filter(change => change !== told)
  const others = rest.slice(0, 3).map(({ label, from, to }) => t('change.field', { field: label, from, to }))
  return {
    icon: status ? 'tag' : 'pencil',
    title: t('change.field', { field: told.label, from: told.from, to: told.to }),
    detail: beside(...others, by),
  }
}

/** That something is due soon, or was not done by then. */
function clockSentence(
  what: 'warned' | 'missed',
  { promised, dueAt, policy }: PayloadMembers<typeof clockEvents.missed>,
): Sentence {
  const at = typeof dueAt === 'string' ? format.moment(dueAt) : ''
  const of = promised === 'first_reply' || promised === 'next_reply' ? promised : 'solve'
  return { title: tickets(`clock.${what}.${of}`, { at }), detail: String(policy ?? '') }
}
