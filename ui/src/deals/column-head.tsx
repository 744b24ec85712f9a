import Flag from 'lucide-solid/icons/flag'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { Show } from 'solid-js'
import { format } from '../app/format'
import { cssVars } from '../parts/css-vars'
import { type BoardStage, type BoardTotals, weightedShare } from './board.rules'
import { t } from './deals.text'
import { allSums, hasSum, plain, weightedBeside } from './sums'

/** Name, count, the sum in the reader's currency with the weighted one, and the thin bar of the weighted share. */
export function ColumnHead(props: { stage: BoardStage; valuation: BoardTotals['valuation'] }) {
  const closed = () => props.stage.kind !== 'open'
  const all = () => {
    const { probability, sums } = props.stage
    const said = allSums(props.stage, props.valuation, closed())
    if (closed() || probability === null || !sums.length) return said
    return `${said}. ${t('column.basis', { chance: format.percent(probability / 100) })}`
  }
  const total = () => (hasSum(props.stage) ? props.stage.total : null)
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
      >
        <span>
          <bdi>
            <Show when={total()} fallback={t(props.stage.sums.length ? 'column.noTotal' : 'column.noSum')}>
              {sum => plain(sum())}
            </Show>
            <Show when={props.stage.total?.missing}>
              <TriangleAlert class="xs missing" aria-hidden="true" />
            </Show>
          </bdi>
          <Show when={!closed()} fallback={<span>{t('column.thisMonth')}</span>}>
            <Show when={total()}>
              {sum => (
                <span class="deal-chance">
                  <Flag class="xs" aria-hidden="true" />
                  <bdi>{weightedBeside(sum())}</bdi>
                </span>
              )}
            </Show>
          </Show>
        </span>
      </button>
      <div class="share" aria-hidden="true">
        <i ref={cssVars(() => ({ '--v': props.stage.kind === 'won' ? 100 : weightedShare(props.stage) }))} />
      </div>
    </header>
  )
}
