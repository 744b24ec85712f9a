import { useQuery } from '@tanstack/solid-query'
import { api } from '../../app/api'

export const useCalendarList = () =>
  useQuery(() => ({
    queryKey: ['calendar', 'all'],
    queryFn: ({ signal }) => api.get('/crm/calendars', { signal }),
  }))
