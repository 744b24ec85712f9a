import { onCleanup, onMount } from 'solid-js'
import { isRtl } from '../app/preferences'
import { type Run, stopAfter } from './one-stop.rules'

const controls = 'button, a[href]'

/**
 * For `ref` of a row or column of controls: Tab stops once in it, where one was last or is now (`aria-current`), and the arrow keys walk along.
 * What it is made of may change.
 */
export const oneStop = (row: HTMLElement, run: Run = 'row') => {
  let last: Element | undefined
  const all = () => [...row.querySelectorAll<HTMLElement>(controls)]
  const mark = () => {
    const own = all()
    const stop = own.find(one => one === last) ?? own.find(one => one.ariaCurrent) ?? own[0]
    for (const one of own) one.tabIndex = one === stop ? 0 : -1
  }
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || !target.matches(controls)) return
    last = target
    mark()
  }
  const press = (event: KeyboardEvent) => {
    const { target } = event
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (!(target instanceof HTMLElement)) return
    const own = all()
    const at = own.indexOf(target)
    const to = at < 0 ? undefined : own[stopAfter(event.key, at, own.length, isRtl(), run) ?? -1]
    if (!to) return
    event.preventDefault()
    to.focus()
  }
  onMount(() => {
    mark()
    const observer = new MutationObserver(mark)
    observer.observe(row, { childList: true, subtree: true })
    row.addEventListener('focusin', remember)
    row.addEventListener('keydown', press)
    onCleanup(() => observer.disconnect())
  })
}
