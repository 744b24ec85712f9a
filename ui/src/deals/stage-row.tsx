import { stageKinds } from '@sextant/db/pipelines/pipelines.model'
import Grip from 'lucide-solid/icons/grip-vertical'
import Trash from 'lucide-solid/icons/trash'
import { Show } from 'solid-js'
import { IconButton } from '../parts/button/button'
import { NumberField } from '../parts/field/number-field'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { sortableRow } from '../parts/sortable-row'
import { t } from './deals.text'
import type { DraftStage } from './stages.rules'

/** One stage in the dialog. Its handle drags it, or moves it by arrow keys. */
export function StageRow(props: {
  stage: DraftStage
  index: number
  error?: string
  onChange: (values: Partial<DraftStage>) => void
  onMove: (to: number) => void
  /** Another row was dropped here. */
  onMoveKey: (key: string, to: number) => void
  onRemove: () => void
}) {
  let row!: HTMLLIElement
  let handle: HTMLButtonElement | undefined
  const { over, dragged, press } = sortableRow({
    list: 'stages',
    row: () => row,
    handle: () => handle,
    key: () => props.stage.key,
    index: () => props.index,
    onMove: to => props.onMove(to),
    onDrop: (key, to) => props.onMoveKey(key, to),
  })
  const isOpen = () => props.stage.kind === 'open'
  return (
    <li ref={row} class="stage-row" classList={{ over: over(), dragged: dragged() }}>
      <button
        type="button"
        ref={handle}
        class="btn ghost square handle"
        aria-label={t('stages.handle', { name: props.stage.name })}
        onKeyDown={press}
      >
        <Grip class="s" aria-hidden="true" />
      </button>
      <TextField
        label={t('stages.name')}
        value={props.stage.name}
        onChange={name => props.onChange({ name })}
        error={props.error}
        maxLength={255}
      />
      <SelectField
        label={t('stages.kind')}
        options={stageKinds.map(value => ({ value, label: t(`stages.kind.${value}`) }))}
        value={props.stage.kind}
        onChange={value => {
          const kind = stageKinds.find(one => one === value)
          if (kind) props.onChange({ kind })
        }}
      />
      <Show when={isOpen()} fallback={<span class="no-numbers" />}>
        <NumberField
          label={t('stages.probability')}
          value={props.stage.probability}
          onChange={probability => props.onChange({ probability })}
        />
        <NumberField
          label={t('stages.idle')}
          value={props.stage.idleAfterDays}
          onChange={idleAfterDays => props.onChange({ idleAfterDays })}
        />
      </Show>
      <IconButton
        label={t('stages.remove', { name: props.stage.name })}
        icon={<Trash class="s" aria-hidden="true" />}
        onClick={() => props.onRemove()}
      />
    </li>
  )
}
