import { FieldFrame, type FieldProps } from './field-frame'

/** A day as `2026-11-18`, or null. With `time`, an ISO instant picked in the reader's zone. The browser's own picker, in its language. */
export function DateField(
  props: FieldProps & { value: string | null; onChange: (value: string | null) => void; time?: boolean },
) {
  const read = (text: string) => {
    if (!text) return props.onChange(null)
    props.onChange(props.time ? new Date(text).toISOString() : text)
  }
  return (
    <FieldFrame {...props}>
      {ids => (
        <input
          id={ids().id}
          name={props.name}
          type={props.time ? 'datetime-local' : 'date'}
          value={props.value ? (props.time ? localTime(props.value) : props.value) : ''}
          readOnly={Boolean(props.locked)}
          required={props.required}
          aria-invalid={ids().invalid || undefined}
          aria-describedby={ids().describedBy}
          onChange={event => read(event.currentTarget.value)}
        />
      )}
    </FieldFrame>
  )
}

function localTime(instant: string): string {
  const date = new Date(instant)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
