import type { Import } from '@sextant/db/imports/import.model'
import { StatusChip } from '../parts/chip/status-chip'
import type { Tone } from '../parts/chip/tone.model'
import { t } from './imports.text'

const tones: Record<Import['state'], Tone> = {
  draft: 'slate',
  checking: 'info',
  queued: 'info',
  running: 'info',
  paused: 'plum',
  done: 'pos',
  cancelled: 'slate',
  failed: 'neg',
  undoing: 'info',
  undone: 'plum',
}

/** What an import is doing; what was asked of it counts before it is so. */
export const stateName = ({ state, asked }: Pick<Import, 'state' | 'asked'>) => {
  if (state === 'running' && asked === 'pause') return t('state.pausing')
  if (state === 'running' && asked === 'cancel') return t('state.cancelling')
  return t(`state.${state}`)
}

export const StateChip = (props: { one: Import }) => (
  <StatusChip tone={tones[props.one.state]}>{stateName(props.one)}</StatusChip>
)
