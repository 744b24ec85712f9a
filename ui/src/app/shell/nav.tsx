import type { ObjectName } from '@sextant/db/core/grants.rules'
import Building from 'lucide-solid/icons/building'
import Check from 'lucide-solid/icons/circle-check-big'
import User from 'lucide-solid/icons/contact-round'
import Target from 'lucide-solid/icons/disc-2'
import Boxes from 'lucide-solid/icons/package'
import Settings from 'lucide-solid/icons/settings-2'
import Columns from 'lucide-solid/icons/square-kanban'
import Upload from 'lucide-solid/icons/upload'
import type { JSX } from 'solid-js'
import { useSession } from '../session'
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
  object?: ObjectName
}

/** The one list of places. A new area adds its line here and `nav.<key>` to the three dictionaries. */
export const places: readonly Place[] = [
  place('leads', 'sell', 'l', 'lead', () => <Target aria-hidden="true" />),
  place('pipeline', 'sell', 'p', 'deal', () => <Columns aria-hidden="true" />),
  place('customers', 'sell', 'c', 'customer', () => <Building aria-hidden="true" />),
  place('contacts', 'sell', 'o', 'contact', () => <User aria-hidden="true" />),
  place('products', 'sell', 'r', 'product', () => <Boxes aria-hidden="true" />),
  place('activities', 'sell', 't', 'activity', () => <Check aria-hidden="true" />),
  place('models', 'understand', 'm', 'model', () => <Mark small />),
  place('imports', 'end', 'i', 'import', () => <Upload aria-hidden="true" />),
  place('settings', 'end', 's', undefined, () => <Settings aria-hidden="true" />),
]

/** The places that the reader's role may read; all of them until the role is known, so that nothing jumps for most. */
export function usePlaces(): () => readonly Place[] {
  const { session, can } = useSession()
  return () => places.filter(({ object }) => !object || !session() || can(object, 'read'))
}

function place(
  key: PlaceKey,
  group: Place['group'],
  letter: string,
  object: ObjectName | undefined,
  icon: () => JSX.Element,
): Place {
  return { key, href: `/${key}`, icon, group, letter, object }
}

export const placeName = (place: Place) => t(`nav.${place.key}`)
export const isHere = (place: Place, path: string) => path === place.href || path.startsWith(`${place.href}/`)
