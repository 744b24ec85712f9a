import { For } from 'solid-js'

/** One of a few, in a cell of a table. The value stays as it was until the write is through. */
export const CellSelect = (props: {
  label: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => Promise<void>
}) => (
  <select
    class="cell-select"
    aria-label={props.label}
    onChange={async event => {
      const select = event.currentTarget
      await props.onChange(select.value)
      select.value = props.value
    }}
  >
    <For each={props.options}>
      {option => (
        <option value={option.value} selected={option.value === props.value}>
          {option.label}
        </option>
      )}
    </For>
  </select>
)
