import { Money } from '@sextant/db/core/field.model'
import { isPresent } from '@sextant/db/core/record.model'
import { lazy, Match, Suspense, Switch } from 'solid-js'
import * as v from 'valibot'
import { ComboboxField } from '../field/combobox-field'
import { DateField } from '../field/date-field'
import { MoneyField, NumberField } from '../field/number-field'
import { SelectField } from '../field/select-field'
import { TextAreaField, TextField } from '../field/text-field'
import type { FieldInfo, RecordKind } from './kind'
import { countryOptions, languageOptions } from './places'
import { t } from './records.text'
import { ReferenceField } from './reference-field'

const MentionField = lazy(() =>
  import('../activity/mention-field').then(module => ({ default: module.MentionField })),
)
const types: Record<string, 'email' | 'tel' | 'url'> = { email: 'email', phone: 'tel', url: 'url' }

/** The control of a field, by its kind. Nothing chosen or written is null. */
export function FieldControl(props: {
  kind: RecordKind
  info: FieldInfo
  value: unknown
  onChange: (value: unknown) => void
  error?: string
  /** Another label than the field's own. */
  label?: string
  hint?: string
  locked?: string
  currency: string
  autofocus?: boolean
  /** Values offered in place of all options. */
  options?: readonly string[]
}) {
  const field = () => props.info.field
  const text = () => (props.value === null || props.value === undefined ? '' : String(props.value))
  const chosen = () => (typeof props.value === 'string' ? props.value : null)
  const base = () => ({
    label: (props.label ?? props.info.label) + (field().traits.required && !props.label ? ' *' : ''),
    name: props.info.key,
    error: props.error,
    hint: props.hint,
    locked: props.locked,
    required: field().traits.required,
  })
  const is = (...kinds: string[]) => kinds.includes(field().kind)
  const options = () => {
    const offered = props.options ?? field().options ?? []
    const list = offered.map(value => ({ value, label: props.kind.option?.(props.info.key, value) ?? value }))
    return isPresent(field()) ? list : [{ value: '', label: t('none') }, ...list]
  }
  const orNull = (value: string | null) => props.onChange(value === '' ? null : value)
  return (
    <Switch
      fallback={
        <TextField
          {...base()}
          type={types[field().kind]}
          value={text()}
          onChange={orNull}
          autofocus={props.autofocus}
        />
      }
    >
      <Match when={is('longText') && props.kind.mentions?.includes(props.info.key)}>
        <Suspense>
          <MentionField {...base()} value={text()} onChange={orNull} />
        </Suspense>
      </Match>
      <Match when={is('longText')}>
        <TextAreaField {...base()} value={text()} onChange={orNull} />
      </Match>
      <Match when={is('integer', 'number')}>
        <NumberField
          {...base()}
          value={typeof props.value === 'number' ? props.value : null}
          onChange={props.onChange}
        />
      </Match>
      <Match when={is('money')}>
        <MoneyField
          {...base()}
          currency={props.currency}
          value={v.is(Money, props.value) ? props.value : null}
          onChange={props.onChange}
        />
      </Match>
      <Match when={is('boolean')}>
        <SelectField
          {...base()}
          options={[
            { value: '', label: t('none') },
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          value={typeof props.value === 'boolean' ? String(props.value) : null}
          onChange={value => props.onChange(value ? value === 'true' : null)}
        />
      </Match>
      <Match when={is('date', 'instant')}>
        <DateField {...base()} time={is('instant')} value={chosen()} onChange={props.onChange} />
      </Match>
      <Match when={is('select')}>
        <SelectField {...base()} options={options()} value={chosen()} onChange={orNull} />
      </Match>
      <Match when={is('country')}>
        <ComboboxField {...base()} options={countryOptions()} value={chosen()} onChange={props.onChange} />
      </Match>
      <Match when={is('language')}>
        <ComboboxField {...base()} options={languageOptions()} value={chosen()} onChange={props.onChange} />
      </Match>
      <Match when={is('reference')}>
        <ReferenceField
          {...base()}
          refersTo={field().refersTo ?? ''}
          value={chosen()}
          onChange={props.onChange}
        />
      </Match>
    </Switch>
  )
}
