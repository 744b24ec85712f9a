import { For, Show } from 'solid-js'
import { cssVars } from '../css-vars'
import { Skeleton } from '../state/skeleton'

const skeletonRows = 14

/** Rows that are there for the eye only. */
const unspoken = { 'aria-hidden': true as const }

/** Empty space in place of rows that are not in the page. */
export const Space = (props: { height: number }) => (
  <Show when={props.height > 0}>
    <tr class="spacer" {...unspoken}>
      <td ref={cssVars(() => ({ '--space': `${props.height}px` }))} />
    </tr>
  </Show>
)

/** A row of true height whose record is awaited. */
export const UnknownRow = (props: { columns: readonly unknown[]; selection?: unknown; index: number }) => (
  <tr class="unknown" {...unspoken}>
    <Show when={props.selection}>
      <td class="sel" />
    </Show>
    <For each={props.columns}>
      {(_, column) => (
        <td>
          <Skeleton n={props.index + column()} />
        </td>
      )}
    </For>
  </tr>
)

/** Rows of true height while the first answer is awaited. */
export const SkeletonRows = (props: { columns: readonly unknown[]; selection?: unknown }) => (
  <For each={Array.from({ length: skeletonRows }, (_, index) => index)}>
    {index => <UnknownRow {...props} index={index} />}
  </For>
)
