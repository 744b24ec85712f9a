import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { Portal } from 'solid-js/web'

const waitMs = 400

/**
 * One tooltip for the whole page. An element asks for it by attribute: `data-tip="text"` always shows, `data-tip-cut="text"`
 * shows only while the element's own text is cut. Works on hover and on focus; Esc hides it. It is for the eye: assistive
 * technology has the same words from the element's label or description.
 */
export function TooltipHost() {
  const [tip, setTip] = createSignal<{ text: string; x: number; y: number; above: boolean }>()
  onMount(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let anchor: Element | undefined
    const hide = () => {
      clearTimeout(timer)
      anchor = undefined
      setTip(undefined)
    }
    const show = (target: EventTarget | null, wait: number) => {
      const element = target instanceof Element ? target.closest('[data-tip], [data-tip-cut]') : null
      if (!element || element === anchor) {
        if (!element) hide()
        return
      }
      hide()
      anchor = element
      timer = setTimeout(() => {
        const text = textOf(element)
        if (!text || !element.isConnected || element.ariaExpanded === 'true') return
        const box = element.getBoundingClientRect()
        const above = box.bottom + 40 > innerHeight
        setTip({ text, x: box.left + box.width / 2, y: above ? box.top - 6 : box.bottom + 6, above })
      }, wait)
    }
    // A finger does not hover: what it touches acts, and a tip would lie on what it shows.
    const over = (event: PointerEvent) => event.pointerType !== 'touch' && show(event.target, waitMs)
    const canHover = matchMedia('(hover: hover)')
    const focus = (event: Event) => {
      if (canHover.matches && event.target instanceof Element && event.target.matches(':focus-visible'))
        show(event.target, 0)
    }
    const key = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    const options = { passive: true }
    document.addEventListener('pointerover', over, options)
    document.addEventListener('focusin', focus, options)
    document.addEventListener('focusout', hide, options)
    document.addEventListener('pointerdown', hide, options)
    document.addEventListener('scroll', hide, { passive: true, capture: true })
    document.addEventListener('keydown', key)
    onCleanup(() => {
      hide()
      document.removeEventListener('pointerover', over)
      document.removeEventListener('focusin', focus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('scroll', hide, { capture: true })
      document.removeEventListener('keydown', key)
    })
  })
  return (
    <Show when={tip()}>
      {shown => (
        <Portal>
          <div class="tip" aria-hidden="true" ref={element => queueMicrotask(() => place(element, shown()))}>
            {shown().text}
          </div>
        </Portal>
      )}
    </Show>
  )
}

function textOf(element: Element): string | undefined {
  const cut = element.getAttribute('data-tip-cut')
  if (cut !== null)
    return element.scrollWidth > element.clientWidth ? cut || element.textContent || '' : undefined
  return element.getAttribute('data-tip') ?? undefined
}

function place(element: HTMLElement, at: { x: number; y: number; above: boolean }) {
  const width = element.offsetWidth
  element.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, at.x - width / 2))}px`
  element.style.top = `${at.above ? at.y - element.offsetHeight : at.y}px`
}
