import { createEffect, createSignal, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import { explain } from '../../app/explain'
import { readerTag } from '../../app/format'
import { asProblem } from '../../app/problem'
import { t } from '../../app/text'
import { sayFault } from '../field/say-fault'
import { CellChoice } from './cell-choice'
import { textOf, writeOf } from './cell-text.rules'
import type { CellEdit, Leave } from './grid.model'

/**
 * The open editor of one cell. Enter saves and moves down, Tab saves and moves on, Esc restores. Saved at once; a refused
 * value stays open with its reason beside it.
 */
export function CellEditor<R>(props: {
  row: R
  label: string
  edit: CellEdit<R>
  typed?: string
  /** It was left, by a key, while it was on its way. */
  leave?: Leave
  onDone: (leave: Leave) => void
}) {
  // What the edit began from: the row may be read anew behind it, and is then not what was edited.
  const opened = props.row
  const before = textOf(opened, props.edit, readerTag())
  const [text, setText] = createSignal(props.typed ?? before)
  const [reason, setReason] = createSignal<string>()
  const [saving, setSaving] = createSignal(false)
  let control: HTMLInputElement | undefined
  let left = false
  // What is taken away, by Esc or with its row, has not been left by its writer: the focus that it loses then saves nothing.
  onCleanup(() => {
    left = true
  })
  onMount(() => {
    control?.focus()
    if (props.typed === undefined && control?.type === 'text') control.select()
  })
  // Keys that were pressed while the editor was on its way.
  createEffect(
    on(
      () => props.typed,
      typed => typed !== undefined && setText(typed),
      { defer: true },
    ),
  )
  const finish = (leave: Leave) => {
    left = true
    props.onDone(leave)
  }
  const save = async (leave: Leave) => {
    if (saving() || left) return
    if (text() === before) return finish(leave)
    const write = writeOf(opened, props.edit, text(), readerTag())
    if ('fault' in write) return setReason(sayFault(write))
    setSaving(true)
    try {
      await write()
      finish(leave)
    } catch (error) {
      // Somebody was quicker: they are asked elsewhere which value stays.
      if (asProblem(error).status === 412) return finish('stay')
      setSaving(false)
      setReason(explain(error))
      control?.focus()
    }
  }
  createEffect(
    on(
      () => props.leave,
      leave => leave && void save(leave),
    ),
  )
  const press = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      finish('stay')
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault()
      void save(event.key === 'Enter' ? 'down' : event.shiftKey ? 'previous' : 'next')
    }
  }
  const shared = () => ({
    class: 'cell-editor',
    'aria-label': t('grid.edit', { name: props.label }),
    'aria-invalid': reason() ? true : undefined,
    'aria-busy': saving() || undefined,
    onKeyDown: press,
    onBlur: () => {
      if (!reason()) void save('stay')
      else finish('stay')
    },
  })
  return (
    <>
      <Switch
        fallback={
          <input
            {...shared()}
            ref={element => (control = element)}
            type={props.edit.kind === 'date' ? 'date' : 'text'}
            dir={props.edit.kind === 'text' ? 'auto' : 'ltr'}
            inputmode={props.edit.kind === 'number' || props.edit.kind === 'money' ? 'decimal' : undefined}
            value={text()}
            onInput={event => {
              setText(event.currentTarget.value)
              setReason(undefined)
            }}
          />
        }
      >
        <Match when={props.edit.kind === 'select' && props.edit}>
          {edit => (
            <CellChoice
              label={shared()['aria-label']}
              choices={edit().options(opened)}
              look={edit().look}
              value={text()}
              saving={saving()}
              reason={reason()}
              onChoose={value => {
                setText(value)
                void save('stay')
              }}
              onLeave={leave => !saving() && finish(leave)}
            />
          )}
        </Match>
      </Switch>
      <Show when={props.edit.kind !== 'select' && reason()}>
        {why => (
          <span
            class="cell-refused"
            role="alert"
            ref={note => queueMicrotask(() => placeBelow(note, control))}
          >
            {why()}
          </span>
        )}
      </Show>
    </>
  )
}

function placeBelow(note: HTMLElement, anchor: HTMLElement | undefined) {
  const box = anchor?.getBoundingClientRect()
  if (!box) return
  const below = box.bottom + 6
  note.style.left = `${Math.max(8, Math.min(innerWidth - note.offsetWidth - 8, box.right - note.offsetWidth))}px`
  note.style.top = `${below + note.offsetHeight > innerHeight ? box.top - note.offsetHeight - 6 : below}px`
}
