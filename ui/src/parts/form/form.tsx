import { type ParentProps, Show } from 'solid-js'
import { Notice } from '../panel/card'

/**
 * A form that the page's script sends; its fields tell what is wrong, not the browser. Should it be sent before the script is
 * there, nothing that was typed lands in the address.
 */
export const Form = (props: ParentProps<{ class?: string; refused?: string; onSubmit: () => unknown }>) => (
  <form
    class={props.class}
    method="post"
    data-refused={props.refused}
    novalidate
    onSubmit={event => {
      event.preventDefault()
      props.onSubmit()
    }}
  >
    {props.children}
  </form>
)

/** What is wrong with a form as a whole. */
export const FormProblem = (props: { text?: string }) => (
  <Show when={props.text}>
    <div role="alert">
      <Notice tone="neg">{props.text}</Notice>
    </div>
  </Show>
)
