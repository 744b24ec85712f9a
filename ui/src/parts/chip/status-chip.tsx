import type { ParentProps } from 'solid-js'

/** info new · slate in hand · plum resting · pos good · warn needs care · neg late or lost · brass next. */
export type Tone = 'slate' | 'info' | 'plum' | 'pos' | 'warn' | 'neg' | 'brass'

export const StatusChip = (props: ParentProps<{ tone?: Tone; plain?: boolean }>) => (
  <span class={`chip ${props.tone ?? 'slate'}`} classList={{ plain: props.plain }}>
    {props.children}
  </span>
)
