import Check from 'lucide-solid/icons/check'
import Minus from 'lucide-solid/icons/minus'
import { createEffect, createUniqueId, type JSX, Show } from 'solid-js'

/** One box with its words. `mixed` for a group of which some are checked. */
export function Checkbox(props: {
  label: JSX.Element
  checked: boolean | 'mixed'
  onChange: (checked: boolean) => void
  hint?: string
  /** Why it cannot be changed. */
  disabled?: string | false
  name?: string
}) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label
        class="checkline"
        data-disabled={props.disabled ? '' : undefined}
        data-tip={props.disabled || undefined}
      >
        <input
          type="checkbox"
          class="sr"
          name={props.name}
          checked={props.checked === true}
          ref={box =>
            createEffect(() => {
              box.indeterminate = props.checked === 'mixed'
            })
          }
          disabled={Boolean(props.disabled)}
          aria-describedby={props.hint ? id : undefined}
          onChange={event => props.onChange(event.currentTarget.checked)}
        />
        <CheckBox checked={props.checked} />
        <span>{props.label}</span>
      </label>
      <Show when={props.hint}>
        <span class="hint" id={id}>
          {props.hint}
        </span>
      </Show>
    </div>
  )
}

/** The drawn box alone; the control beside it holds the state for assistive technology. */
export const CheckBox = (props: { checked: boolean | 'mixed' }) => (
  <span class="check" aria-hidden="true" data-checked={props.checked ? '' : undefined}>
    <Show when={props.checked === 'mixed'} fallback={<Check aria-hidden="true" />}>
      <Minus aria-hidden="true" />
    </Show>
  </span>
)
