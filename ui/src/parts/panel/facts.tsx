import { For, type JSX } from 'solid-js'

/** Labels and values of a record, in two columns of pairs or one. */
export const Facts = (props: { facts: readonly { label: string; value: JSX.Element }[]; one?: boolean }) => (
  <dl class="facts" classList={{ one: props.one }}>
    <For each={props.facts}>
      {fact => (
        <>
          <dt data-tip-cut={fact.label}>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </>
      )}
    </For>
  </dl>
)
