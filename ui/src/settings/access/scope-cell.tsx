import type { Scope } from '@sextant/db/core/grants.rules'
import { For, Show } from 'solid-js'
import { ScopeMeter } from './scope-meter'
import { scopeName } from './words'

/** The scope in which an action is granted, as a word with its meter; where it may be changed, a choice. */
export function ScopeCell(props: {
  label: string
  options: readonly Scope[]
  value: Scope | null
  changed: boolean
  locked: boolean
  onChange: (scope: Scope | null) => void
}) {
  return (
    <span class="scope" classList={{ none: !props.value, changed: props.changed }}>
      <ScopeMeter scope={props.value} />
      <Show when={!props.locked} fallback={<span>{scopeName(props.value)}</span>}>
        <select
          class="cell-select"
          aria-label={props.label}
          onChange={event => {
            const { value } = event.currentTarget
            props.onChange(props.options.find(scope => scope === value) ?? null)
            event.currentTarget.value = props.value ?? ''
          }}
        >
          <For each={[null, ...props.options]}>
            {scope => (
              <option value={scope ?? ''} selected={scope === props.value}>
                {scopeName(scope)}
              </option>
            )}
          </For>
        </select>
      </Show>
    </span>
  )
}
