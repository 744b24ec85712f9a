import { useQueryClient } from '@tanstack/solid-query'
import { createEffect, createSignal, onMount } from 'solid-js'
import { useSession } from '../session'
import { browserZone, readerZone, showTheSame } from '../zone'

const keptKey = 'sextant.zone.kept'

/** Somebody who has no time zone yet gets the browser's. Used once, by the shell. */
export function useFirstZone(): void {
  const { session } = useSession()
  const client = useQueryClient()
  let guessed = false
  createEffect(() => {
    if (session()?.user.timeZone !== null || guessed) return
    guessed = true
    void import('../profile').then(({ guessTimeZone }) => guessTimeZone(client))
  })
}

/** Whether the browser is elsewhere than its reader's profile. A no to its time is kept for that place, in this browser. */
export function useElsewhere() {
  const { session } = useSession()
  const [kept, setKept] = createSignal<string | null>(browserZone())
  onMount(() => setKept(localStorage.getItem(keptKey)))
  return {
    isElsewhere: () =>
      Boolean(session()?.user.timeZone) &&
      kept() !== browserZone() &&
      !showTheSame(browserZone(), readerZone(), new Date()),
    keep: () => {
      localStorage.setItem(keptKey, browserZone())
      setKept(browserZone())
    },
  }
}
