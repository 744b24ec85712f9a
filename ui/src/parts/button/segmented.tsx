import { For } from 'solid-js'

/** A switch between a few ways of seeing the same thing. */
export function Segmented<V extends string>(props: {
  label: string
  options: readonly { value: V; label: string }[]
  value: V
  onChange: (value: V) => void
}) {
  return (
    <fieldset class="segmented" aria-label={props.label}>
      <For each={props.options}>
        {option => (
          <button
            type="button"
            aria-pressed={option.value === props.value}
            onClick={() => props.onChange(option.value)}
          >
            {option.label}
          </button>
        )}
      </For>
    </fieldset>
  )
}
