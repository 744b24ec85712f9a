import { FieldFrame, type FieldProps } from './field-frame'

export interface TextFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search'
  placeholder?: string
  autocomplete?: string
  autofocus?: boolean
  maxLength?: number
  onBlur?: () => void
}

/** One line: text, e-mail, phone, address, password. */
export const TextField = (props: TextFieldProps) => (
  <FieldFrame {...props}>
    {ids => (
      <input
        id={ids().id}
        name={props.name}
        // A browser rewrites the domain of `bücher.example` in a field of addresses; it is kept and shown as it was typed.
        type={props.type === 'email' ? 'text' : (props.type ?? 'text')}
        inputmode={props.type === 'email' ? 'email' : undefined}
        dir={props.type === 'email' || props.type === 'url' || props.type === 'tel' ? 'ltr' : 'auto'}
        value={props.value}
        placeholder={props.placeholder}
        autocomplete={props.autocomplete ?? 'off'}
        autofocus={props.autofocus}
        maxLength={props.maxLength}
        readOnly={Boolean(props.locked)}
        required={props.required}
        aria-invalid={ids().invalid || undefined}
        aria-describedby={ids().describedBy}
        onInput={event => props.onChange(event.currentTarget.value)}
        onBlur={() => props.onBlur?.()}
      />
    )}
  </FieldFrame>
)

/** Several lines. */
export const TextAreaField = (props: Omit<TextFieldProps, 'type' | 'autocomplete'> & { rows?: number }) => (
  <FieldFrame {...props}>
    {ids => (
      <textarea
        id={ids().id}
        name={props.name}
        dir="auto"
        rows={props.rows ?? 3}
        value={props.value}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        readOnly={Boolean(props.locked)}
        required={props.required}
        aria-invalid={ids().invalid || undefined}
        aria-describedby={ids().describedBy}
        onInput={event => props.onChange(event.currentTarget.value)}
        onBlur={() => props.onBlur?.()}
      />
    )}
  </FieldFrame>
)
