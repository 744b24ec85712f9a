import { api } from '../../app/api'

/** Makes a meeting repeat by a rule, at its time by the clock of a zone. */
export const repeatMeeting = (id: string, rule: string, timeZone: string) =>
  api.post('/crm/activities/{id}/series', { rule, timeZone }, { params: { id } })
