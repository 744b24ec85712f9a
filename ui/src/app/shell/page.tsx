import { A } from '@solidjs/router'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Search from 'lucide-solid/icons/search'
import WifiOff from 'lucide-solid/icons/wifi-off'
import { For, type JSX, type ParentProps, Show } from 'solid-js'
import { CommandKey, Key } from '../../parts/button/key'
import { EmptyState } from '../../parts/state/empty-state'
import { t } from '../text'
import { useTitle } from '../title'
import { openCommandBar } from './layers'
import { StateLine } from './state-line'
import { useUnloaded } from './use-unloaded'
import { UserMenu } from './user-menu'

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
  const unloaded = useUnloaded()
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
      <StateLine />
      <div
        class="page-body"
        id="content"
        tabindex="-1"
        classList={{ scroll: props.scroll, unloaded: unloaded() }}
      >
        <Show when={unloaded()}>
          <EmptyState
            icon={<WifiOff aria-hidden="true" />}
            title={t('offline.page')}
            why={t('offline.page.why')}
          />
        </Show>
        {props.children}
      </div>
    </main>
  )
}
