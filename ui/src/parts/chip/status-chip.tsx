import type { ParentProps } from 'solid-js'
import type { Tone } from './tone.model'

export const StatusChip = (props: ParentProps<{ tone?: Tone; plain?: boolean }>) => (
  <span class={`chip ${props.tone ?? 'slate'}`} classList={{ plain: props.plain }}>
    {props.children}
  </span>
)
