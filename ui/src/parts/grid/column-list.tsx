import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Grip from 'lucide-solid/icons/grip-vertical'
import { createMemo, createSignal, For, onMount, Show } from 'solid-js'
import { t } from '../../app/text'
import { Button, IconButton } from '../button/button'
import { matching } from '../choice/choice-list.rules'
import { Checkbox } from '../field/checkbox'
import { choiceOf, shownInPlaceOf, shownMoved, shownWith } from './column-order.rules'

export interface ColumnListProps {
  /** All there are, the name first: it always stays. `custom` are the workspace's own fields. */
  columns: readonly { key: string; label: string; custom?: boolean }[]
  /** Keys of those shown, in their order. */
  shown: readonly string[]
  onChange: (shown: readonly string[]) => void
  /** Given while the columns are not as they were at first. */
  onReset?: () => void
}

/** Which columns are shown and in which order: found by typing, put in and out, moved by drag, by button, or with Alt and the arrow keys. */
export function ColumnList(props: ColumnListProps) {
  const [typed, setTyped] = createSignal('')
  const [dragged, setDragged] = createSignal<string>()
  let box: HTMLFieldSetElement | undefined
  let input: HTMLInputElement | undefined
  const all = createMemo(() => choiceOf(props.columns, props.shown))
  const groups = () =>
    [
      { key: 'shown' as const, columns: matching(all().shown, typed()) },
      { key: 'hidden' as const, columns: matching(all().hidden, typed()) },
      { key: 'own' as const, columns: matching(all().own, typed()) },
    ].filter(({ columns }) => columns.length)
  const boxOf = (key: string) =>
    box?.querySelector<HTMLElement>(`[data-column="${CSS.escape(key)}"] input[type="checkbox"]`)
  /** A row that changes its place is another element for the browser, and would lose the focus. */
  const change = (key: string, next: readonly string[]) => {
    if (next === props.shown) return
    props.onChange(next)
    queueMicrotask(() => boxOf(key)?.focus())
  }
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key]
    if (!by || !(event.target instanceof HTMLElement)) return
    const key = event.target.closest<HTMLElement>('[data-column]')?.dataset.column
    if (event.altKey && key) change(key, shownMoved(props.shown, key, by))
    else {
      const boxes = [...(box?.querySelectorAll<HTMLElement>('input[type="checkbox"]') ?? [])]
      const at = boxes.indexOf(event.target)
      const to = at + by < 0 ? input : boxes[Math.min(boxes.length - 1, at + by)]
      to?.focus()
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const drag = (key: string) => (event: PointerEvent) => {
    event.preventDefault()
    setDragged(key)
    box?.setPointerCapture(event.pointerId)
  }
  const dragOver = (event: PointerEvent) => {
    const key = dragged()
    if (!key) return
    const other = document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest<HTMLElement>('[data-column]')?.dataset.column
    if (other && other !== key) props.onChange(shownInPlaceOf(props.shown, key, other))
  }
  onMount(() => queueMicrotask(() => input?.focus()))
  return (
    <div class="columns">
      <strong>{t('grid.columns')}</strong>
      <input
        ref={input}
        type="search"
        class="input"
        aria-label={t('columns.find')}
        placeholder={t('columns.find')}
        autocomplete="off"
        dir="auto"
        value={typed()}
        onInput={event => setTyped(event.currentTarget.value)}
        onKeyDown={press}
      />
      <fieldset
        ref={box}
        class="column-choice"
        aria-label={t('grid.columns')}
        onKeyDown={press}
        onPointerMove={dragOver}
        onLostPointerCapture={() => setDragged(undefined)}
      >
        <For each={groups().map(({ key }) => key)} fallback={<p class="faint small">{t('field.none')}</p>}>
          {group => (
            <fieldset aria-label={t(`columns.${group}`)}>
              <div class="group-label" aria-hidden="true">
                {t(`columns.${group}`)}
              </div>
              <For each={groups().find(({ key }) => key === group)?.columns}>
                {column => (
                  <div
                    class="column-row"
                    classList={{ dragged: dragged() === column.key }}
                    data-column={column.key}
                  >
                    <Show when={group === 'shown' && !typed()}>
                      <span class="grip" aria-hidden="true" onPointerDown={drag(column.key)}>
                        <Grip class="s" />
                      </span>
                    </Show>
                    <Checkbox
                      label={<bdi>{column.label}</bdi>}
                      checked={group === 'shown'}
                      onChange={on => change(column.key, shownWith(props.shown, column.key, on))}
                    />
                    <Show when={group === 'shown' && !typed()}>
                      <span class="row gap-0 end">
                        <IconButton
                          label={`${t('previous')}: ${column.label}`}
                          tabIndex={-1}
                          icon={<ArrowUp class="s" aria-hidden="true" />}
                          onClick={() => change(column.key, shownMoved(props.shown, column.key, -1))}
                        />
                        <IconButton
                          label={`${t('next')}: ${column.label}`}
                          tabIndex={-1}
                          icon={<ArrowDown class="s" aria-hidden="true" />}
                          onClick={() => change(column.key, shownMoved(props.shown, column.key, 1))}
                        />
                      </span>
                    </Show>
                  </div>
                )}
              </For>
            </fieldset>
          )}
        </For>
      </fieldset>
      <div class="row justify-between">
        <span class="faint tiny">{t('columns.move')}</span>
        <Show when={props.onReset}>
          {reset => (
            <Button tone="ghost" onClick={() => reset()()}>
              {t('columns.reset')}
            </Button>
          )}
        </Show>
      </div>
    </div>
  )
}
