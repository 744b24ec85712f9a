import Building from 'lucide-solid/icons/building'
import Check from 'lucide-solid/icons/circle-check-big'
import User from 'lucide-solid/icons/contact-round'
import Target from 'lucide-solid/icons/disc-2'
import Boxes from 'lucide-solid/icons/package'
import Settings from 'lucide-solid/icons/settings-2'
import Columns from 'lucide-solid/icons/square-kanban'
import Upload from 'lucide-solid/icons/upload'
import type { JSX } from 'solid-js'
import { t } from '../text'
import { Mark } from './mark'

type PlaceKey =
  | 'leads'
  | 'pipeline'
  | 'customers'
  | 'contacts'
  | 'products'
  | 'activities'
  | 'imports'
  | 'models'
  | 'settings'

export interface Place {
  key: PlaceKey
  href: string
  icon: () => JSX.Element
  group: 'sell' | 'understand' | 'end'
  /** Pressed after G. */
  letter: string
  /** What one must be allowed to read to be offered the place: an object of the access policy. */
  object?: string
}

/** The one list of places. A new area adds its line here and `nav.<key>` to the three dictionaries. */
export const places: readonly Place[] = [
  { key: 'leads', href: '/leads', icon: () => <Target aria-hidden="true" />, group: 'sell', letter: 'l' },
  {
    key: 'pipeline',
    href: '/pipeline',
    icon: () => <Columns aria-hidden="true" />,
    group: 'sell',
    letter: 'p',
  },
  {
    key: 'customers',
    href: '/customers',
    icon: () => <Building aria-hidden="true" />,
    group: 'sell',
    letter: 'c',
  },
  { key: 'contacts', href: '/contacts', icon: () => <User aria-hidden="true" />, group: 'sell', letter: 'o' },
  {
    key: 'products',
    href: '/products',
    icon: () => <Boxes aria-hidden="true" />,
    group: 'sell',
    letter: 'r',
  },
  {
    key: 'activities',
    href: '/activities',
    icon: () => <Check aria-hidden="true" />,
    group: 'sell',
    letter: 't',
  },
  { key: 'models', href: '/models', icon: () => <Mark small />, group: 'understand', letter: 'm' },
  { key: 'imports', href: '/imports', icon: () => <Upload aria-hidden="true" />, group: 'end', letter: 'i' },
  {
    key: 'settings',
    href: '/settings',
    icon: () => <Settings aria-hidden="true" />,
    group: 'end',
    letter: 's',
  },
]

export const placeName = (place: Place) => t(`nav.${place.key}`)
export const isHere = (place: Place, path: string) => path === place.href || path.startsWith(`${place.href}/`)
