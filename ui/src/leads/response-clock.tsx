import { Match, Switch } from 'solid-js'
import { format } from '../app/format'
import { StatusChip } from '../parts/chip/status-chip'
import type { Rec } from '../parts/records/kind'
import { t } from './leads.text'
import { clockOf } from './response-clock.rules'

/** By when the lead is to be answered, or when it was. Nothing where nobody waits for it. */
export function ResponseClock(props: { lead: Rec }) {
  const clock = () => clockOf({ ...props.lead }, Date.now())
  const by = () => ({ at: format.moment(String(props.lead.respondBy)) })
  const given = () => ({ at: format.moment(String(props.lead.respondedAt)) })
  return (
    <Switch>
      <Match when={clock() === 'late'}>
        <StatusChip tone="neg">{t('response.late', by())}</StatusChip>
      </Match>
      <Match when={clock() === 'soon'}>
        <StatusChip tone="warn">{t('response.due', by())}</StatusChip>
      </Match>
      <Match when={clock() === 'due'}>
        <StatusChip tone="info">{t('response.due', by())}</StatusChip>
      </Match>
      <Match when={clock() === 'given'}>
        <StatusChip tone="pos">{t('response.given', given())}</StatusChip>
      </Match>
      <Match when={clock() === 'givenLate'}>
        <StatusChip tone="slate">{t('response.given.late', given())}</StatusChip>
      </Match>
    </Switch>
  )
}
