import { createEffect, For, type JSX, onCleanup, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { format } from '../../app/format'
import { isRtl } from '../../app/preferences'
import { oneStop } from '../one-stop'

export interface ViewTab {
  value: string
  label: string
  count?: number
  /** Counting stopped there: there are more. */
  isMore?: boolean
  /** A link; without it a button that calls `onChange`. */
  href?: string
}

/** Saved views and other switches above a list. The brass line is where you are. */
export function ViewTabs(props: {
  label: string
  tabs: readonly ViewTab[]
  value: string
  onChange?: (value: string) => void
  /** Without side padding, inside a page. */
  bare?: boolean
  end?: JSX.Element
}) {
  let bar: HTMLElement | undefined
  // On a phone the bar is wider than the screen: where one is must not lie outside of it.
  createEffect(() => {
    if (!bar || !props.tabs.some(({ value }) => value === props.value)) return
    const observer = new ResizeObserver(() =>
      bar?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    )
    observer.observe(bar)
    onCleanup(() => observer.disconnect())
  })
  return (
    <nav
      ref={element => {
        bar = element
        oneStop(element)
      }}
      class="tabs"
      classList={{ bare: props.bare }}
      aria-label={props.label}
      // Those that do not fit are reached with an ordinary wheel too, which turns one way only.
      on:wheel={{ passive: true, handleEvent: event => turnSideways(event) }}
    >
      <For each={props.tabs}>
        {tab => (
          <Dynamic
            component={tab.href ? 'a' : 'button'}
            class="tab"
            href={tab.href}
            type={tab.href ? undefined : 'button'}
            aria-current={tab.value === props.value ? (tab.href ? 'page' : 'true') : undefined}
            onClick={() => props.onChange?.(tab.value)}
          >
            {tab.label}
            <Show when={tab.count !== undefined}>
              <bdi class="count">
                {format.number(tab.count ?? 0)}
                {tab.isMore ? '+' : ''}
              </bdi>
            </Show>
          </Dynamic>
        )}
      </For>
      <Show when={props.end}>
        <div class="end row">{props.end}</div>
      </Show>
    </nav>
  )
}

function turnSideways(event: WheelEvent) {
  const { currentTarget: tabs, deltaX, deltaY } = event
  if (!(tabs instanceof HTMLElement) || Math.abs(deltaX) > Math.abs(deltaY)) return
  tabs.scrollLeft += isRtl() ? -deltaY : deltaY
}
