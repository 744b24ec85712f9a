import { useNavigate } from '@solidjs/router'
import { useQueryClient } from '@tanstack/solid-query'
import { onMount } from 'solid-js'
import { api } from '../../app/api'
import { onLive } from '../../app/live'
import { t as frame } from '../../app/text'
import { toastNews } from '../toast/toast'
import { activityKind } from './activity-kind'
import { type Notice, noticesKey, tellsSomebody } from './notices'
import { t } from './notices.text'

/** What is older was told elsewhere, or while nobody was here. */
const newsMs = 3 * 60_000
const shown = new Set<string>()

/** Tells the reader at once what they are told for themselves. Used once, by the frame, when the first such thing happens. */
export function NoticeToasts() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const look = async () => {
    const notices = await api.get('/crm/notices').catch(() => undefined)
    if (!notices) return
    client.setQueryData(noticesKey, notices)
    const since = Date.now() - newsMs
    for (const notice of notices.results.toReversed()) {
      if (notice.seenAt || shown.has(notice.id) || Date.parse(notice.at) < since) continue
      shown.add(notice.id)
      tell(notice)
    }
  }
  // What happens to watched records gathers quietly under For you.
  const tell = ({ kind, name, activityId, conversationId }: Notice) => {
    const href = activityId
      ? activityKind.href(activityId)
      : conversationId && `/conversations/${conversationId}`
    if (!href) return
    toastNews(t(kind), name ?? '', [
      { label: t('open'), onPress: () => navigate(href) },
      { label: frame('close'), onPress: () => undefined },
    ])
  }
  onMount(() => void look())
  onLive(event => {
    if (tellsSomebody(event)) void look()
  })
  return null
}
