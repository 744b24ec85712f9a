import Search from 'lucide-solid/icons/search'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { t } from './records.text'

const waitMs = 250

/** Words that the list must contain, asked for 250 ms after the last key. */
export function SearchBox(props: {
  value: string
  onChange: (text: string) => void
  ref?: (input: HTMLInputElement) => void
  /** Down from the words into what they find. */
  onLeave?: () => void
}) {
  const [typed, setTyped] = createSignal(props.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  createEffect(
    on(
      () => props.value,
      value => {
        if (timer === undefined) setTyped(value)
      },
      { defer: true },
    ),
  )
  const ask = (text: string, wait: number) => {
    setTyped(text)
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      props.onChange(text.trim())
    }, wait)
  }
  return (
    <label class="list-search">
      <Search aria-hidden="true" />
      <input
        type="search"
        ref={props.ref}
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        value={typed()}
        onInput={event => ask(event.currentTarget.value, waitMs)}
        onKeyDown={event => {
          if (event.key === 'Enter') ask(event.currentTarget.value, 0)
          if (event.key === 'ArrowDown' && props.onLeave) {
            event.preventDefault()
            props.onLeave()
          }
          if (event.key === 'Escape' && typed()) {
            event.stopPropagation()
            event.preventDefault()
            ask('', 0)
          }
        }}
      />
    </label>
  )
}
