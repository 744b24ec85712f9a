import type { Money } from '@sextant/db/core/field.model'
import { createEffect, createSignal, For, on } from 'solid-js'
import { format, readerTag } from '../../app/format'
import { t } from '../../app/text'
import { FieldFrame, type FieldProps } from './field-frame'
import { readMoney, readNumber, type TypedFault, writeNumber } from './number.rules'
import { sayFault } from './say-fault'

/** A number, or null for none. What cannot be read stays as typed, with a sentence; `onChange` is then not called. */
export function NumberField(
  props: FieldProps & {
    value: number | null
    onChange: (value: number | null) => void
    placeholder?: string
  },
) {
  const write = (value: number | null) => (value === null ? '' : writeNumber(value, readerTag()))
  const [typed, setTyped] = createSignal(write(props.value))
  const [wrong, setWrong] = createSignal<TypedFault>()
  createEffect(
    on(
      () => props.value,
      value => {
        const shown = readNumber(typed(), readerTag())
        if ('fault' in shown || shown.value !== value) setTyped(write(value))
      },
      { defer: true },
    ),
  )
  const read = (text: string) => {
    setTyped(text)
    const result = readNumber(text, readerTag())
    setWrong('fault' in result ? result : undefined)
    if ('value' in result) props.onChange(result.value)
  }
  return (
    <FieldFrame {...props} error={wrong() ? sayFault(wrong()!) : props.error}>
      {ids => (
        <input
          id={ids().id}
          name={props.name}
          inputmode="decimal"
          dir="ltr"
          autocomplete="off"
          value={typed()}
          placeholder={props.placeholder}
          readOnly={Boolean(props.locked)}
          aria-invalid={ids().invalid || undefined}
          aria-describedby={ids().describedBy}
          onInput={event => read(event.currentTarget.value)}
        />
      )}
    </FieldFrame>
  )
}

const common = ['EUR', 'USD', 'GBP', 'SAR', 'AED', 'CHF', 'JPY', 'KWD', 'MAD', 'TND', 'EGP', 'INR']

/** An amount with its currency, or null for none. */
export function MoneyField(
  props: FieldProps & {
    value: Money | null
    onChange: (value: Money | null) => void
    /** Currency of an empty field: the workspace's. */
    currency: string
    currencies?: readonly string[]
  },
) {
  const [currency, setCurrency] = createSignal(props.value?.currency ?? props.currency)
  const write = (value: Money | null) => (value ? format.amount(value) : '')
  const [typed, setTyped] = createSignal(write(props.value))
  const [wrong, setWrong] = createSignal<TypedFault>()
  const read = (text: string, code: string) => {
    setTyped(text)
    setCurrency(code)
    const result = readMoney(text, code, readerTag())
    setWrong('fault' in result ? result : undefined)
    if ('value' in result) props.onChange(result.value)
  }
  createEffect(
    on(
      () => props.value,
      value => {
        if (value) setCurrency(value.currency)
        const shown = readMoney(typed(), currency(), readerTag())
        if ('fault' in shown || write(value) !== write(shown.value)) setTyped(write(value))
      },
      { defer: true },
    ),
  )
  const codes = () => [...new Set([currency(), props.currency, ...(props.currencies ?? common)])]
  return (
    <FieldFrame {...props} error={wrong() ? sayFault(wrong()!) : props.error}>
      {ids => (
        <>
          <select
            class="unit"
            aria-label={`${props.label}: ${t('field.currency')}`}
            disabled={Boolean(props.locked)}
            value={currency()}
            onChange={event => read(typed(), event.currentTarget.value)}
          >
            <For each={codes()}>{code => <option value={code}>{code}</option>}</For>
          </select>
          <input
            id={ids().id}
            name={props.name}
            inputmode="decimal"
            dir="ltr"
            autocomplete="off"
            value={typed()}
            readOnly={Boolean(props.locked)}
            aria-invalid={ids().invalid || undefined}
            aria-describedby={ids().describedBy}
            onInput={event => read(event.currentTarget.value, currency())}
            onBlur={() => !wrong() && setTyped(write(props.value))}
          />
        </>
      )}
    </FieldFrame>
  )
}
