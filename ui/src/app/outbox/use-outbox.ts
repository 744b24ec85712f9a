import { useQueryClient } from '@tanstack/solid-query'
import { createEffect, onCleanup, onMount } from 'solid-js'
import { isReached } from '../online'
import { useSession } from '../session'
import { outbox } from './outbox'

const firstAgainMs = 4_000
const mostAgainMs = 60_000

/** Sends what waits: as soon as the server is reached, at the start of a page, and again after a while where that came to nothing. Used once, by the frame. */
export function useOutbox() {
  const { session } = useSession()
  const client = useQueryClient()
  let timer: ReturnType<typeof setTimeout> | undefined
  let againMs = firstAgainMs
  const send = async () => {
    clearTimeout(timer)
    const { sendOutbox } = await import('./send-outbox')
    if ((await sendOutbox(client)) === 'done') {
      againMs = firstAgainMs
      return
    }
    clearTimeout(timer)
    timer = setTimeout(send, againMs)
    againMs = Math.min(mostAgainMs, againMs * 2)
  }
  createEffect(() => {
    const who = session()?.member.id
    if (who) outbox.belongTo(who)
  })
  const due = () => isReached() && outbox.all().some(({ asks, refusal }) => !asks && !refusal)
  createEffect(() => {
    if (due()) void send()
  })
  onMount(() => {
    // What is needed once nothing can be loaded any more is loaded before.
    const loading = setTimeout(() => {
      void import('./send-outbox')
      void import('./waiting-list')
      void import('../../parts/grid/cell-editor')
      void import('../../parts/records/create-dialog')
      void import('../../parts/activity/log-activity')
    }, loadAfterMs)
    onCleanup(() => clearTimeout(loading))
  })
  onCleanup(() => clearTimeout(timer))
}
const loadAfterMs = 3_000
