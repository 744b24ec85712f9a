import { Select } from '@kobalte/core/select'
import Check from 'lucide-solid/icons/check'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createMemo } from 'solid-js'
import { t } from '../../app/text'
import { portalRegion } from '../overlay/portal-region'
import { FieldNote, type FieldProps } from './field-frame'

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

const isSame = (before: readonly Option[], next: readonly Option[]): boolean =>
  before.length === next.length &&
  before.every(({ value, label, disabled }, i) => {
    const other = next[i]
    return other?.value === value && other.label === label && other.disabled === disabled
  })

/** One of a few. For many, or for records of the server, use `ComboboxField`. */
export function SelectField(
  props: FieldProps & {
    options: readonly Option[]
    value: string | null
    onChange: (value: string | null) => void
    placeholder?: string
  },
) {
  // Kobalte reports the choice that stands, and may stand no more, whenever the options are given anew; so they stay the same as long as they say the
  // same, and what stands already is nobody's choosing.
  const options = createMemo<Option[]>((before = []) => {
    const next = [...props.options]
    return isSame(before, next) ? before : next
  })
  const chosen = () => options().find(option => option.value === props.value) ?? null
  const choose = (value: string | null) => {
    if (value !== props.value) props.onChange(value)
  }
  return (
    <Select<Option>
      class="field"
      options={options()}
      optionValue="value"
      optionTextValue="label"
      optionDisabled="disabled"
      value={chosen()}
      onChange={option => choose(option?.value ?? null)}
      placeholder={props.placeholder ?? t('field.choose')}
      validationState={props.error ? 'invalid' : 'valid'}
      disabled={Boolean(props.locked)}
      required={props.required}
      name={props.name}
      gutter={4}
      sameWidth
      itemComponent={item => (
        <Select.Item item={item.item}>
          <Select.ItemLabel>{item.item.rawValue.label}</Select.ItemLabel>
          <Select.ItemIndicator class="end">
            <Check class="s" aria-hidden="true" />
          </Select.ItemIndicator>
        </Select.Item>
      )}
    >
      <Select.Label class="label">{props.label}</Select.Label>
      <Select.Trigger class="input" classList={{ wrong: Boolean(props.error), off: Boolean(props.locked) }}>
        <Select.Value<Option> class="value cut">{state => state.selectedOption()?.label}</Select.Value>
        <ChevronDown class="s" aria-hidden="true" />
      </Select.Trigger>
      <Select.Description as="div">
        <FieldNote error={props.error} locked={props.locked} hint={props.hint} />
      </Select.Description>
      <Select.Portal ref={portalRegion(() => props.label)}>
        <Select.Content class="menu">
          <Select.Listbox />
        </Select.Content>
      </Select.Portal>
    </Select>
  )
}
