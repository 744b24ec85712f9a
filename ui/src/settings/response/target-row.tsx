import type { ResponseRule } from '@sextant/db/response/response.model'
import Grip from 'lucide-solid/icons/grip-vertical'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, Show } from 'solid-js'
import { beside } from '../../app/format'
import { IconButton } from '../../parts/button/button'
import { fieldName } from '../../parts/mapping/names'
import { sortableRow } from '../../parts/sortable-row'
import { conditionsIn } from '../assignment/assignment.rules'
import { t } from './response.text'

/** One target of the list, in a line. Its handle drags it, or moves it by arrow keys. */
export function TargetRow(props: {
  rule: ResponseRule
  index: number
  /** Fields that it asks for and that are gone. */
  gone: readonly string[]
  locked: boolean
  onMove: (id: string, to: number) => void
  onEdit: () => void
  onRemove: () => void
}) {
  let row!: HTMLLIElement
  let handle: HTMLButtonElement | undefined
  const { over, dragged, press } = sortableRow({
    list: 'targets',
    row: () => row,
    handle: () => handle,
    key: () => props.rule.id,
    index: () => props.index,
    onMove: to => props.onMove(props.rule.id, to),
    onDrop: (key, to) => props.onMove(key, to),
  })
  const takes = () => {
    const n = conditionsIn(props.rule.when)
    return n ? t('someLeads', { n }) : t('everyLead')
  }
  return (
    <li ref={row} class="assignment-rule" classList={{ over: over(), dragged: dragged() }}>
      <Show when={!props.locked}>
        <button
          type="button"
          ref={handle}
          class="btn ghost square handle"
          aria-label={t('handle', { name: props.rule.name })}
          onKeyDown={press}
        >
          <Grip class="s" aria-hidden="true" />
        </button>
      </Show>
      <div class="grow stack gap-1">
        <strong>
          <bdi>{props.rule.name}</bdi>
        </strong>
        <span class="small muted">{beside(takes(), t('within', { n: props.rule.minutes }))}</span>
        <For each={props.gone}>
          {field => (
            <span class="small row gap-1 text-warn">
              <TriangleAlert class="s" aria-hidden="true" />
              {t('fault', { field: fieldName(field) })}
            </span>
          )}
        </For>
      </div>
      <Show when={!props.locked}>
        <IconButton
          label={t('edit', { name: props.rule.name })}
          icon={<Pencil aria-hidden="true" />}
          onClick={() => props.onEdit()}
        />
        <IconButton
          label={t('remove', { name: props.rule.name })}
          icon={<Trash aria-hidden="true" />}
          onClick={() => props.onRemove()}
        />
      </Show>
    </li>
  )
}
