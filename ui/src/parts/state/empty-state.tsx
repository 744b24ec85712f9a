import { type JSX, Show } from 'solid-js'

/** What belongs here, why it is empty, one action. */
export const EmptyState = (props: {
  title: string
  why?: JSX.Element
  icon?: JSX.Element
  actions?: JSX.Element
  /** The 28 px title of an empty first-run page. */
  first?: boolean
}) => (
  <div class="empty" role="status">
    {props.icon}
    <h2 classList={{ first: props.first }}>{props.title}</h2>
    <Show when={props.why}>
      <p>{props.why}</p>
    </Show>
    <Show when={props.actions}>
      <div class="acts">{props.actions}</div>
    </Show>
  </div>
)
