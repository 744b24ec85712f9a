import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import X from 'lucide-solid/icons/x'
import { createUniqueId, type JSX, lazy, type ParentProps, Show, Suspense } from 'solid-js'
import { onEscape } from '../../app/escape'
import { useMedia } from '../../app/media'
import { usePageKeys } from '../../app/shell/keys'
import { t } from '../../app/text'
import { IconButton } from '../button/button'

const DrawerOver = lazy(() => import('./drawer-over').then(module => ({ default: module.DrawerOver })))

export interface DrawerProps {
  title: string
  /** Beside the title, such as a status. */
  chip?: JSX.Element
  support?: JSX.Element
  avatar?: JSX.Element
  /** Row of quick actions. */
  quick?: JSX.Element
  onClose: () => void
  /** Walk the list behind it. */
  onPrevious?: () => void
  onNext?: () => void
}

/**
 * One record beside its list: pushes the list from 1280 px up, covers it below, a sheet on phones. Children are
 * `<section>`s. Put it after the list in `<div class="split">`.
 */
export function Drawer(props: ParentProps<DrawerProps>) {
  const pushes = useMedia('(min-width: 1280px)')
  return (
    <Show
      when={pushes()}
      fallback={
        <Suspense>
          <DrawerOver label={props.title} onClose={props.onClose}>
            <Inside {...props} />
          </DrawerOver>
        </Suspense>
      }
    >
      <Pushing {...props} />
    </Show>
  )
}

function Pushing(props: ParentProps<DrawerProps>) {
  onEscape(() => props.onClose())
  return (
    <aside class="drawer" aria-label={props.title}>
      <Inside {...props} />
    </aside>
  )
}

function Inside(props: ParentProps<DrawerProps>) {
  const titleId = createUniqueId()
  usePageKeys({ ']': () => props.onClose() })
  return (
    <>
      <header class="drawer-head">
        {props.avatar}
        <div class="titles">
          <div class="row">
            <h2 id={titleId} class="cut" dir="auto" data-tip-cut={props.title}>
              <bdi>{props.title}</bdi>
            </h2>
            {props.chip}
          </div>
          <Show when={props.support}>
            <p class="muted cut" dir="auto">
              {props.support}
            </p>
          </Show>
        </div>
        <div class="walk">
          <Show when={props.onPrevious}>
            <IconButton
              label={t('drawer.previous')}
              icon={<ArrowUp aria-hidden="true" />}
              onClick={() => props.onPrevious?.()}
            />
          </Show>
          <Show when={props.onNext}>
            <IconButton
              label={t('drawer.next')}
              icon={<ArrowDown aria-hidden="true" />}
              onClick={() => props.onNext?.()}
            />
          </Show>
          <IconButton label={t('close')} icon={<X aria-hidden="true" />} onClick={() => props.onClose()} />
        </div>
      </header>
      <Show when={props.quick}>
        <div class="quick">{props.quick}</div>
      </Show>
      <section
        class="drawer-body"
        aria-labelledby={titleId}
        // A scrolling region must be reachable by keyboard.
        tabindex="0"
      >
        {props.children}
      </section>
    </>
  )
}
