import type { TicketClock, TicketClocks } from '@sextant/db/service-levels/clock.model'
import { For, Show } from 'solid-js'
import { cssVars } from '../parts/css-vars'
import { barOf } from './clock-bar.rules'
import { shortMoment } from './clock-words'
import { t } from './tickets.text'

/** The working time of a clock as a bar, from left to right in every language: what ran, what stood still, what is late, when it is due and where one looks. */
export function ClockBar(props: { clock: TicketClock; work: TicketClocks['work']; at: string }) {
  const bar = () => barOf(props.clock, props.work, props.at)
  return (
    <Show when={bar()}>
      {shown => (
        <div class="clock-bar" dir="ltr" aria-hidden="true">
          <div class="track">
            <For each={shown().parts}>
              {part => (
                <i
                  class={part.kind}
                  ref={cssVars(() => ({ '--from': `${part.from * 100}%`, '--to': `${part.to * 100}%` }))}
                />
              )}
            </For>
            <For each={shown().nights}>
              {at => <i class="night" ref={cssVars(() => ({ '--from': `${at * 100}%` }))} />}
            </For>
            <Show when={shown().due}>
              {due => <i class="mark" ref={cssVars(() => ({ '--from': `${due() * 100}%` }))} />}
            </Show>
          </div>
          <div class="ends small muted">
            <span>{shortMoment(props.clock.startedAt)}</span>
            <span>{t('bar.at', { at: shortMoment(props.clock.endedAt ?? props.at) })}</span>
          </div>
        </div>
      )}
    </Show>
  )
}
