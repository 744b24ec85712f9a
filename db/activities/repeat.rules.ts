import { type Change, type Refusal, refusal, wrongValue } from '../records/change.model'
import type { Activity } from './activities.model'

const weekdays = '(MO|TU|WE|TH|FR|SA|SU)'
const list = (one: string) => `${one}(,${one}){0,6}`
const unsaid = (text: string) => `(;${text})?`
const interval = unsaid('INTERVAL=[1-9][0-9]?')
const until = unsaid('UNTIL=[0-9]{8}')
const formsTo = (end: string) => [
  `FREQ=DAILY${interval}${end}`,
  `FREQ=WEEKLY${interval}${unsaid(`BYDAY=${list(weekdays)}`)}${end}`,
  `FREQ=MONTHLY${interval}(;BYMONTHDAY=(-1|[1-9]|[12][0-9]|3[01])|;BYDAY=(-1|[1-4])${weekdays})?${end}`,
  `FREQ=YEARLY${interval}${end}`,
]
const known = new RegExp(`^(${formsTo(until).join('|')})$`)
/** The repeats of RFC 5545 that a meeting can have: those of a task, or so many times. */
export const seriesPattern = new RegExp(
  `^(${formsTo('(;UNTIL=[0-9]{8}|;COUNT=[1-9][0-9]{0,2})?').join('|')})$`,
)

/** Whether it is one of the repeats of RFC 5545 that a task can have. */
const isRepeat = (text: string): boolean => known.test(text)

/** Only what is to be done on a day can be done again on another. */
export function checkRepeat({ before, values }: Change<Activity>): Refusal | undefined {
  if (values.repeats === undefined && values.kind === undefined && values.dueOn === undefined) return
  const of = (key: 'repeats' | 'kind' | 'dueOn') => (values[key] === undefined ? before?.[key] : values[key])
  const repeats = of('repeats')
  if (!repeats) return
  if (!isRepeat(repeats))
    return wrongValue('repeats', 'repeat', 'Write a repeat such as FREQ=WEEKLY;INTERVAL=2 (RFC 5545).')
  if (of('kind') !== 'task') return refusal('activity.repeat_needs_task', 'Only tasks repeat.', {}, 'repeats')
  if (!of('dueOn'))
    return refusal('activity.repeat_needs_due', 'What repeats needs a day on which it is due.', {}, 'dueOn')
}

type Reminded = Pick<Activity, 'remindAt' | 'doneAt' | 'deletedAt'>

/** When somebody is to be reminded of it, while it is open. */
export const remindsAt = (activity: Reminded | null): string | null =>
  activity && !activity.deletedAt && !activity.doneAt ? (activity.remindAt ?? null) : null
