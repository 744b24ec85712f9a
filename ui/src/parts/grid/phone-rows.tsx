import { createMemo, For, Show } from 'solid-js'
import { cssVars } from '../css-vars'
import { Skeleton } from '../state/skeleton'
import type { GridProps } from './grid'
import type { Window } from './window.rules'

/** The table as two-line rows of 64 px. */
export function PhoneRows<R>(
  props: GridProps<R> & {
    shown: readonly string[]
    view: Window
    byId: ReadonlyMap<string, R>
    active: number
    onActive: (row: number) => void
  },
) {
  return (
    <ul class="phone-rows" aria-label={props.label} aria-busy={props.loading || undefined}>
      <Show when={props.loading && !props.rows.length}>
        <For each={[0, 1, 2, 3, 4, 5, 6, 7]}>{n => <UnknownLine n={n} />}</For>
      </Show>
      <Show when={props.view.above}>
        <li aria-hidden="true" class="spacer" ref={cssVars(() => ({ '--space': `${props.view.above}px` }))} />
      </Show>
      <For each={props.shown}>
        {(id, index) => {
          const row = createMemo<R | undefined>(last => props.byId.get(id) ?? last)
          const at = () => props.view.start + index()
          return (
            <Show when={row()} fallback={<UnknownLine n={at()} />}>
              {record => <Line row={record()} at={at()} {...props} />}
            </Show>
          )
        }}
      </For>
      <Show when={props.view.below}>
        <li aria-hidden="true" class="spacer" ref={cssVars(() => ({ '--space': `${props.view.below}px` }))} />
      </Show>
    </ul>
  )
}

const UnknownLine = (props: { n: number }) => (
  <li class="phone-row" aria-hidden="true">
    <Skeleton n={props.n} />
    <span />
    <Skeleton n={props.n + 1} />
  </li>
)

function Line<R>(
  props: GridProps<R> & { row: R; at: number; active: number; onActive: (row: number) => void },
) {
  const parts = createMemo(() => props.phone(props.row))
  return (
    <li>
      <button
        type="button"
        class="phone-row"
        data-cell={`${props.at}:0`}
        aria-current={props.openId === props.rowId(props.row) || undefined}
        tabIndex={props.active === props.at ? 0 : -1}
        onFocus={() => props.onActive(props.at)}
        onClick={() => props.onOpen?.(props.row)}
      >
        <strong class="cut">
          <bdi>{parts().title}</bdi>
        </strong>
        <span class="end">{parts().end}</span>
        <span class="cut muted small">{parts().support}</span>
        <span class="end">{parts().chip}</span>
      </button>
    </li>
  )
}
