import type { Money } from '@sextant/db/core/field.model'
import { createEffect, createSignal, For, on } from 'solid-js'
import { format } from '../../app/format'
import { currencyDigits } from '../../app/format.rules'
import { t } from '../../app/text'
import { FieldFrame, type FieldProps } from './field-frame'
import { readMoney, readNumber, writeMoney } from './number.rules'

/** A number, or null for none. What cannot be read stays as typed, with a sentence; `onChange` is then not called. */
export function NumberField(
  props: FieldProps & {
    value: number | null
    onChange: (value: number | null) => void
    placeholder?: string
  },
) {
  const [typed, setTyped] = createSignal(props.value === null ? '' : String(props.value))
  const [wrong, setWrong] = createSignal(false)
  createEffect(
    on(
      () => props.value,
      value => {
        if (readNumber(typed()) !== value) setTyped(value === null ? '' : String(value))
      },
      { defer: true },
    ),
  )
  const read = (text: string) => {
    setTyped(text)
    const value = readNumber(text)
    setWrong(value === undefined)
    if (value !== undefined) props.onChange(value)
  }
  return (
    <FieldFrame {...props} error={wrong() ? t('field.number') : props.error}>
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
  const write = (value: Money | null) => {
    if (!value) return ''
    const digits = currencyDigits(value.currency)
    const amount = Number(writeMoney(value, digits))
    return digits === 3 ? format.fixed(amount, 3) : format.number(amount, digits)
  }
  const [typed, setTyped] = createSignal(write(props.value))
  const [wrong, setWrong] = createSignal(false)
  const read = (text: string, code: string) => {
    setTyped(text)
    setCurrency(code)
    const value = readMoney(text, code, currencyDigits(code))
    setWrong(value === undefined)
    if (value !== undefined) props.onChange(value)
  }
  createEffect(
    on(
      () => props.value,
      value => {
        if (value) setCurrency(value.currency)
        if (write(value) !== write(readMoney(typed(), currency(), currencyDigits(currency())) ?? null)) {
          setTyped(write(value))
        }
      },
      { defer: true },
    ),
  )
  const codes = () => [...new Set([currency(), props.currency, ...(props.currencies ?? common)])]
  return (
    <FieldFrame {...props} error={wrong() ? t('field.number') : props.error}>
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
