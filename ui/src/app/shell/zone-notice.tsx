import { useQueryClient } from '@tanstack/solid-query'
import Clock from 'lucide-solid/icons/clock'
import { Button } from '../../parts/button/button'
import { changeTimeZone } from '../profile'
import { t } from '../text'
import { browserZone, readerZone } from '../zone'
import { zoneName } from '../zone-names'

/** Asks somebody whose browser is elsewhere than their profile whether its time is to be used. */
export function ZoneNotice(props: { onKeep: () => void }) {
  const client = useQueryClient()
  return (
    <section class="state-line asks" aria-label={t('zone.title')}>
      <Clock aria-hidden="true" />
      <span class="asked">
        {t('zone.elsewhere', { there: zoneName(browserZone()), here: zoneName(readerZone()) })}
      </span>
      <Button onClick={() => void changeTimeZone(client, browserZone())}>{t('zone.use')}</Button>
      <Button tone="ghost" onClick={props.onKeep}>
        {t('zone.keep')}
      </Button>
    </section>
  )
}
