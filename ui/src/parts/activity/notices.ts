import type { AnswerOf } from '@sextant/edge/app/contract'
import { api } from '../../app/api'

export type Notices = AnswerOf<'get', '/crm/notices'>
export type Notice = Notices['results'][number]

export const noticesKey = ['notice', 'mine'] as const

/** What the reader is told for themselves. */
export const noticesQuery = () => ({
  queryKey: noticesKey,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get('/crm/notices', { signal }),
})

/** Events by which somebody is told something for themselves; for whom, only the server knows. */
const telling: readonly string[] = ['activity.came_due', 'activity.mentioned', 'message.noted']
export const tellsSomebody = ({ kind }: { kind: string }): boolean => telling.includes(kind)
