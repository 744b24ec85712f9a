import type { Names } from '@sextant/db/core/page.model'
import Archive from 'lucide-solid/icons/archive'
import Undo from 'lucide-solid/icons/archive-restore'
import Merge from 'lucide-solid/icons/arrow-right-left'
import Calendar from 'lucide-solid/icons/calendar'
import CheckSquare from 'lucide-solid/icons/circle-check'
import Dot from 'lucide-solid/icons/dot'
import Globe from 'lucide-solid/icons/globe'
import Mail from 'lucide-solid/icons/mail'
import Note from 'lucide-solid/icons/notebook-pen'
import Pencil from 'lucide-solid/icons/pencil'
import Phone from 'lucide-solid/icons/phone'
import Plus from 'lucide-solid/icons/plus'
import Tag from 'lucide-solid/icons/tag'
import Triangle from 'lucide-solid/icons/triangle'
import Upload from 'lucide-solid/icons/upload'
import type { JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { beside, format } from '../../app/format'
import { featureLabel } from '../score/reason-words'
import type { TimelineEntry } from '../timeline/timeline'
import { changesOf, type LogEvent } from './events'
import type { RecordKind } from './kind'
import type { Members } from './members'
import { t } from './records.text'
import { type ScoreStep, scoreStep } from './score-step.rules'
import type { FieldSet } from './use-fields'

export interface Sentence {
  icon?: (props: { class?: string }) => JSX.Element
  title: string
  detail?: string
}
/** Sentences that only an area knows, by kind of event. */
export type EventWords = (event: LogEvent) => Sentence | undefined

interface EventContext {
  kind: RecordKind
  fields: FieldSet
  members: Members
  words?: EventWords
  /** Names of what the events refer to, by id. */
  names?: Names
}

/** One event of the log as a line of the timeline. */
export function eventEntry(event: LogEvent, context: EventContext): TimelineEntry {
  const { icon = Dot, title, detail } = context.words?.(event) ?? sentence(event, context)
  return {
    id: event.id,
    at: event.occurredAt,
    icon: <Dynamic component={icon} class="s" />,
    title,
    detail,
  }
}

const channels = { call: Phone, meeting: Calendar, email: Mail, note: Note, task: CheckSquare } as const
type Channel = keyof typeof channels
const isChannel = (kind: unknown): kind is Channel => typeof kind === 'string' && kind in channels

function sentence(event: LogEvent, context: EventContext): Sentence {
  const { kind, payload, actor } = event
  const by = actor.name ? t('event.by', { name: actor.name }) : undefined
  const verb = kind.slice(kind.indexOf('.') + 1)
  if (kind === 'activity.logged') {
    const { kind: channel, direction, name, outcome } = payload
    if (isChannel(channel)) {
      const incoming = direction === 'in' && (channel === 'call' || channel === 'email')
      return {
        icon: channels[channel],
        title: t(incoming ? `event.activity.${channel}.in` : `event.activity.${channel}`),
        detail: beside(name, outcome) || by,
      }
    }
  }
  if (kind === 'activity.revised') {
    const { name, occurredAt } = payload
    const title =
      typeof occurredAt === 'string'
        ? t('event.activity.moved', { at: format.date(occurredAt) })
        : t('event.activity.withdrawn')
    return { icon: Calendar, title, detail: beside(name, by) }
  }
  switch (verb) {
    case 'created':
      if (event.causeType === 'import') return { icon: Upload, title: t('event.imported'), detail: by }
      return { icon: Plus, title: t('event.created'), detail: by }
    case 'imported':
      return { icon: Upload, title: t('event.imported'), detail: by }
    case 'archived':
      return { icon: Archive, title: t('event.archived'), detail: by }
    case 'restored':
      return { icon: Undo, title: t('event.restored'), detail: by }
    case 'converted':
      return { icon: Merge, title: t('event.converted'), detail: by }
    case 'visited':
      return { icon: Globe, title: t('event.visited', { page: String(payload.page ?? payload.url ?? '') }) }
    case 'scored':
      return scored(event)
    case 'updated':
      return updated(event, context, by)
    default:
      return { title: t('event.other', { kind: verb }), detail: by }
  }
}

/** How a record’s score changed, with its largest reason. */
function scored(event: LogEvent): Sentence {
  const change = scoreStep(event)
  const detail = change.step === 'cleared' ? undefined : scoreReason(event)
  return { icon: ScoreIcon, title: scoreWords(change), detail }
}

export const ScoreIcon = Triangle

function scoreWords(change: ScoreStep): string {
  if (change.step === 'cleared') return t('event.scored.cleared')
  if (change.step === 'first') return t('event.scored.first', { to: change.to })
  return t(`event.scored.${change.step}`, { from: change.from, to: change.to })
}

/** What most of a score’s change is due to, in a sentence; undefined where the log does not tell. */
export function scoreReason({ payload: { reason } }: LogEvent): string | undefined {
  if (!reason || typeof reason !== 'object' || !('label' in reason)) return undefined
  const key = 'feature' in reason ? String(reason.feature) : ''
  return t('event.scored.reason', { reason: featureLabel({ key, label: String(reason.label) }) })
}

function updated(
  event: LogEvent,
  { kind, fields, members, names }: EventContext,
  by: string | undefined,
): Sentence {
  if (event.after?.status === 'converted') return { icon: Merge, title: t('event.converted'), detail: by }
  const changes = changesOf(
    kind,
    fields,
    event,
    id => members.nameOf(id) ?? (typeof id === 'string' ? (names?.[id] ?? undefined) : undefined),
  )
  const [first] = changes
  if (!first) return { icon: Pencil, title: t('event.updated'), detail: by }
  const status = changes.find(({ key }) => key === 'status' || key === 'stageId')
  const told = status ?? first
  const rest = changes.filter(change => change !== told)
  const others = rest.slice(0, 3).map(({ label, from, to }) => t('change.field', { field: label, from, to }))
  return {
    icon: status ? Tag : Pencil,
    title: t('change.field', { field: told.label, from: told.from, to: told.to }),
    detail: beside(...others, by),
  }
}
