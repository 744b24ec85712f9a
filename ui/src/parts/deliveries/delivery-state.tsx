import type { Evidence } from '@sextant/db/deliveries/deliveries.model'
import type { DeliveryState as State } from '@sextant/db/deliveries/deliveries.rules'
import { beside, format } from '../../app/format'
import { StatusChip } from '../chip/status-chip'
import type { Tone } from '../chip/tone.model'
import { t } from './deliveries.text'

const tones: Readonly<Record<State, Tone>> = {
  queued: 'slate',
  reserved: 'slate',
  handing_over: 'slate',
  handed_over: 'info',
  delivered: 'pos',
  bounced: 'neg',
  complained: 'neg',
  failed: 'neg',
  suppressed: 'warn',
  cancelled: 'slate',
  kept: 'warn',
  unknown: 'warn',
}

/** What is known of a message, in a word. */
export const DeliveryState = (props: { state: State }) => (
  <StatusChip tone={tones[props.state]}>{t(`state.${props.state}`)}</StatusChip>
)

/** What a piece of evidence says, in a sentence: what happened, and the words of whoever said so. */
export function evidenceWords({ what, text, until, addresses }: Evidence): string {
  const said = t.say(`what.${what}`) ?? t('what.other', { what })
  return beside(
    said,
    until && t('until', { time: format.precise(until) }),
    addresses?.length && format.list(addresses),
    text,
  )
}

export const lastWords = (last: Evidence | null): string => (last ? evidenceWords(last) : '')
