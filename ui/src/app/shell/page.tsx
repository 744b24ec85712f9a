import { A } from '@solidjs/router'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Search from 'lucide-solid/icons/search'
import WifiOff from 'lucide-solid/icons/wifi-off'
import { For, type JSX, type ParentProps, Show } from 'solid-js'
import { CommandKey, Key } from '../../parts/button/key'
import { liveConnected } from '../live'
import { isOnline } from '../online'
import { t } from '../text'
import { useTitle } from '../title'
import { openCommandBar } from './layers'
import { UserMenu } from './user-menu'
import { ZoneNotice } from './zone-notice'

/**
 * A screen: top bar with its title, crumbs and actions (at most one primary), and its body. `scroll` for pages of cards
 * (wrap them in `<div class="page">`), none for lists that scroll by themselves.
 */
export function Page(
  props: ParentProps<{
    title: string
    crumbs?: readonly { label: string; href: string }[]
    actions?: JSX.Element
    scroll?: boolean
  }>,
) {
  useTitle(() => props.title)
  return (
    <main class="main">
      <header class="topbar">
        <div class="crumbs">
          <For each={props.crumbs}>
            {crumb => (
              <>
                <A class="hover:underline" href={crumb.href}>
                  {crumb.label}
                </A>
                <ChevronRight class="s flip" aria-hidden="true" />
              </>
            )}
          </For>
          <h1 class="cut" data-tip-cut={props.title}>
            <bdi>{props.title}</bdi>
          </h1>
        </div>
        <button type="button" class="search" onClick={openCommandBar}>
          <Search aria-hidden="true" />
          <span class="text">{t('search.open')}</span>
          <span class="kbds" aria-hidden="true">
            <CommandKey />
            <Key>K</Key>
          </span>
        </button>
        <div class="actions">
          {props.actions}
          <UserMenu />
        </div>
      </header>
      <Show when={!isOnline() || !liveConnected()} fallback={<ZoneNotice />}>
        <p class="state-line" role="status">
          <WifiOff aria-hidden="true" />
          {isOnline() ? t('live.off') : t('offline')}
        </p>
      </Show>
      <div class="page-body" id="content" tabindex="-1" classList={{ scroll: props.scroll }}>
        {props.children}
      </div>
    </main>
  )
}
