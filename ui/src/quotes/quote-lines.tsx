import { currencyExponent } from '@sextant/db/core/currencies.rules'
import type { QuoteDocument, QuoteLine } from '@sextant/db/quotes/quote-document.model'
import type { Equivalent, QuoteVersion } from '@sextant/db/quotes/quote-sheet.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { beside, format } from '../app/format'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { LineSums } from '../parts/lines/line-sums'
import { Card } from '../parts/panel/card'
import { t } from './quotes.text'
import '../parts/lines/lines.css'

const EditLines = lazy(() =>
  import('../parts/lines/edit-lines').then(module => ({ default: module.EditLines })),
)

/** The lines of a version with their sums, in its currency and the workspace's. Those of a draft are its deal's, and are changed there. */
export function QuoteLines(props: { quote: Quote; version: QuoteVersion; may: boolean }) {
  const { can } = useSession()
  const client = useQueryClient()
  const [editing, setEditing] = createSignal(false)
  const lines = useQuery(() => ({
    queryKey: ['deal', 'lines', props.quote.dealId],
    enabled: editing(),
    queryFn: ({ signal }) => api.get('/crm/deals/{id}/lines', { params: { id: props.quote.dealId }, signal }),
  }))
  const may = () => props.may && can('deal', 'update')
  const close = () => {
    setEditing(false)
    void client.invalidateQueries({ queryKey: ['quote'] })
  }
  return (
    <Card
      flush
      label={t('lines.of', { version: props.version.version })}
      title={t('lines')}
      end={
        <Show when={may()}>
          <Button busy={editing() && lines.isPending} onClick={() => setEditing(true)}>
            {t('lines.edit')}
          </Button>
        </Show>
      }
    >
      <Show
        when={props.version.document}
        fallback={
          <p class="muted inside">{t(props.quote.net === undefined ? 'lines.hidden' : 'lines.none')}</p>
        }
      >
        {document => (
          <>
            <LineTable document={document()} />
            <Foot document={document()} equivalent={props.version.equivalent} />
          </>
        )}
      </Show>
      <Show when={editing() && lines.data}>
        {told => (
          <Suspense>
            <EditLines
              deal={{ id: props.quote.dealId, name: props.quote.name, amount: props.quote.net ?? null }}
              told={told()}
              onClose={close}
            />
          </Suspense>
        )}
      </Show>
    </Card>
  )
}

const LineTable = (props: { document: QuoteDocument }) => (
  <section class="scroller" aria-label={t('table.of', { name: t('lines') })} tabindex="0">
    <table class="plain-table quote-lines">
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col" class="num">
            {t('quantity')}
          </th>
          <th scope="col" class="num">
            {t('price')}
          </th>
          <th scope="col" class="num">
            {t('discount')}
          </th>
          <th scope="col" class="num">
            {t('vat')}
          </th>
          <th scope="col" class="num">
            {t('net')}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.document.lines}>
          {line => (
            <tr>
              <th scope="row">
                <bdi>{line.text}</bdi>
                <Show when={beside(line.detail, termOf(line))}>
                  {detail => <span class="tiny faint detail">{detail()}</span>}
                </Show>
              </th>
              <td class="num" data-label={t('quantity')}>
                {figure(line.quantity)}
              </td>
              <td class="num muted" data-label={t('price')}>
                {figure(line.unitPrice, 2)}
              </td>
              <td class="num" data-label={t('discount')}>
                {line.discount === '0' ? (
                  <span class="faint">{t('no.discount')}</span>
                ) : (
                  `${figure(line.discount)}%`
                )}
              </td>
              <td class="num muted" data-label={t('vat')}>
                {figure(line.taxPercent)}%
              </td>
              <td class="num medium" data-label={t('net')}>
                {bareAmount(line.netMinor, props.document.currency)}
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  </section>
)

/** What a line comes to over how long; nothing where it comes once. */
export const termOf = ({ period, terms }: QuoteLine): string =>
  period === 'once' ? '' : t(`period.${period}`, { n: terms })

/** An amount with all decimals of its currency, which the head of its column names. */
export const bareAmount = (minor: number, currency: string): string => {
  const decimals = currencyExponent(currency)
  return format.fixed(minor / 10 ** decimals, decimals)
}

/** A plain decimal with the reader's marks, with at least so many decimals. */
export function figure(text: string, least = 0): string {
  const part = text.split('.')[1]?.length ?? 0
  return format.fixed(Number(text), Math.max(least, part))
}

function Foot(props: { document: QuoteDocument; equivalent: Equivalent | null }) {
  const rate = ({ currency, rate, day, fixed }: Equivalent) =>
    t(fixed ? 'rate.fixed' : 'rate.today', {
      formula: `\u20661 ${currency} = ${figure(rate)} ${props.document.currency}\u2069`,
      day: format.date(day),
    })
  return (
    <div class="quote-foot">
      <div class="notes">
        <p class="small muted">{props.equivalent ? rate(props.equivalent) : t('rate.none')}</p>
        <Show when={props.equivalent}>
          {told => (
            <dl class="line-sums num">
              <Sum label={t('in.net', { currency: told().currency })} minor={told().netMinor} of={told()} />
              <Sum label={t('in.tax', { currency: told().currency })} minor={told().taxMinor} of={told()} />
              <Sum
                label={t('in.total', { currency: told().currency })}
                minor={told().totalMinor}
                of={told()}
                all
              />
            </dl>
          )}
        </Show>
      </div>
      <LineSums currency={props.document.currency} totals={props.document.totals} />
    </div>
  )
}

const Sum = (props: { label: string; minor: number; of: Equivalent; all?: boolean }) => (
  <div classList={{ all: props.all }}>
    <dt>{props.label}</dt>
    <dd>{bareAmount(props.minor, props.of.currency)}</dd>
  </div>
)
