import Flag from 'lucide-solid/icons/flag'
import { For, Show } from 'solid-js'
import { format } from '../app/format'
import { cssVars } from '../parts/css-vars'
import { type BoardStage, weightedShare } from './board.rules'
import { t } from './deals.text'
import { allSums, largest, moreSums, plain, weightedBeside } from './sums'

/** Name, count, the two largest sums with their weighted ones, and the thin bar of the weighted share. */
export function ColumnHead(props: { stage: BoardStage; lines: number }) {
  const closed = () => props.stage.kind !== 'open'
  const all = () => {
    const { probability, sums } = props.stage
    const said = allSums(sums, closed())
    if (closed() || probability === null || !sums.length) return said
    return `${said}. ${t('column.basis', { chance: format.percent(probability / 100) })}`
  }
  return (
    <header>
      <div class="row">
        <h2 class="cut grow" data-tip-cut={props.stage.name}>
          <bdi>{props.stage.name}</bdi>
        </h2>
        <span class="num small faint">{format.number(props.stage.count)}</span>
      </div>
      <button
        type="button"
        class="totals num"
        aria-description={`${t('column.sumsLabel', { stage: props.stage.name })}: ${all()}`}
        data-tip={all()}
        ref={cssVars(() => ({ '--lines': props.lines }))}
      >
        <For
          each={largest(props.stage.sums)}
          fallback={
            <span>
              <bdi>{t('column.noSum')}</bdi>
              <Show when={closed()}>
                <span>{t('column.thisMonth')}</span>
              </Show>
            </span>
          }
        >
          {(sum, index) => (
            <span>
              <bdi>{plain(sum)}</bdi>
              <Show
                when={!closed()}
                fallback={<Show when={index() === 0}>{<span>{t('column.thisMonth')}</span>}</Show>}
              >
                <span class="deal-chance">
                  <Show when={index() === 0}>
                    <Flag class="xs" aria-hidden="true" />
                  </Show>
                  <bdi>{weightedBeside(sum)}</bdi>
                </span>
              </Show>
            </span>
          )}
        </For>
        <Show when={moreSums(props.stage.sums)}>{more => <span>{more()}</span>}</Show>
      </button>
      <div class="share" aria-hidden="true">
        <i ref={cssVars(() => ({ '--v': props.stage.kind === 'won' ? 100 : weightedShare(props.stage) }))} />
      </div>
    </header>
  )
}
