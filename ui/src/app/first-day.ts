import { usualFirstDay } from '@sextant/db/calendars/calendars.rules'
import { currentLocale } from './preferences'
import { useSession } from './session'

/** On which day the reader's weeks begin, 1 is Monday. */
export function useFirstDay(): () => number {
  const { session } = useSession()
  return () => session()?.user.firstDay ?? usualFirstDay(currentLocale())
}
