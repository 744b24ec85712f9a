import type { Import } from '@sextant/db/imports/import.model'
import { importTargets } from '@sextant/db/mapping/import-targets.rules'
import type { ImportFault } from '@sextant/db/mapping/mapping.model'
import { Show } from 'solid-js'
import { Button } from '../parts/button/button'
import { ReadAsMeant } from '../parts/mapping/read-as-meant'
import { suggestionOf } from './fault-name'
import { faultText } from './faults.text'
import { useChangeImport } from './import-data'
import { mayBeLeftEmpty } from './left-empty.rules'

/** Beside a refused cell of a draft: reads it as what was most likely meant, where a value is near, or leaves it empty, where the field may be: the row is then taken. */
export function FaultFix(props: { one: Import; fault: ImportFault }) {
  const change = useChangeImport(() => props.one.id)
  const found = () => {
    const { column: header, value } = props.fault
    const place = props.one.columns.find(column => column.header === header)?.column
    const column = props.one.mapping.find(one => one.column === place)
    return column && value ? { column, value } : undefined
  }
  const meant = () => {
    const to = props.fault.params.suggestion
    const said = suggestionOf(props.fault)
    return said !== undefined && typeof to === 'string' ? { said, to } : undefined
  }
  const isNeeded = (field: string | null) =>
    field !== null && importTargets(props.one.entity)[field]?.traits.required === true
  const read = (to: string | null) => {
    const cell = found()
    if (cell) change({ mapping: [{ ...cell.column, values: { ...cell.column.values, [cell.value]: to } }] })
  }
  return (
    <Show when={found()}>
      {cell => (
        <>
          <Show when={meant()}>
            {near => <ReadAsMeant value={cell().value} meant={near().said} onPress={() => read(near().to)} />}
          </Show>
          <Show when={mayBeLeftEmpty(props.fault) && !isNeeded(cell().column.field)}>
            <Button
              class="meant"
              tone="ghost"
              aria-label={faultText('leave_empty_of', { value: cell().value })}
              onClick={() => read(null)}
            >
              {faultText('leave_empty')}
            </Button>
          </Show>
        </>
      )}
    </Show>
  )
}
