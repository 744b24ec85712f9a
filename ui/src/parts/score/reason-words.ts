import type { ScoreReason } from '@sextant/db/scoring/score.model'
import { format } from '../../app/format'
import { industryName } from '../records/industry'
import type { FieldInfo, RecordKind } from '../records/kind'
import { shown } from '../records/shown'
import type en from './score.en'
import { t } from './score.text'

type Word = Extract<keyof typeof en, `${'feature' | 'reply' | 'rank'}.${string}`>
type FieldOf = (key: string) => FieldInfo | undefined

/** A feature in the reader's language; as the workspace or the pipeline named it where there is no word for it. */
export function featureLabel({ key, label }: { key: string; label: string }): string {
  return wordOf('feature', key) ?? label
}

/** Features of what was done until a moment, rather than of a field as it stands. */
const untilMoment = /^(behaviour|stage|owner)\.|^customer\.(won|lost)_before$/
const dayMs = 86_400_000

/**
 * “Calls from them: 3 (until 1 Nov)”: what was done counts up to the moment `asOf` (ISO 8601), and the days since the last activity from then, so that
 * both can be checked beside the record's events. “Industry: health”, of a field.
 */
export function reasonLabel(
  reason: ScoreReason,
  kind: RecordKind,
  field: FieldOf,
  asOf: string | null = null,
): string {
  const { feature, value } = reason
  const name = field(feature)?.label ?? featureLabel({ key: feature, label: reason.label })
  if (asOf === null || value === null || !untilMoment.test(feature))
    return t('reason', { name, value: valueText(reason, kind, field) })
  const date = format.date(asOf)
  if (feature === 'behaviour.days_since_last' && typeof value === 'number') {
    const last = format.date(new Date(Date.parse(asOf) - value * dayMs))
    return t('reason.lastActivity', { n: Math.round(value * 10) / 10, last, date })
  }
  return t('reason.asOf', { name, date, value: valueText(reason, kind, field) })
}

function valueText({ feature, value }: ScoreReason, kind: RecordKind, field: FieldOf): string {
  if (value === null) return t('unknown')
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'number')
    return feature === 'owner.past_rate' ? format.percent(value) : format.number(value, 1)
  switch (feature) {
    case 'behaviour.first_reply':
      return wordOf('reply', value) ?? value
    case 'jobTitle.rank':
      return wordOf('rank', value) ?? value
    case 'calendar.weekday':
      return weekday(value)
    case 'calendar.month':
      return format.month(Number(value))
    case 'customer.industry':
      return industryName(value)
    case 'customer.country':
      return format.country(value)
  }
  const info = field(feature)
  return info && info.field.kind !== 'money' ? shown(kind, info, value, () => undefined) : value
}

/** The dictionary answers a key that it does not have with the key. */
function wordOf(group: 'feature' | 'reply' | 'rank', key: string): string | undefined {
  const path = `${group}.${key}`
  const text = t(path as Word)
  return text === path ? undefined : text
}

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const weekday = (day: string) => format.weekday(Math.max(0, days.indexOf(day)))
