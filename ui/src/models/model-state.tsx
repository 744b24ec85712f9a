import { StatusChip } from '../parts/chip/status-chip'
import type { Tone } from '../parts/chip/tone.model'
import type { ModelDetail } from './model-data'
import { t } from './models.text'

const tones = {
  ready: 'pos',
  cold_start: 'warn',
  no_signal: 'warn',
  held_back: 'warn',
  untrained: 'slate',
} as const satisfies Record<ModelDetail['state'], Tone>

/** How far a model, or one of its versions, can be trusted. */
export const ModelState = (props: { state: ModelDetail['state'] }) => (
  <StatusChip tone={tones[props.state]}>{t(`state.${props.state}`)}</StatusChip>
)
