import type { QuoteDocument, QuoteLine } from '@sextant/db/quotes/quote-document.model'
import { For, type JSX, Show } from 'solid-js'
import { beside, format } from '../app/format'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Dialog } from '../parts/overlay/dialog'
import { compareDocuments } from './compare.rules'
import { figure } from './quote-figures'
import { termOf } from './quote-lines'
import { t } from './quotes.text'

const headWords = {
  title: 'compare.title.field',
  validUntil: 'compare.validUntil',
  paymentTerms: 'compare.paymentTerms',
  terms: 'compare.terms',
} as const

/** What changed from one version to the next, line by line and in the sums. */
export function CompareDialog(props: { before: QuoteDocument; after: QuoteDocument; onClose: () => void }) {
  const compared = () => compareDocuments(props.before, props.after)
  const isSame = () => !compared().lines.length && !compared().head.length && !compared().customer
  const numbers = () => ({ before: props.before.version, after: props.after.version })
  const money = (document: QuoteDocument, minor: number) =>
    format.money({ minor, currency: document.currency }, 'record')
  return (
    <Dialog
      open
      wide
      title={t('compare.title', numbers())}
      onClose={props.onClose}
      footer={
        <Button size="lg" onClick={() => props.onClose()}>
          {t('close')}
        </Button>
      }
    >
      <Show when={isSame()}>
        <p class="muted">{t('compare.same')}</p>
      </Show>
      <section class="scroller" aria-label={t('compare.title', numbers())} tabindex="0">
        <table class="plain-table quote-compare">
          <thead>
            <tr>
              <th scope="col">{t('compare.what')}</th>
              <th scope="col">{t('page.version', { version: props.before.version })}</th>
              <th scope="col">{t('page.version', { version: props.after.version })}</th>
            </tr>
          </thead>
          <tbody>
            <For each={compared().lines}>
              {({ before, after }) => (
                <Row
                  what={<bdi>{(after ?? before)?.text}</bdi>}
                  before={
                    before ? (
                      <Said line={before} of={props.before} />
                    ) : (
                      <span class="faint">{t('compare.absent', { version: props.before.version })}</span>
                    )
                  }
                  after={
                    after ? (
                      <span class="row">
                        <Said line={after} of={props.after} />
                        <Show when={!before}>
                          <StatusChip tone="pos">{t('compare.added')}</StatusChip>
                        </Show>
                      </span>
                    ) : (
                      <StatusChip tone="neg">{t('compare.removed')}</StatusChip>
                    )
                  }
                />
              )}
            </For>
            <For each={compared().head}>
              {({ field, before, after }) => (
                <Row what={t(headWords[field])} before={words(field, before)} after={words(field, after)} />
              )}
            </For>
            <Show when={compared().customer}>
              <Row
                what={t('compare.customer')}
                before={beside(props.before.customer.name, props.before.customer.contactName)}
                after={beside(props.after.customer.name, props.after.customer.contactName)}
              />
            </Show>
            <Row
              what={t('net')}
              before={money(props.before, props.before.totals.netMinor)}
              after={money(props.after, props.after.totals.netMinor)}
            />
            <Row
              what={t('compare.total')}
              before={<strong>{money(props.before, props.before.totals.totalMinor)}</strong>}
              after={<strong>{money(props.after, props.after.totals.totalMinor)}</strong>}
            />
          </tbody>
        </table>
      </section>
    </Dialog>
  )
}

const words = (field: keyof typeof headWords, value: string | null) =>
  value && field === 'validUntil' ? format.date(value) : (value ?? t('none'))

const Row = (props: { what: JSX.Element; before: JSX.Element; after: JSX.Element }) => (
  <tr>
    <th scope="row">{props.what}</th>
    <td dir="auto">{props.before}</td>
    <td dir="auto">{props.after}</td>
  </tr>
)

const Said = (props: { line: QuoteLine; of: QuoteDocument }) => (
  <span class="num">
    {beside(
      `${figure(props.line.quantity)} × ${figure(props.line.unitPrice, 2)}`,
      termOf(props.line),
      props.line.discount === '0' ? '' : `−${figure(props.line.discount)}%`,
      format.money({ minor: props.line.netMinor, currency: props.of.currency }, 'record'),
    )}
  </span>
)
