import type { Scope } from '@sextant/db/core/grants.rules'
import { Show } from 'solid-js'
import { CellSelect } from '../cell-select'
import { ScopeMeter } from './scope-meter'
import { scopeName } from './words'

/** The scope in which an action is granted, as a word with its meter; where it may be changed, a choice. */
export const ScopeCell = (props: {
  label: string
  options: readonly Scope[]
  value: Scope | null
  changed: boolean
  locked: boolean
  onChange: (scope: Scope | null) => void
}) => (
  <span class="scope" classList={{ none: !props.value, changed: props.changed }}>
    <ScopeMeter scope={props.value} />
    <Show when={!props.locked} fallback={<span>{scopeName(props.value)}</span>}>
      <CellSelect
        label={props.label}
        options={[null, ...props.options].map(scope => ({ value: scope ?? '', label: scopeName(scope) }))}
        value={props.value ?? ''}
        onChange={value => props.onChange(props.options.find(scope => scope === value) ?? null)}
      />
    </Show>
  </span>
)
