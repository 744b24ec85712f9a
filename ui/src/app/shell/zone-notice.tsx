import { useQueryClient } from '@tanstack/solid-query'
import Clock from 'lucide-solid/icons/clock'
import { createEffect, createSignal, onMount, Show } from 'solid-js'
import { Button } from '../../parts/button/button'
import { changeTimeZone, guessTimeZone } from '../profile'
import { useSession } from '../session'
import { t } from '../text'
import { browserZone, readerZone, showTheSame } from '../zone'
import { zoneName } from '../zone-names'

const keptKey = 'sextant.zone.kept'

/** Somebody who has no time zone yet gets the browser's. Used once, by the shell. */
export function useFirstZone() {
  const { session } = useSession()
  const client = useQueryClient()
  let guessed = false
  createEffect(() => {
    if (session()?.user.timeZone !== null || guessed) return
    guessed = true
    void guessTimeZone(client)
  })
}

/** Asks somebody whose browser is elsewhere than their profile whether its time is to be used. A no is kept for that place, in this browser. */
export function ZoneNotice() {
  const { session } = useSession()
  const client = useQueryClient()
  const [kept, setKept] = createSignal<string | null>(browserZone())
  onMount(() => setKept(localStorage.getItem(keptKey)))
  const isElsewhere = () =>
    Boolean(session()?.user.timeZone) &&
    kept() !== browserZone() &&
    !showTheSame(browserZone(), readerZone(), new Date())
  const keep = () => {
    localStorage.setItem(keptKey, browserZone())
    setKept(browserZone())
  }
  return (
    <Show when={isElsewhere()}>
      <section class="state-line asks" aria-label={t('zone.title')}>
        <Clock aria-hidden="true" />
        <span class="asked">
          {t('zone.elsewhere', { there: zoneName(browserZone()), here: zoneName(readerZone()) })}
        </span>
        <Button onClick={() => void changeTimeZone(client, browserZone())}>{t('zone.use')}</Button>
        <Button tone="ghost" onClick={keep}>
          {t('zone.keep')}
        </Button>
      </section>
    </Show>
  )
}
