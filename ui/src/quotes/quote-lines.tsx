import type { Margin } from '@sextant/db/lines/lines.model'
import type { QuoteDocument, QuoteLine } from '@sextant/db/quotes/quote-document.model'
import type { Equivalent, QuoteVersion } from '@sextant/db/quotes/quote-sheet.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createMemo, createSignal, createUniqueId, Index, lazy, Show, Suspense } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { beside, format } from '../app/format'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { createSending } from '../parts/form/sending'
import { LineSums } from '../parts/lines/line-sums'
import { Card } from '../parts/panel/card'
import { toast, toastRefusal } from '../parts/toast/toast'
import { LadderRow } from './ladder'
import { type Ladder, ladderOf, withQuantity } from './ladder.rules'
import { bareAmount, figure } from './quote-figures'
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
  // Of a draft they say what waits, and by which prices they are looked at.
  const isDraft = () => props.version.state === 'draft' && props.version.document !== null
  const lines = useQuery(() => ({
    queryKey: ['deal', 'lines', props.quote.dealId],
    enabled: !isServer && (editing() || (isDraft() && can('deal', 'read'))),
    queryFn: ({ signal }) => api.get('/crm/deals/{id}/lines', { params: { id: props.quote.dealId }, signal }),
  }))
  const bookId = () => lines.data?.priceBookId
  const book = useQuery(() => ({
    queryKey: ['price_book', 'one', bookId()],
    enabled: !isServer && isDraft() && Boolean(bookId()) && can('price_book', 'read'),
    queryFn: ({ signal }) => api.get('/crm/price-books/{id}', { params: { id: bookId() ?? '' }, signal }),
  }))
  /** The deal’s line behind a line of the draft. */
  const lineAt = (at: number) => (isDraft() ? lines.data?.lines[at] : undefined)
  const ladderAt = (at: number): Ladder | undefined => {
    const line = lineAt(at)
    const entry = book.data?.entries.find(({ productId }) => productId === line?.productId)
    return line && entry && ladderOf(line, entry.tiers, lines.data?.currency ?? '')
  }
  const taking = createSending()
  const take = async (at: number, quantity: string) => {
    const told = lines.data
    if (!told) return
    const saved = await taking.send(() =>
      api.put('/crm/deals/{id}/lines', withQuantity(told, at, quantity), {
        params: { id: props.quote.dealId },
        version: told.version,
      }),
    )
    if (!saved) return toastRefusal(t('failedToDo'), taking.problem([]) ?? '')
    client.setQueryData(['deal', 'lines', props.quote.dealId], saved)
    void client.invalidateQueries({ queryKey: ['deal'] })
    void client.invalidateQueries({ queryKey: ['quote'] })
    toast(t('ladder.taken', { quantity: figure(quantity) }))
  }
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
            <LineTable
              document={document()}
              margin={props.version.margin ?? undefined}
              waits={at => lineAt(at)?.approval === 'waiting'}
              ladder={ladderAt}
              busy={taking.busy()}
              onTake={may() ? take : undefined}
            />
            <Foot document={document()} equivalent={props.version.equivalent} margin={props.version.margin} />
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

interface LineTableProps {
  document: QuoteDocument
  /** For who may read what products cost. */
  margin?: Margin
  /** Whether the discount of the line at this place waits for somebody. */
  waits: (at: number) => boolean
  ladder: (at: number) => Ladder | undefined
  busy: boolean
  onTake?: (at: number, quantity: string) => void
}

const LineTable = (props: LineTableProps) => (
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
          <Show when={props.margin}>
            <th scope="col" class="num">
              {t('margin')}
            </th>
          </Show>
        </tr>
      </thead>
      <tbody>
        <Index each={props.document.lines}>
          {(line, at) => <LineRows line={line()} at={at} of={props} />}
        </Index>
      </tbody>
    </table>
  </section>
)

/** A line, and under it the ladder of its price once that is opened. */
function LineRows(props: { line: QuoteLine; at: number; of: LineTableProps }) {
  const [open, setOpen] = createSignal(false)
  const id = createUniqueId()
  const ladder = createMemo(() => props.of.ladder(props.at))
  const discount = () => `${figure(props.line.discount)}%`
  return (
    <>
      <tr>
        <th scope="row">
          <Show when={ladder()} fallback={<bdi>{props.line.text}</bdi>}>
            <button
              type="button"
              class="ladder-open"
              aria-expanded={open()}
              aria-controls={id}
              aria-label={t('ladder.open', { name: props.line.text })}
              onClick={() => setOpen(!open())}
            >
              <bdi>{props.line.text}</bdi>
              <ChevronDown class="s" aria-hidden="true" />
            </button>
          </Show>
          <Show when={beside(props.line.detail, termOf(props.line))}>
            {detail => <span class="tiny faint detail">{detail()}</span>}
          </Show>
        </th>
        <td class="num" data-label={t('quantity')}>
          {figure(props.line.quantity)}
        </td>
        <td class="num muted" data-label={t('price')}>
          {figure(props.line.unitPrice, 2)}
        </td>
        <td class="num" data-label={t('discount')}>
          <Show when={props.line.discount !== '0'} fallback={<span class="faint">{t('no.discount')}</span>}>
            <Show when={props.of.waits(props.at)} fallback={discount()}>
              <StatusChip tone="warn">{discount()}</StatusChip>
            </Show>
          </Show>
        </td>
        <td class="num muted" data-label={t('vat')}>
          {figure(props.line.taxPercent)}%
        </td>
        <td class="num medium" data-label={t('net')}>
          {bareAmount(props.line.netMinor, props.of.document.currency)}
        </td>
        <Show when={props.of.margin}>
          {margin => (
            <td class="num" data-label={t('margin')}>
              <LineMargin
                netMinor={props.line.netMinor}
                costMinor={margin().lines[props.at] ?? null}
                currency={props.of.document.currency}
              />
            </td>
          )}
        </Show>
      </tr>
      <Show when={open() && ladder()}>
        {steps => (
          <tr class="ladder-row" id={id}>
            <td colspan={props.of.margin ? 7 : 6}>
              <LadderRow
                ladder={steps()}
                currency={props.of.document.currency}
                busy={props.of.busy}
                onTake={props.of.onTake && (quantity => props.of.onTake?.(props.at, quantity))}
              />
            </td>
          </tr>
        )}
      </Show>
    </>
  )
}

/** What is left of a line, and its share; told where its cost is known. */
const LineMargin = (props: { netMinor: number; costMinor: number | null; currency: string }) => (
  <Show when={props.costMinor !== null} fallback={<span class="faint">{t('margin.unknown')}</span>}>
    {bareAmount(props.netMinor - (props.costMinor ?? 0), props.currency)}
    <Show when={props.netMinor}>
      <span class="tiny faint detail">
        {format.percent((props.netMinor - (props.costMinor ?? 0)) / props.netMinor, 1)}
      </span>
    </Show>
  </Show>
)

/** What a line comes to over how long; nothing where it comes once. */
export const termOf = ({ period, terms }: QuoteLine): string =>
  period === 'once' ? '' : t(`period.${period}`, { n: terms })

function Foot(props: {
  document: QuoteDocument
  equivalent: Equivalent | null
  margin: Margin | null | undefined
}) {
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
      <LineSums currency={props.document.currency} totals={props.document.totals} margin={props.margin} />
    </div>
  )
}

const Sum = (props: { label: string; minor: number; of: Equivalent; all?: boolean }) => (
  <div classList={{ all: props.all }}>
    <dt>{props.label}</dt>
    <dd>{bareAmount(props.minor, props.of.currency)}</dd>
  </div>
)
