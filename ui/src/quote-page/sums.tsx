import type { QuoteDocument } from '@sextant/db/quotes/quote-document.model'
import { figuresIn } from '@sextant/db/quotes/quote-figures.rules'
import { quoteWords } from '@sextant/db/quotes/quote-words.rules'
import { For, Show } from 'solid-js'
import { currentLocale } from '../app/preferences'

/** What the lines come to: without tax, each tax, and all of it. */
export function Sums(props: { document: QuoteDocument }) {
  const words = () => quoteWords[currentLocale()]
  const figures = () => figuresIn(currentLocale())
  const money = (minor: number) => figures().money(minor, props.document.currency)
  const amount = (minor: number) => figures().amount(minor, props.document.currency)
  const totals = () => props.document.totals
  const isTaxed = () => totals().taxes.some(({ percent }) => Number(percent) > 0)
  return (
    <div class="qp-sums">
      <dl>
        <dt>{words().netSum}</dt>
        <dd>{money(totals().netMinor)}</dd>
        <For each={isTaxed() ? totals().taxes : []}>
          {tax => (
            <>
              <dt>{words().taxOn(figures().percent(tax.percent), amount(tax.netMinor))}</dt>
              <dd>{money(tax.taxMinor)}</dd>
            </>
          )}
        </For>
        <dt class="total">{words().total}</dt>
        <dd class="total">{money(totals().totalMinor)}</dd>
      </dl>
      <Show when={props.document.taxIncluded && isTaxed()}>
        <p class="muted">{words().taxIncluded}</p>
      </Show>
      <Show when={totals().arrMinor > 0}>
        <p class="muted">{words().recurring(money(totals().mrrMinor), money(totals().arrMinor))}</p>
      </Show>
    </div>
  )
}
