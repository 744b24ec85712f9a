import { places } from '../../places'
import type { Place } from '../place'
import { useSession } from '../session'

/** The places that the reader's role may read; all of them until the role is known, so that nothing jumps for most. */
export function usePlaces(): () => readonly Place[] {
  const { session, can } = useSession()
  return () => places.filter(({ object }) => !object || !session() || can(object, 'read'))
}

export const placeName = ({ key, say }: Place): string => say('place') ?? key
/** A fifth of a phone's width is not enough for every name. */
export const shortName = (place: Place): string => place.say('place.short') ?? placeName(place)
