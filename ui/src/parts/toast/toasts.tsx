import { useLocation } from '@solidjs/router'
import Check from 'lucide-solid/icons/check'
import Hourglass from 'lucide-solid/icons/hourglass'
import Lock from 'lucide-solid/icons/lock'
import X from 'lucide-solid/icons/x'
import { createEffect, createSignal, For, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import { t } from '../../app/text'
import { Button, IconButton } from '../button/button'
import { returnFocus } from '../overlay/focus-trail'
import { Progress } from '../state/progress'
import { dismissToast, isLeaving, leaveRefusals, type Toast, toasts } from './toast'

const staysMs = 6_000
/** The editor that is being left has given the focus back by then. */
const askAfterMs = 60

/** Where toasts appear. Used once, by the frame. */
export function Toasts() {
  const location = useLocation()
  createEffect(on(() => location.pathname, leaveRefusals, { defer: true }))
  return (
    // Above dialogs, and no less to be read and pressed while one is open.
    <section class="toasts" aria-label={t('toast.region')} data-kb-top-layer>
      <For each={toasts()}>{toast => <One toast={toast} />}</For>
    </section>
  )
}

function One(props: { toast: Toast }) {
  const [held, setHeld] = createSignal(false)
  const close = () => {
    const had = place?.contains(document.activeElement)
    dismissToast(props.toast.id)
    if (had) returnFocus(place)
  }
  let place: HTMLDivElement | undefined
  onMount(() => {
    if (props.toast.asks)
      setTimeout(
        () => isTyping() || place?.querySelector<HTMLElement>('.acts.below button')?.focus(),
        askAfterMs,
      )
  })
  createEffect(() => {
    if ((props.toast.kind !== 'done' && !isLeaving(props.toast.id)) || held()) return
    const timer = setTimeout(close, staysMs)
    onCleanup(() => clearTimeout(timer))
  })
  const refused = () => props.toast.kind === 'refused'
  const Actions = () => (
    <For each={props.toast.actions}>
      {action => (
        <Button
          onClick={() => {
            close()
            action.onPress()
          }}
        >
          {action.label}
        </Button>
      )}
    </For>
  )
  return (
    <div
      class="toast"
      ref={place}
      role={refused() ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <Switch fallback={<Check aria-hidden="true" />}>
        <Match when={refused()}>
          <Lock aria-hidden="true" />
        </Match>
        <Match when={props.toast.share}>
          <Hourglass aria-hidden="true" />
        </Match>
      </Switch>
      <strong>{props.toast.title}</strong>
      <div class="acts">
        <Show when={!refused()}>
          <Actions />
        </Show>
        <Show when={refused()}>
          <IconButton label={t('close')} icon={<X aria-hidden="true" />} onClick={close} />
        </Show>
      </div>
      <Show when={props.toast.share}>
        {share => (
          <div class="share">
            <Progress share={share()()} label={props.toast.title} />
          </div>
        )}
      </Show>
      <Show when={props.toast.detail}>
        <p>{props.toast.detail}</p>
      </Show>
      <Show when={refused() && props.toast.actions.length}>
        <div class="acts below">
          <Actions />
        </div>
      </Show>
    </div>
  )
}

const isTyping = () =>
  document.activeElement?.matches('input:not([type="checkbox"]), textarea, select') ?? false
