import { A, useLocation, useNavigate } from '@solidjs/router'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import { For } from 'solid-js'
import { Menu } from '../../parts/overlay/menu'
import { t } from '../text'
import { isHere, type Place, placeName, usePlaces } from './nav'

/** A fifth of a phone's width is not enough for every name. */
const shortName = (place: Place) => (place.key === 'leads' ? t('nav.leads.short') : placeName(place))
const shown = ['leads', 'pipeline', 'customers', 'activities']

/** Five places at the foot of a phone; the fifth opens the others. */
export function Dock() {
  const location = useLocation()
  const navigate = useNavigate()
  const places = usePlaces()
  const others = () => places().filter(place => !shown.includes(place.key))
  return (
    <nav class="dock" aria-label={t('nav.main')}>
      <For each={places().filter(place => shown.includes(place.key))}>
        {place => (
          <A href={place.href} aria-current={isHere(place, location.pathname) ? 'page' : undefined}>
            {place.icon()}
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
          icon: place.icon(),
          onSelect: () => navigate(place.href),
        }))}
      />
    </nav>
  )
}
