import { createSignal, type JSX, onMount, type ParentProps, Show } from 'solid-js'
import { Mark } from '../app/shell/mark'
import { t as common } from '../app/text'
import { useTitle } from '../app/title'
import { Button } from '../parts/button/button'
import { Notice } from '../parts/panel/card'

/** The page of a form before one is signed in. */
export function SignFrame(props: ParentProps<{ title: string; foot?: JSX.Element }>) {
  useTitle(() => props.title)
  return (
    <div class="sign">
      <main>
        <div class="brand">
          <Mark />
          {common('app.name')}
        </div>
        <h1>
          <bdi>{props.title}</bdi>
        </h1>
        {props.children}
        <Show when={props.foot}>
          <p class="muted">{props.foot}</p>
        </Show>
      </main>
    </div>
  )
}

/** What is wrong with the form as a whole. */
export const FormProblem = (props: { text?: string }) => (
  <Show when={props.text}>
    <div role="alert">
      <Notice tone="neg">{props.text}</Notice>
    </div>
  </Show>
)

/** Sends the form. Until the page's script is there it is no submit button: the browser would post the form by itself, to nowhere. */
export function SendButton(props: ParentProps<{ busy: boolean }>) {
  const [ready, setReady] = createSignal(false)
  onMount(() => setReady(true))
  return (
    <Button type={ready() ? 'submit' : 'button'} tone="primary" size="lg" wide busy={props.busy}>
      {props.children}
    </Button>
  )
}
