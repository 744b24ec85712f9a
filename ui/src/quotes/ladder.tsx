import { For, Show } from 'solid-js'
import { Button } from '../parts/button/button'
import type { Ladder } from './ladder.rules'
import { bareAmount, figure } from './quote-figures'
import { t } from './quotes.text'

/** The tiers of a line’s price, the one it is in marked, and what the next would gain. */
export const LadderRow = (props: {
  ladder: Ladder
  currency: string
  busy: boolean
  /** Takes the quantity at which the next tier begins; absent where the reader may not. */
  onTake?: (quantity: string) => void
}) => (
  <div class="ladder">
    <ol>
      <For each={props.ladder.steps}>
        {step => (
          <li aria-current={step.here ? 'true' : undefined}>
            <span class="small muted">{spanOf(step)}</span>
            <bdi class="num">{figure(step.price, 2)}</bdi>
          </li>
        )}
      </For>
    </ol>
    <Show when={props.ladder.next}>
      {next => (
        <div class="gain">
          <span class="small muted">
            {t(next().moreMinor < 0 ? 'ladder.less' : 'ladder.more', {
              quantity: figure(next().quantity),
              amount: bareAmount(Math.abs(next().moreMinor), props.currency),
            })}
          </span>
          <Show when={props.onTake}>
            {take => (
              <Button busy={props.busy} onClick={() => take()(next().quantity)}>
                {t('ladder.take', { quantity: figure(next().quantity) })}
              </Button>
            )}
          </Show>
        </div>
      )}
    </Show>
  </div>
)

function spanOf({ from, until, here }: Ladder['steps'][number]): string {
  const span = until
    ? t('ladder.span', { from: figure(from), until: figure(until) })
    : t('ladder.from', { from: figure(from) })
  return here ? t('ladder.here', { span }) : span
}
