import Grip from 'lucide-solid/icons/grip-vertical'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, type JSX, Show } from 'solid-js'
import { IconButton } from '../../parts/button/button'
import { sortableRow } from '../../parts/sortable-row'
import type { RuleWord } from './ordered-rules.rules'

/** One rule of the list, in a line. Its handle drags it, or moves it by arrow keys. */
export function OrderedRuleRow(props: {
  id: string
  /** Rules of one list are dropped on each other. */
  list: string
  name: string
  index: number
  word: (key: RuleWord, params?: Readonly<Record<string, string | number>>) => string
  mark: JSX.Element
  line: string
  faults: readonly string[]
  locked: boolean
  onMove: (id: string, to: number) => void
  onEdit: () => void
  onRemove: () => void
}) {
  let row!: HTMLLIElement
  let handle: HTMLButtonElement | undefined
  const { over, dragged, press } = sortableRow({
    list: props.list,
    row: () => row,
    handle: () => handle,
    key: () => props.id,
    index: () => props.index,
    onMove: to => props.onMove(props.id, to),
    onDrop: (key, to) => props.onMove(key, to),
  })
  return (
    <li ref={row} class="ordered-rule" classList={{ over: over(), dragged: dragged() }}>
      <Show when={!props.locked}>
        <button
          type="button"
          ref={handle}
          class="btn ghost square handle"
          aria-label={props.word('handle', { name: props.name })}
          onKeyDown={press}
        >
          <Grip class="s" aria-hidden="true" />
        </button>
      </Show>
      <div class="grow stack gap-1">
        <span class="row wrap gap-2">
          <strong>
            <bdi>{props.name}</bdi>
          </strong>
          {props.mark}
        </span>
        <span class="small muted">{props.line}</span>
        <For each={props.faults}>
          {fault => (
            <span class="small row gap-1 text-warn">
              <TriangleAlert class="s" aria-hidden="true" />
              {fault}
            </span>
          )}
        </For>
      </div>
      <Show when={!props.locked}>
        <IconButton
          label={props.word('edit', { name: props.name })}
          icon={<Pencil aria-hidden="true" />}
          onClick={() => props.onEdit()}
        />
        <IconButton
          label={props.word('remove', { name: props.name })}
          icon={<Trash aria-hidden="true" />}
          onClick={() => props.onRemove()}
        />
      </Show>
    </li>
  )
}
