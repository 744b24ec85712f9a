import type { Import } from '@sextant/db/imports/import.model'
import type { ImportFault } from '@sextant/db/mapping/mapping.model'
import Check from 'lucide-solid/icons/check'
import { Show } from 'solid-js'
import { Button } from '../parts/button/button'
import { suggestionOf } from './fault-name'
import { useChangeImport } from './import-data'
import { t } from './imports.text'

/** Reads a mistyped value as the one that was most likely meant, wherever the column has it: one click, and the file stays as it is. */
export function ReadAsMeant(props: { value: string; meant: string; onPress: () => void }) {
  return (
    <Button
      class="meant"
      icon={<Check class="s" aria-hidden="true" />}
      aria-label={t('match.meantOf', { value: props.value, meant: props.meant })}
      onClick={() => props.onPress()}
    >
      <bdi>{t('match.meant', { meant: props.meant })}</bdi>
    </Button>
  )
}

/** The same beside a refused cell of a draft; nothing where no value is near. */
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
