import type { Import } from '@sextant/db/imports/import.model'
import type { ImportFault } from '@sextant/db/mapping/mapping.model'
import { Show } from 'solid-js'
import { ReadAsMeant } from '../parts/mapping/read-as-meant'
import { suggestionOf } from './fault-name'
import { useChangeImport } from './import-data'

/** Beside a refused cell of a draft: reads it as what was most likely meant. Nothing where no value is near. */
export function FaultFix(props: { one: Import; fault: ImportFault }) {
  const change = useChangeImport(() => props.one.id)
  const found = () => {
    const { column: header, value, params } = props.fault
    const meant = suggestionOf(props.fault)
    const place = props.one.columns.find(column => column.header === header)?.column
    const column = props.one.mapping.find(one => one.column === place)
    return column && value !== null && meant !== undefined && typeof params.suggestion === 'string'
      ? { column, value, meant, to: params.suggestion }
      : undefined
  }
  return (
    <Show when={found()}>
      {fix => (
        <ReadAsMeant
          value={fix().value}
          meant={fix().meant}
          onPress={() => {
            const { column, value, to } = fix()
            change({ mapping: [{ ...column, values: { ...column.values, [value]: to } }] })
          }}
        />
      )}
    </Show>
  )
}
