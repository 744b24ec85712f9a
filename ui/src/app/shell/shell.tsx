import { useLocation, useNavigate } from '@solidjs/router'
import { createSignal, lazy, onCleanup, onMount, type ParentProps, Show, Suspense } from 'solid-js'
import { called } from '../../parts/activity/called'
import { tellsSomebody } from '../../parts/activity/notices'
import { followFocus } from '../../parts/overlay/focus-trail'
import { undoLast } from '../../parts/toast/acts'
import { onLive, useLive } from '../live'
import { useIsPhone, useMedia } from '../media'
import { useOutbox } from '../outbox/use-outbox'
import { hasChosenLocale, preferences, rememberLocale } from '../preferences'
import { SessionProvider } from '../session'
import { t } from '../text'
import { Dock } from './dock'
import { useFirstZone } from './elsewhere'
import { useFrameKeys } from './keys'
import { commandBarOpen, keysHelpOpen, openCommandBar, openKeysHelp, typeAhead } from './layers'
import { usePlaces } from './nav'
import { Sidebar } from './sidebar'

const LogOffer = lazy(() =>
  import('../../parts/activity/log-offer').then(module => ({ default: module.LogOffer })),
)
const NoticeToasts = lazy(() =>
  import('../../parts/activity/notice-toasts').then(module => ({ default: module.NoticeToasts })),
)
const CommandBar = lazy(() => import('./command-bar').then(module => ({ default: module.CommandBar })))
const KeysHelp = lazy(() => import('./keys-help').then(module => ({ default: module.KeysHelp })))
const storeKey = 'sextant.sidebar'

/** The frame around every signed-in screen. */
export function Shell(props: ParentProps) {
  return (
    <SessionProvider>
      <Frame>{props.children}</Frame>
    </SessionProvider>
  )
}

function Frame(props: ParentProps) {
  const navigate = useNavigate()
  const location = useLocation()
  const places = usePlaces()
  const narrow = useMedia('(max-width: 1023px)')
  const isPhone = useIsPhone()
  const [folded, setFolded] = createSignal(false)
  onMount(() => {
    setFolded(localStorage.getItem(storeKey) === 'folded')
    if (!hasChosenLocale()) rememberLocale(preferences().locale)
  })
  onMount(() => onCleanup(followFocus()))
  useLive()
  const [told, setTold] = createSignal(false)
  // Whom it concerns, the part that is then loaded finds out.
  onLive(event => tellsSomebody(event) && setTold(true))
  useOutbox()
  useFirstZone()
  useFrameKeys({
    ahead: typeAhead,
    search: openCommandBar,
    undo: undoLast,
    help: openKeysHelp,
    sidebar: () => {
      setFolded(was => !was)
      localStorage.setItem(storeKey, folded() ? 'folded' : 'open')
    },
    goTo: letter => {
      const place = places().find(one => one.letter === letter)
      if (place && location.pathname !== place.href) navigate(place.href)
      return Boolean(place)
    },
  })
  const collapsed = () => folded() || narrow()
  return (
    <div class="app" classList={{ collapsed: collapsed() }}>
      <button type="button" class="skip" onClick={toContent}>
        {t('skip.toContent')}
      </button>
      <Sidebar collapsed={collapsed()} />
      <Suspense>{props.children}</Suspense>
      <Show when={isPhone()}>
        <Dock />
      </Show>
      {/* Here before what it holds: a dialog leaves in reach what is above it as it opens. On a phone a drawer is one. */}
      <div class="above" data-kb-top-layer>
        <Show when={called()}>
          <Suspense>
            <LogOffer />
          </Suspense>
        </Show>
      </div>
      <Show when={told()}>
        <Suspense>
          <NoticeToasts />
        </Suspense>
      </Show>
      <Show when={commandBarOpen()}>
        <Suspense>
          <CommandBar />
        </Suspense>
      </Show>
      <Show when={keysHelpOpen()}>
        <Suspense>
          <KeysHelp />
        </Suspense>
      </Show>
    </div>
  )
}

/** Moves the focus, which a link to a place on the page does not: the router takes that for an address. */
const toContent = () => document.querySelector<HTMLElement>('#content')?.focus()
