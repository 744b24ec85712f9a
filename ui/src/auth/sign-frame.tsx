import { A } from '@solidjs/router'
import { createSignal, type JSX, onMount, type ParentProps, Show } from 'solid-js'
import { localeNames, locales } from '../app/locale.rules'
import { chooseLocale, currentLocale } from '../app/preferences'
import { Mark } from '../app/shell/mark'
import { t as common } from '../app/text'
import { useTitle } from '../app/title'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { Form, FormProblem } from '../parts/form/form'

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
        <Languages />
      </main>
    </div>
  )
}

/** Each in its own words, for whoever cannot read the one that is shown. */
const Languages = () => (
  <div>
    <Segmented
      label={common('user.language')}
      options={locales.map(locale => ({ value: locale, label: localeNames[locale] }))}
      value={currentLocale()}
      onChange={value => {
        const chosen = locales.find(locale => locale === value)
        if (chosen && chosen !== currentLocale()) chooseLocale(chosen)
      }}
    />
  </div>
)

/** Where to go instead. */
export const SignLink = (props: ParentProps<{ href: '/sign-in' | '/sign-up' | '/forgot-password' }>) => (
  <A class="link" href={props.href}>
    {props.children}
  </A>
)

/** Fields, what is wrong as a whole, and the button that sends them. */
export const SignForm = (
  props: ParentProps<{
    form: { busy: () => boolean; problem: () => string | undefined }
    action: string
    /** The server takes it as the browser sends it, without the page's script. */
    sendable?: boolean
    refused?: string
    onSubmit: () => unknown
  }>,
) => (
  <Form refused={props.refused} onSubmit={props.onSubmit}>
    <FormProblem text={props.form.problem()} />
    {props.children}
    <SendButton sendable={props.sendable} busy={props.form.busy()}>
      {props.action}
    </SendButton>
  </Form>
)

/**
 * Until the page's script is there, a form that the server does not take as it is has no submit button: the browser would post it by itself, to nowhere.
 * That it waits is seen where that takes long.
 */
function SendButton(props: ParentProps<{ busy: boolean; sendable?: boolean }>) {
  const [awake, setAwake] = createSignal(false)
  onMount(() => setAwake(true))
  const takes = () => awake() || props.sendable
  return (
    <Button
      type={takes() ? 'submit' : 'button'}
      class={takes() ? undefined : 'wakes'}
      data-awake={awake() ? '' : undefined}
      tone="primary"
      size="lg"
      wide
      busy={props.busy}
    >
      {props.children}
    </Button>
  )
}
