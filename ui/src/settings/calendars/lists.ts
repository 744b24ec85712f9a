import { usualFirstDay } from '@sextant/db/calendars/calendars.rules'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { currentLocale } from '../../app/preferences'
import { useSession } from '../../app/session'

export const useCalendarList = () =>
  useQuery(() => ({
    queryKey: ['calendar', 'all'],
    queryFn: ({ signal }) => api.get('/crm/calendars', { signal }),
  }))

/** On which day the reader's weeks begin, 1 is Monday. */
export function useFirstDay(): () => number {
  const { session } = useSession()
  return () => session()?.user.firstDay ?? usualFirstDay(currentLocale())
}
