import { createSignal } from 'solid-js'
import { isServer } from 'solid-js/web'
import { places } from '../places'
import { problemWords } from './problems.text'
import type { Say } from './text'

const [there, setThere] = createSignal(isServer)
let loading: Promise<void> | undefined

/** Loads the words of all refusals, once. Without them a refusal is told in general words: not being able to is no fault of its own. */
export function loadRefusals(): Promise<void> {
  loading ??= Promise.all(
    [problemWords, ...places.flatMap(({ refusals }) => refusals ?? [])].map(one => one.load()),
  ).then(
    () => void setThere(true),
    () => {
      loading = undefined
    },
  )
  return loading
}

/** The sentence of a refusal, in the words of its area, else of the house; undefined where there is none, or it is still on its way: then whoever shows it is told. */
export const refusalWords: Say = (key, params) => {
  if (!there()) {
    void loadRefusals()
    return undefined
  }
  for (const { refusals } of places) {
    const said = refusals?.say(key, params)
    if (said !== undefined) return said
  }
  return problemWords.say(key, params)
}
