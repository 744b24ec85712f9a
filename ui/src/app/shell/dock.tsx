import { A, useLocation, useNavigate } from '@solidjs/router'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import { For } from 'solid-js'
import { Menu } from '../../parts/overlay/menu'
import { t } from '../text'
import { placeName, shortName, usePlaces } from './nav'
import { isHere } from './nav-tree'
import { placeIcon } from './place-icon'

/** Five places at the foot of a phone; the fifth opens the others. */
export function Dock() {
  const location = useLocation()
  const navigate = useNavigate()
  const places = usePlaces()
  const others = () => places().filter(({ atHand }) => !atHand)
  return (
    <nav class="dock" aria-label={t('nav.main')}>
      <For each={places().filter(({ atHand }) => atHand)}>
        {place => (
          <A href={place.href} aria-current={isHere(place, location.pathname) ? 'page' : undefined}>
            {placeIcon(place)}
            <span class="cut">{shortName(place)}</span>
          </A>
        )}
      </For>
      <Menu
        class="more"
        placement="top-end"
        trigger={
          <>
            <Ellipsis aria-hidden="true" />
            {t('nav.more')}
          </>
        }
        items={others().map(place => ({
          label: placeName(place),
          icon: placeIcon(place),
          onSelect: () => navigate(place.href),
        }))}
      />
    </nav>
  )
}
