import type { QuoteVersion } from '@sextant/db/quotes/quote-sheet.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import Lock from 'lucide-solid/icons/lock'
import Pencil from 'lucide-solid/icons/pencil'
import { For, type JSX, Show } from 'solid-js'
import { apart, format } from '../app/format'
import { t } from './quotes.text'

/** What a version says beside its lines. Of one that is being written each opens the form that changes it. */
export function QuoteTerms(props: { quote: Quote; version: QuoteVersion; onEdit?: () => void }) {
  const document = () => props.version.document
  const isDraft = () => props.version.state === 'draft'
  const validUntil = () => (isDraft() ? props.quote.validUntil : document()?.validUntil)
  const payment = () => (isDraft() ? props.quote.paymentTerms : document()?.paymentTerms)
  const terms = () => (isDraft() ? props.quote.terms : document()?.terms)
  const language = () => (isDraft() ? props.quote.language : document()?.language)
  const tax = () => {
    const told = document()
    if (!told) return t('none')
    const rates = told.totals.taxes.filter(({ percent }) => percent !== '0')
    if (!rates.length) return t('tax.none')
    return format.listed([
      ...(told.taxCountry ? [format.country(told.taxCountry)] : []),
      ...rates.map(({ percent }) => apart(`${percent}%`)),
      ...(told.taxIncluded ? [t('tax.included')] : []),
    ])
  }
  return (
    <section class="card quote-terms" aria-label={t('terms')}>
      <div>
        <span class="label">{t('currency')}</span>
        <span class="row medium">
          <bdi>{document()?.currency ?? t('none')}</bdi>
          <Lock class="s faint" aria-hidden="true" />
          <span class="small faint">{t('currency.deal')}</span>
        </span>
      </div>
      <Term label={t('field.validUntil')} onEdit={isDraft() ? props.onEdit : undefined}>
        <Show when={validUntil()} fallback={t('none')}>
          {day => <bdi class="num">{format.date(day())}</bdi>}
        </Show>
      </Term>
      <Term label={t('field.paymentTerms')} onEdit={isDraft() ? props.onEdit : undefined}>
        <bdi class="cut" data-tip-cut={payment() ?? undefined}>
          {payment() ?? t('none')}
        </bdi>
      </Term>
      <Term label={t('field.language')} onEdit={isDraft() ? props.onEdit : undefined}>
        <Show when={language()}>{code => t(`option.${code()}`)}</Show>
      </Term>
      <div>
        <span class="label">{t('tax')}</span>
        <span class="medium cut" data-tip-cut={tax()}>
          {tax()}
        </span>
      </div>
      <Show when={terms()}>
        {text => (
          <div class="whole">
            <span class="label">{t('field.terms')}</span>
            <div class="small muted" dir="auto">
              <For each={text().split(/\n\s*\n/)}>{paragraph => <p>{paragraph}</p>}</For>
            </div>
          </div>
        )}
      </Show>
    </section>
  )
}

const Term = (props: { label: string; onEdit?: () => void; children: JSX.Element }) => (
  <div>
    <span class="label">{props.label}</span>
    <Show when={props.onEdit} fallback={<span class="medium">{props.children}</span>}>
      {edit => (
        <button type="button" aria-haspopup="dialog" onClick={() => edit()()}>
          {props.children}
          <Pencil class="s faint" aria-hidden="true" />
        </button>
      )}
    </Show>
  </div>
)
