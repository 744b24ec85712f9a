import { Show } from 'solid-js'
import { Segmented } from '../parts/button/segmented'

/** A choice between a few, with its words above and what it means below. */
export const Switchline = (props: {
  label: string
  hint?: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}) => (
  <div class="field">
    <span class="label">{props.label}</span>
    <div>
      <Segmented label={props.label} options={props.options} value={props.value} onChange={props.onChange} />
    </div>
    <Show when={props.hint}>
      <span class="hint">{props.hint}</span>
    </Show>
  </div>
)
