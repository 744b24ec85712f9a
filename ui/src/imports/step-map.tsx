import type { Import } from '@sextant/db/imports/import.model'
import { createMemo } from 'solid-js'
import { useSession } from '../app/session'
import { ColumnMap } from '../parts/mapping/column-map'
import { createChosen } from './chosen'
import { useChangeImport, useOwnFields, useStages } from './import-data'
import { PreviewPanel } from './preview-panel'
import { useAutoCheck } from './use-auto-check'

/** Step 3: what each column becomes. */
export function StepMap(props: { one: Import }) {
  const { can } = useSession()
  const change = useChangeImport(() => props.one.id)
  const ownQuery = useOwnFields(() => props.one.entity)
  const stageQuery = useStages(() => props.one.entity === 'deal')
  const own = createMemo(() => (ownQuery.isSuccess ? ownQuery.data.results : []))
  const stages = createMemo(() =>
    stageQuery.isSuccess ? [...new Set(stageQuery.data.results.map(({ name = '' }) => name))] : [],
  )
  const chosen = createChosen(props.one.id)
  useAutoCheck(() => props.one)
  return (
    <div class="map-work">
      <ColumnMap
        draft={props.one}
        own={own()}
        stages={stages()}
        refused={props.one.preview?.faults ?? []}
        mayCreate={can('custom_field', 'create')}
        chosen={chosen}
        onChange={column => void change({ mapping: [column] })}
      />
      <PreviewPanel one={props.one} />
    </div>
  )
}
