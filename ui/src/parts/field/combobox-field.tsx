import { Combobox } from '@kobalte/core/combobox'
import Check from 'lucide-solid/icons/check'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { t } from '../../app/text'
import { portalRegion } from '../overlay/portal-region'
import { FieldNote, type FieldProps } from './field-frame'
import type { Option } from './select-field'

const waitMs = 150

/**
 * One of many, found by typing. Give `options` and filtering is done here; give `onSearch` as well and it is called with what
 * was typed (after 150 ms), and `options` are taken as its answer.
 */
export function ComboboxField(
  props: FieldProps & {
    options: readonly Option[]
    value: string | null
    /** Label of a value that is not among the options, such as the record's present owner. */
    valueLabel?: string
    onChange: (value: string | null) => void
    onSearch?: (text: string) => void
    busy?: boolean
    placeholder?: string
  },
) {
  const [typed, setTyped] = createSignal('')
  const options = createMemo<Option[]>(() => {
    const listed = [...props.options]
    const { value, valueLabel } = props
    const known = value === null || listed.some(option => option.value === value)
    return known || value === null ? listed : [{ value, label: valueLabel ?? value }, ...listed]
  })
  const chosen = () => options().find(option => option.value === props.value) ?? null
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const search = (text: string) => {
    setTyped(text)
    if (!props.onSearch) return
    clearTimeout(timer)
    timer = setTimeout(() => props.onSearch?.(text === chosen()?.label ? '' : text), waitMs)
  }
  return (
    <Combobox<Option>
      class="field"
      options={options()}
      optionValue="value"
      optionTextValue="label"
      optionLabel="label"
      optionDisabled="disabled"
      value={chosen()}
      onChange={option => props.onChange(option?.value ?? null)}
      onInputChange={search}
      defaultFilter={props.onSearch ? () => true : 'contains'}
      placeholder={props.placeholder ?? t('field.choose')}
      validationState={props.error ? 'invalid' : 'valid'}
      readOnly={Boolean(props.locked)}
      required={props.required}
      name={props.name}
      gutter={4}
      sameWidth
      triggerMode="focus"
      allowsEmptyCollection
      itemComponent={item => (
        <Combobox.Item item={item.item}>
          <Combobox.ItemLabel>
            <bdi>{item.item.rawValue.label}</bdi>
          </Combobox.ItemLabel>
          <Combobox.ItemIndicator class="end">
            <Check class="s" aria-hidden="true" />
          </Combobox.ItemIndicator>
        </Combobox.Item>
      )}
    >
      <Combobox.Label class="label">{props.label}</Combobox.Label>
      <Combobox.Control class="input" classList={{ wrong: Boolean(props.error), off: Boolean(props.locked) }}>
        <Combobox.Input dir="auto" />
        <Combobox.Trigger aria-label={t('field.choose')} tabindex="-1">
          <ChevronDown class="s" aria-hidden="true" />
        </Combobox.Trigger>
      </Combobox.Control>
      <Combobox.Description as="div">
        <FieldNote error={props.error} locked={props.locked} hint={props.hint} />
      </Combobox.Description>
      <Combobox.Portal ref={portalRegion(() => props.label)}>
        <Combobox.Content class="menu">
          <Combobox.Listbox />
          <Show when={!options().length || (typed() && props.busy)}>
            <p class="group-label" role="status">
              {props.busy ? t('search.searching') : t('field.none')}
            </p>
          </Show>
        </Combobox.Content>
      </Combobox.Portal>
    </Combobox>
  )
}
