import type { ScoreReason } from '@sextant/db/scoring/score.model'
import { format } from '../app/format'
import type { FieldInfo } from '../parts/records/kind'
import { shown } from '../parts/records/shown'
import { leadKind } from './lead-kind'
import { t } from './leads.text'

const behaviour = [
  'calls_out',
  'calls_in',
  'emails_out',
  'emails_in',
  'meetings',
  'notes',
  'page_visits',
  'pricing_visits',
  'days_since_last',
  'first_reply',
] as const
type Behaviour = (typeof behaviour)[number]
const isBehaviour = (key: string): key is Behaviour => behaviour.some(one => one === key)
const replies = ['within_2_hours', 'within_a_day', 'later', 'none'] as const
const others = ['calendar.weekday', 'calendar.month', 'owner.past_rate', 'jobTitle.rank'] as const

/** What a feature is called in the reader's language: built-in ones by their key, the workspace's own by their own words. */
function name(feature: string, field: (key: string) => FieldInfo | undefined, fallback: string): string {
  const [head = '', tail = ''] = feature.split('.')
  if (head === 'behaviour' && isBehaviour(tail)) return t(`feature.behaviour.${tail}`)
  const other = others.find(one => one === feature)
  if (other) return t(`feature.${other}`)
  if (head === 'custom') return field(feature)?.label ?? fallback
  const info = field(head)
  if (!info) return fallback
  if (tail === 'currency') return t('feature.currency', { field: info.label })
  return tail === 'known' ? t('feature.known', { field: info.label }) : info.label
}

function value(reason: ScoreReason, field: (key: string) => FieldInfo | undefined): string {
  const { feature, value } = reason
  if (value === null) return t('feature.unknown')
  const reply = replies.find(one => one === value)
  if (feature === 'behaviour.first_reply' && reply) return t(`reply.${reply}`)
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (feature === 'owner.past_rate' && typeof value === 'number') return format.percent(value)
  if (typeof value === 'number') return format.number(value, 1)
  if (feature === 'calendar.weekday') return weekday(value)
  if (feature === 'calendar.month') return month(Number(value))
  const info = field(feature.split('.known')[0] ?? feature)
  return info && info.field.kind !== 'money' ? shown(leadKind, info, value, () => undefined) : value
}

/** “Calls from them: 3”. */
export const reasonLabel = (reason: ScoreReason, field: (key: string) => FieldInfo | undefined): string =>
  t('feature.with', { name: name(reason.feature, field, reason.label), value: value(reason, field) })

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
/** 1 November 2026 was a Sunday. */
const weekday = (day: string) => format.weekday(new Date(2026, 10, 1 + Math.max(0, days.indexOf(day))))
const month = (n: number) => format.month(new Date(2026, n - 1, 1))
