import { type JSX, type ParentProps, Show } from 'solid-js'

export const Card = (
  props: ParentProps<{ title?: string; end?: JSX.Element; flush?: boolean; class?: string; label?: string }>,
) => (
  <section
    class={`card ${props.class ?? ''}`}
    classList={{ flush: props.flush }}
    aria-label={props.label ?? props.title}
  >
    <Show when={props.title}>
      <header>
        <h2>{props.title}</h2>
        <Show when={props.end}>
          <div class="end">{props.end}</div>
        </Show>
      </header>
    </Show>
    {props.children}
  </section>
)

/** One figure with its label and its basis. */
export const Kpi = (props: { label: string; value: JSX.Element; note?: JSX.Element }) => (
  <div class="kpi">
    <span class="label">{props.label}</span>
    <span class="value">{props.value}</span>
    <Show when={props.note}>
      <span class="note">{props.note}</span>
    </Show>
  </div>
)

/** A sentence beside the work, with an icon that tells its tone. */
export const Notice = (
  props: ParentProps<{ tone?: 'info' | 'warn' | 'neg'; icon?: JSX.Element; end?: JSX.Element }>,
) => (
  <div class={`notice ${props.tone ?? ''}`} role="status">
    {props.icon}
    <div class="grow">{props.children}</div>
    {props.end}
  </div>
)
