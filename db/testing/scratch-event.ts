import { uuidv7 } from '../core/ids'
import { eventsOf, type NewEvent } from '../events/event.model'

/** For tests of the log itself: an event of any kind, `word.name`, known to the catalogue or not. */
export function scratchEvent(
  kind: string,
  subjectId: string = uuidv7(),
  { subject = 'lead', payload = {} }: { subject?: string; payload?: Record<string, unknown> } = {},
): NewEvent {
  const [word = '', key = ''] = kind.split('.')
  return eventsOf({ subject, word }, { [key]: {} })[key]!(subjectId, payload)
}
