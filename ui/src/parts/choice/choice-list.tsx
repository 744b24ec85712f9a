import Check from 'lucide-solid/icons/check'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, createUniqueId, For, type JSX, onMount, Show, untrack } from 'solid-js'
import { t } from '../../app/text'
import { CheckBox } from '../field/checkbox'
import { activeAfter, addable, type Choice, inOrder, matching, toggled } from './choice-list.rules'

/** So many are seen at a glance: more have a field to search in. */
const fewChoices = 7

interface ChoiceListProps {
  /** What is chosen, in the reader's words. */
  label: string
  /** What the field to search in is called; by the label without it. */
  find?: string
  choices: readonly Choice[]
  chosen: readonly string[]
  /** All that are chosen then. */
  onChange: (chosen: readonly string[]) => void
  /** Several at once; without it the chosen one is handed on at once. */
  many?: boolean
  /** How a choice looks, such as a coloured chip; its label without it. */
  look?: (choice: Choice) => JSX.Element
  /** Given: other values than the choices may be written. Gives the value, undefined where what was typed is none. */
  add?: (text: string) => string | undefined
  /** Given: the choices are an answer to what was typed. */
  onSearch?: (text: string) => void
  busy?: boolean
  /** Ctrl or ⌘ with Enter: the choice is made. */
  onDone?: () => void
}

/** Values to choose from in an open panel: found by typing, walked with the arrow keys, put in and out with Enter. */
export function ChoiceList(props: ChoiceListProps) {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal('')
  const [active, setActive] = createSignal(0)
  // What is chosen is on top when the list opens; what is chosen then stays in its place.
  const [atFirst, setAtFirst] = createSignal(untrack(() => props.chosen))
  let input: HTMLInputElement | undefined
  let list: HTMLDivElement | undefined
  const all = createMemo(() => inOrder(props.choices, atFirst()))
  const found = createMemo(() => (props.onSearch ? all() : matching(all(), typed())))
  const added = () => {
    const text = props.add && addable(typed(), all())
    return text === undefined ? undefined : props.add?.(text)
  }
  const isSearched = () => Boolean(props.add || props.onSearch) || props.choices.length > fewChoices
  const count = () => found().length + (added() === undefined ? 0 : 1)
  const at = () => Math.min(active(), Math.max(0, count() - 1))
  const rowId = (index: number) => `${id}-${index}`
  const rowAt = (index: number) => ({ id: rowId(index), place: index })

  /** Where nothing is searched for, the list itself has the focus. */
  const stop = () =>
    isSearched()
      ? { tabIndex: -1 }
      : { tabIndex: 0, 'aria-activedescendant': count() ? rowId(at()) : undefined }

  const clearTyped = () => {
    setTyped('')
    props.onSearch?.('')
  }
  const take = (values: readonly string[]) => {
    const fresh = values.filter(value => !all().some(one => one.value === value))
    if (fresh.length) setAtFirst([...fresh, ...atFirst()])
    props.onChange([...props.chosen, ...values.filter(value => !props.chosen.includes(value))])
    clearTyped()
    setActive(0)
  }
  const choose = (index: number) => {
    const choice = found()[index]
    const value = choice?.value ?? (index === found().length ? added() : undefined)
    if (value === undefined) return
    if (!props.many) return props.onChange([value])
    if (!choice) return take([value])
    props.onChange(toggled(props.chosen, value))
    setActive(index)
  }
  const reveal = () => list?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const to = activeAfter(event.key, at(), count())
    if (to !== undefined) {
      setActive(to)
      queueMicrotask(reveal)
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && props.onDone) {
      leave()
      props.onDone()
    } else if (event.key === 'Enter' || (event.key === ' ' && event.currentTarget === list)) choose(at())
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  /** Lines of a list from elsewhere are values, each one. */
  const paste = (event: ClipboardEvent) => {
    const lines = (event.clipboardData?.getData('text') ?? '').split(/[\r\n\t]+/).filter(line => line.trim())
    if (!props.add || !props.many || lines.length < 2) return
    event.preventDefault()
    take(
      lines.flatMap(line => {
        const same = matching(all(), line).find(one => one.value === line.trim() || one.label === line.trim())
        return same?.value ?? props.add?.(line.trim()) ?? []
      }),
    )
  }
  /** What was written and not yet put in is meant as well. */
  const leave = () => {
    const value = added()
    if (props.many && value !== undefined && !found().length) take([value])
  }
  onMount(() => queueMicrotask(() => (input ?? list)?.focus({ preventScroll: true })))
  return (
    <div class="choices">
      <Show when={isSearched()}>
        <input
          ref={input}
          type="search"
          class="input"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={count() ? rowId(at()) : undefined}
          aria-label={props.find ?? t('choice.find', { name: props.label })}
          placeholder={props.find ?? t(props.add && !props.choices.length ? 'choice.write' : 'choice.search')}
          autocomplete="off"
          dir="auto"
          value={typed()}
          onInput={event => {
            setTyped(event.currentTarget.value)
            setActive(0)
            props.onSearch?.(typed().trim())
          }}
          onKeyDown={press}
          onPaste={paste}
          onBlur={leave}
        />
      </Show>
      <div
        ref={list}
        class="choice-list"
        role="listbox"
        id={`${id}-list`}
        aria-label={props.label}
        aria-multiselectable={props.many || undefined}
        {...stop()}
        onKeyDown={press}
        // The field keeps the focus while its list is clicked.
        onPointerDown={event => event.preventDefault()}
        onPointerMove={event => setActive(placeOf(event) ?? active())}
        onClick={event => choose(placeOf(event) ?? -1)}
      >
        <For each={found()}>
          {(choice, index) => (
            <>
              <Show when={choice.group && choice.group !== found()[index() - 1]?.group}>
                <div class="group-label" role="presentation">
                  {choice.group}
                </div>
              </Show>
              <Row {...rowAt(index())} active={index() === at()} chosen={props.chosen.includes(choice.value)}>
                <Show when={props.many}>
                  <CheckBox checked={props.chosen.includes(choice.value)} />
                </Show>
                {props.look?.(choice) ?? <bdi class="cut">{choice.label}</bdi>}
                <Show when={choice.note}>
                  <span class="tiny faint cut">{choice.note}</span>
                </Show>
                <Show when={!props.many && props.chosen.includes(choice.value)}>
                  <Check class="s end" aria-hidden="true" />
                </Show>
              </Row>
            </>
          )}
        </For>
        <Show when={added()}>
          {value => (
            <Row {...rowAt(found().length)} active={at() === found().length} chosen={false}>
              <Plus class="s" aria-hidden="true" />
              <span class="cut">{t('choice.add', { text: value() })}</span>
            </Row>
          )}
        </Show>
      </div>
      <Show when={!count() && (typed() || !props.add)}>
        <p class="faint small" role="status">
          {props.busy ? t('search.searching') : t('field.none')}
        </p>
      </Show>
    </div>
  )
}

const Row = (props: {
  id: string
  place: number
  active: boolean
  chosen: boolean
  children: JSX.Element
}) => (
  <div
    id={props.id}
    class="choice"
    role="option"
    tabIndex={-1}
    aria-selected={props.chosen}
    data-place={props.place}
    data-active={props.active ? '' : undefined}
  >
    {props.children}
  </div>
)

/** Which of the rows an event is about. */
function placeOf({ target }: Event): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
  return row ? Number(row.dataset.place) : undefined
}
