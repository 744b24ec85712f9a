import type { LineTotals, Margin } from '@sextant/db/lines/lines.model'
import { For, Show } from 'solid-js'
import { apart, format } from '../../app/format'
import { t } from './lines.text'

/** Net, tax by percentage, and the total; and what recurs in a year. */
export function LineSums(props: { currency: string; totals: LineTotals; margin?: Margin | null }) {
  const money = (minor: number) => format.money({ minor, currency: props.currency }, 'record')
  return (
    <dl class="line-sums num">
      <div>
        <dt>{t('total.net')}</dt>
        <dd>{money(props.totals.netMinor)}</dd>
      </div>
      <For each={props.totals.taxes.filter(({ taxMinor }) => taxMinor)}>
        {tax => (
          <div>
            <dt>{t('total.tax', { percent: apart(tax.percent), net: apart(money(tax.netMinor)) })}</dt>
            <dd>{money(tax.taxMinor)}</dd>
          </div>
        )}
      </For>
      <div class="all">
        <dt>{t('total.all')}</dt>
        <dd>{money(props.totals.totalMinor)}</dd>
      </div>
      <Show when={props.totals.arrMinor}>
        <div class="muted">
          <dt>{t('total.arr')}</dt>
          <dd>{money(props.totals.arrMinor)}</dd>
        </div>
      </Show>
      <Show when={props.margin}>
        {margin => (
          <>
            <div class="margin">
              <dt>
                {margin().percent === null
                  ? t('margin.none')
                  : t('margin.of', { percent: apart(format.number(Number(margin().percent), 2)) })}
              </dt>
              <dd>{money(margin().marginMinor)}</dd>
            </div>
            <Show when={margin().unknown}>
              {n => (
                <div class="tiny faint">
                  <dt>{t('margin.unknown', { n: n() })}</dt>
                </div>
              )}
            </Show>
          </>
        )}
      </Show>
    </dl>
  )
}
