import { createMemo } from 'solid-js'
import { presentName, zoneOptions } from '../../app/zone-names'
import { ComboboxField } from './combobox-field'
import type { FieldProps } from './field-frame'

/** A time zone, found by its place, its name in the reader's language or its offset. */
export function ZoneField(props: FieldProps & { value: string; onChange: (zone: string) => void }) {
  const options = createMemo(zoneOptions)
  return (
    <ComboboxField
      {...props}
      value={presentName(props.value)}
      options={options()}
      onChange={zone => zone && props.onChange(zone)}
    />
  )
}
