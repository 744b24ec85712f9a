import { A, useLocation } from '@solidjs/router'
import { For } from 'solid-js'
import { t } from '../text'
import { isHere, type Place, placeName, usePlaces } from './nav'
import { WorkspaceMenu } from './workspace-menu'

export function Sidebar(props: { collapsed: boolean }) {
  const places = usePlaces()
  const of = (group: Place['group']) => places().filter(place => place.group === group)
  return (
    <nav class="sidebar" aria-label={t('nav.main')}>
      <WorkspaceMenu collapsed={props.collapsed} />
      <Group title={t('nav.sell')} places={of('sell')} collapsed={props.collapsed} />
      <Group title={t('nav.understand')} places={of('understand')} collapsed={props.collapsed} />
      <div class="end">
        <Group places={of('end')} collapsed={props.collapsed} />
      </div>
    </nav>
  )
}

function Group(props: { title?: string; places: readonly Place[]; collapsed: boolean }) {
  const location = useLocation()
  return (
    <div class="nav">
      {props.title ? <h2>{props.title}</h2> : null}
      <For each={props.places}>
        {place => (
          <A
            href={place.href}
            aria-current={isHere(place, location.pathname) ? 'page' : undefined}
            aria-label={props.collapsed ? placeName(place) : undefined}
            data-tip={props.collapsed ? placeName(place) : undefined}
          >
            {place.icon()}
            <span class="text cut">{placeName(place)}</span>
          </A>
        )}
      </For>
    </div>
  )
}
