import { createEffect, createSignal, untrack } from 'solid-js'
import type { ShownKind } from './place'

const [wanted, setWanted] = createSignal<ShownKind>()

/** Asks for the form of a new record of a kind. Its screen opens it, once it is there. */
export const wantNew = (entity: ShownKind) => setWanted(entity)

/** Opens the form of a new record when it is asked for from elsewhere, as soon as `isReady`. Used by the screen of the kind. */
export function onWantNew(entity: ShownKind, isReady: () => boolean, open: () => void) {
  createEffect(() => {
    if (wanted() !== entity || !isReady()) return
    setWanted(undefined)
    untrack(open)
  })
}
