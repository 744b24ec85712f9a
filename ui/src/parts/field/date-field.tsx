import { clockAt, momentOf } from '@sextant/db/core/time-zone.rules'
import { readerZone } from '../../app/zone'
import { FieldFrame, type FieldProps } from './field-frame'

/** A day as `2026-11-18`, or null. With `time`, an ISO instant picked in the reader's zone. The browser's own picker, in its language. */
export function DateField(
  props: FieldProps & { value: string | null; onChange: (value: string | null) => void; time?: boolean },
) {
  const read = (text: string) => {
    if (!text) return props.onChange(null)
    if (!props.time) return props.onChange(text)
    const at = momentOf(text, readerZone())
    if (at !== undefined) props.onChange(new Date(at).toISOString())
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

const localTime = (instant: string) => clockAt(Date.parse(instant), readerZone()).slice(0, 16)
