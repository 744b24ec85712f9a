import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createUniqueId, Show } from 'solid-js'
import { format } from '../../app/format'
import { ChoiceList } from '../choice/choice-list'
import type { Choice } from '../choice/choice-list.rules'
import { Popover } from '../overlay/popover'
import { FieldNote } from './field-frame'
import './many-field.css'

/** Several of many: what is chosen stands in the field, which opens the list. */
export function ManyField(props: {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
  /** What it says where nothing is chosen. */
  none: string
  hint?: string
  error?: string
  /** Given: other values than the choices may be written. */
  add?: (text: string) => string | undefined
}) {
  const id = createUniqueId()
  const labelOf = (value: string) => props.choices.find(one => one.value === value)?.label ?? value
  const shown = () => (props.chosen.length ? format.list(props.chosen.map(labelOf)) : props.none)
  return (
    <div class="field">
      <span class="label" id={id}>
        {props.label}
      </span>
      <Popover
        class="input many-field"
        label={`${props.label}: ${shown()}`}
        trigger={
          <>
            <span class="cut" dir="auto" classList={{ faint: props.chosen.length === 0 }}>
              {shown()}
            </span>
            <ChevronDown class="s" aria-hidden="true" />
          </>
        }
      >
        {close => (
          <ChoiceList
            many
            label={props.label}
            choices={props.choices}
            chosen={props.chosen}
            onChange={props.onChange}
            add={props.add}
            onDone={close}
          />
        )}
      </Popover>
      <Show when={props.hint ?? props.error}>
        <FieldNote hint={props.hint} error={props.error} />
      </Show>
    </div>
  )
}
