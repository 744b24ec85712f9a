import type { Behaviour, TrackRecord } from '@sextant/db/scoring/known.model'
import type { FeatureValue } from '../app/spec.model'
import type { Feature, KnownRecord } from './feature'

const dayMs = 86_400_000

/** A count that is not known to be none: what was not watched is missing rather than zero. */
const counted = (key: string, label: string, of: (behaviour: Behaviour) => number): Feature => ({
  key: `behaviour.${key}`,
  label,
  kind: 'number',
  evidence: 'something',
  of: ({ behaviour, watched }) => of(behaviour) || (watched ? 0 : null),
})

/** What was done with the record within its window. */
export const behaviourFeatures: readonly Feature[] = [
  counted('calls_out', 'Calls by us', behaviour => behaviour.callsOut),
  counted('calls_in', 'Calls from them', behaviour => behaviour.callsIn),
  counted('emails_out', 'E-mails from us', behaviour => behaviour.emailsOut),
  counted('emails_in', 'E-mails from them', behaviour => behaviour.emailsIn),
  counted('meetings', 'Meetings', behaviour => behaviour.meetings),
  counted('notes', 'Notes', behaviour => behaviour.notes),
  {
    key: 'behaviour.first_reply',
    label: 'First reply',
    kind: 'category',
    evidence: 'something',
    of: ({ behaviour, watched }) => replySpeed(behaviour.firstReplyHours) ?? (watched ? 'none' : null),
  },
  counted(
    'page_visits',
    'Visits of other pages',
    behaviour => behaviour.pageVisits - behaviour.pricingVisits,
  ),
  counted('pricing_visits', 'Visits of the pricing page', behaviour => behaviour.pricingVisits),
  {
    key: 'behaviour.days_since_last',
    label: 'Days since the last activity',
    kind: 'number',
    of: ({ behaviour, watched, atMs }) =>
      watched && behaviour.lastAt !== null ? round((atMs - behaviour.lastAt) / dayMs, 2) : null,
  },
]

function replySpeed(hours: number | null): string | null {
  if (hours === null) return null
  if (hours <= 2) return 'within_2_hours'
  if (hours <= 24) return 'within_a_day'
  return 'later'
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** When the record began, by the clocks of the workspace. */
export const calendarFeatures: readonly Feature[] = [
  {
    key: 'calendar.weekday',
    label: 'Weekday of arrival',
    kind: 'category',
    evidence: 'circumstance',
    of: ({ openedDay }) => weekdays[new Date(openedDay).getUTCDay()]!,
  },
  {
    key: 'calendar.month',
    label: 'Month of arrival',
    kind: 'category',
    evidence: 'circumstance',
    of: ({ openedDay }) => String(new Date(openedDay).getUTCMonth() + 1),
  },
]

/** Worth this many outcomes at even odds: a rate of three deals says little. */
const smoothing = 8

const rateOf = (past: TrackRecord | null): FeatureValue =>
  past && past.won + past.lost > 0
    ? round((past.won + smoothing / 2) / (past.won + past.lost + smoothing), 3)
    : null

/** The owner's past rate of success, drawn towards one half by `smoothing` outcomes; missing without a past. */
export const ownerFeature = (label: string): Feature => ({
  key: 'owner.past_rate',
  label,
  kind: 'number',
  evidence: 'circumstance',
  of: ({ ownerPast }) => rateOf(ownerPast),
})

/** What became of the customer's deals that ended before the moment. */
export const customerPastFeatures: readonly Feature[] = [
  {
    key: 'customer.won_before',
    label: 'Deals won with this customer before',
    kind: 'number',
    evidence: 'something',
    of: ({ customerPast }) => customerPast?.won ?? null,
  },
  {
    key: 'customer.lost_before',
    label: 'Deals lost with this customer before',
    kind: 'number',
    evidence: 'something',
    of: ({ customerPast }) => customerPast?.lost ?? null,
  },
]

const stayed = (
  key: string,
  label: string,
  of: (stay: NonNullable<KnownRecord['stay']>) => number,
): Feature => ({
  key: `stage.${key}`,
  label,
  kind: 'number',
  evidence: 'circumstance',
  of: ({ stay, watched }) => (watched && stay ? of(stay) : null),
})

/** How a deal has moved until the moment; missing where nobody watched it. */
export const stageFeatures: readonly Feature[] = [
  stayed('moves', 'Moves between stages', stay => stay.moves),
  stayed('days', 'Days in its stage', stay => round(stay.daysInStage)),
]

const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits
