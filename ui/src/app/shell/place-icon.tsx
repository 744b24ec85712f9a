import type { JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Place } from '../place'
import { Mark } from './mark'

/** A place's picture. Its name stands beside it, so it is hidden from screen readers. */
export const placeIcon = ({ icon }: Place): JSX.Element =>
  icon ? <Dynamic component={icon} aria-hidden="true" /> : <Mark small />
