import { A, useLocation } from '@solidjs/router'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createSignal, For, onMount, Show } from 'solid-js'
import type { Place, PlaceGroup } from '../place'
import { t } from '../text'
import { placeName, usePlaces } from './nav'
import { type Branch, placeAt, treeOf } from './nav-tree'
import { placeIcon } from './place-icon'
import { WorkspaceMenu } from './workspace-menu'

const storeKey = 'sextant.closedGroups'

/** The tree of places. A group can be closed, for there may be sixty of them; the one where one is stays open. */
export function Sidebar(props: { collapsed: boolean }) {
  const places = usePlaces()
  const location = useLocation()
  const here = () => placeAt(places(), location.pathname)
  const [closed, setClosed] = createSignal<readonly PlaceGroup[]>([])
  onMount(() => setClosed((localStorage.getItem(storeKey) ?? '').split(' ') as PlaceGroup[]))
  const toggle = (group: PlaceGroup) => {
    setClosed(now => (now.includes(group) ? now.filter(one => one !== group) : [...now, group]))
    localStorage.setItem(storeKey, closed().join(' ').trim())
  }
  return (
    <nav class="sidebar" aria-label={t('nav.main')}>
      <WorkspaceMenu collapsed={props.collapsed} />
      <For each={treeOf(places())}>
        {({ group, branches }) => (
          <Group
            group={group}
            branches={branches}
            collapsed={props.collapsed}
            here={here()}
            open={props.collapsed || group === 'end' || here()?.group === group || !closed().includes(group)}
            onToggle={() => toggle(group)}
          />
        )}
      </For>
    </nav>
  )
}

interface GroupProps {
  group: PlaceGroup
  branches: readonly Branch[]
  collapsed: boolean
  here: Place | undefined
  open: boolean
  onToggle: () => void
}

function Group(props: GroupProps) {
  const id = () => `nav-${props.group}`
  return (
    <div class={props.group === 'end' ? 'nav end' : 'nav'}>
      <Show when={props.group !== 'end' && props.group}>
        {group => (
          <h2>
            <button type="button" aria-expanded={props.open} aria-controls={id()} onClick={props.onToggle}>
              {t(`nav.${group()}`)}
              <ChevronRight class="s" aria-hidden="true" />
            </button>
          </h2>
        )}
      </Show>
      <ul id={id()} hidden={!props.open}>
        <For each={props.branches}>
          {({ place, under }) => (
            <li>
              <Line place={place} here={props.here} collapsed={props.collapsed} />
              <Show when={under.length > 0 && [place, ...under].includes(props.here!)}>
                <ul class="under">
                  <For each={under}>
                    {one => (
                      <li>
                        <Line place={one} here={props.here} collapsed={props.collapsed} isUnder />
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}

const Line = (props: { place: Place; here: Place | undefined; collapsed: boolean; isUnder?: boolean }) => (
  <A
    href={props.place.href}
    aria-current={props.place === props.here ? 'page' : undefined}
    aria-label={props.collapsed ? placeName(props.place) : undefined}
    data-tip={props.collapsed ? placeName(props.place) : undefined}
  >
    {props.isUnder ? null : placeIcon(props.place)}
    <span class="text cut">{placeName(props.place)}</span>
  </A>
)
