import type { QuoteVersion } from '@sextant/db/quotes/quote-sheet.model'
import { For, type JSX, Show } from 'solid-js'
import { beside, format } from '../app/format'
import { Card } from '../parts/panel/card'
import { bareAmount } from './quote-figures'
import { t } from './quotes.text'

const most = 6

/** What the customer gets, in short. */
export function Preview(props: { version: QuoteVersion; pdf: JSX.Element }) {
  const document = () => props.version.document
  const name = () => document()?.customer.contactName ?? document()?.customer.name
  return (
    <Show when={document()}>
      {told => {
        const money = (minor: number) => bareAmount(minor, told().currency)
        const rest = () => told().lines.length - most
        return (
          <Card title={name() ? t('preview', { name: name() ?? '' }) : t('preview.customer')} end={props.pdf}>
            <div class="quote-stage">
              <article class="quote-paper" aria-label={t('preview.paper', { version: told().version })}>
                <div class="row">
                  <strong class="grow">
                    <bdi>{told().seller.name}</bdi>
                  </strong>
                  <span class="small muted">
                    {told().number
                      ? t('preview.number', { number: told().number, version: told().version })
                      : t('preview.unnumbered')}
                  </span>
                </div>
                <p>
                  <strong>
                    <bdi>{told().title}</bdi>
                  </strong>
                  <br />
                  <span class="small muted">{beside(told().customer.name, told().customer.contactName)}</span>
                </p>
                <dl class="line-sums wide small num">
                  <For each={told().lines.slice(0, most)}>
                    {line => (
                      <div>
                        <dt>
                          <bdi>{line.text}</bdi>
                        </dt>
                        <dd>{money(line.netMinor)}</dd>
                      </div>
                    )}
                  </For>
                  <Show when={rest() > 0}>
                    <div class="muted">
                      <dt>{t('preview.more', { n: rest() })}</dt>
                    </div>
                  </Show>
                  <Show when={told().totals.taxMinor}>
                    <div>
                      <dt>{t('vat')}</dt>
                      <dd>{money(told().totals.taxMinor)}</dd>
                    </div>
                  </Show>
                  <div class="all">
                    <dt>{t('compare.total')}</dt>
                    <dd>
                      <bdi>
                        {format.money(
                          { minor: told().totals.totalMinor, currency: told().currency },
                          'record',
                        )}
                      </bdi>
                    </dd>
                  </div>
                </dl>
                <p class="small muted">{t('preview.valid', { date: format.longDate(told().validUntil) })}</p>
              </article>
            </div>
          </Card>
        )
      }}
    </Show>
  )
}
