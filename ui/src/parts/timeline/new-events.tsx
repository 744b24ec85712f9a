import { createMemo, createSignal, Show } from 'solid-js'
import { t } from '../../app/text'
import { Button } from '../button/button'
import { type Held, heldNow } from './held.rules'

const nearTopPx = 40

/**
 * The events of a timeline that are shown now, and the button “3 new” for those that wait. `id` is whose timeline it is; `place` stands where
 * it begins.
 */
export function useHeldEvents<E extends { id: string }>(
  id: () => string,
  events: () => readonly E[],
  place: () => HTMLElement | undefined,
) {
  const [asked, ask] = createSignal(0)
  const isReading = () => (place()?.closest('.drawer-body, .page-body')?.scrollTop ?? 0) > nearTopPx
  let answered = 0
  // While a page waits for a part of the program, Solid may ask without what was there before.
  const held = createMemo<Held>((before = { id: '', waiting: 0 }) => {
    const isAsked = asked() > answered
    answered = asked()
    const ids = events().map(event => event.id)
    return heldNow(before, { id: id(), events: ids, reading: !isAsked && isReading() })
  })
  const Waiting = () => (
    <Show when={held().waiting}>
      {count => (
        <Button
          onClick={() => {
            ask(asked() + 1)
            place()?.scrollIntoView({ block: 'start' })
          }}
        >
          {t('timeline.new', { n: count() })}
        </Button>
      )}
    </Show>
  )
  return { shown: () => events().slice(held().waiting), Waiting }
}
