import { dayAt } from '@sextant/db/core/time-zone.rules'
import type { PublicQuote } from '@sextant/db/quotes/public-quote.model'
import { figuresIn } from '@sextant/db/quotes/quote-figures.rules'
import { quoteWords } from '@sextant/db/quotes/quote-words.rules'
import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { apart } from '../app/format'
import { currentLocale } from '../app/preferences'
import { Button } from '../parts/button/button'
import { Contact } from './ended'
import { t } from './quote-page.text'

const AcceptDialog = lazy(() => import('./accept-dialog').then(part => ({ default: part.AcceptDialog })))
const NoteDialog = lazy(() => import('./note-dialog').then(part => ({ default: part.NoteDialog })))

type Open = 'accept' | 'ask' | 'decline'

/** Beside the paper, and on a phone at its foot: what it comes to, until when, and what the reader may do about it. */
export function Answer(props: { token: string; quote: PublicQuote; onAnswered: () => unknown }) {
  const [open, setOpen] = createSignal<Open>()
  const figures = () => figuresIn(currentLocale())
  const seller = () => apart(props.quote.seller.name)
  const isOpen = () => ['open', 'changes_asked'].includes(props.quote.state)
  const total = () => {
    const { document } = props.quote
    return document && figures().money(document.totals.totalMinor, document.currency)
  }
  const daysLeft = () =>
    Math.round(
      (Date.parse(props.quote.validUntil) - Date.parse(dayAt(Date.now(), props.quote.timeZone))) / 86_400_000,
    )
  /** Also after a dialog was closed without an act: what was refused has been found out to stand otherwise. */
  const answered = () => {
    setOpen(undefined)
    return props.onAnswered()
  }
  return (
    <aside class="qp-answer" aria-label={t('acts')}>
      <dl class="qp-total">
        <dt>{quoteWords[currentLocale()].total}</dt>
        <dd>{total()}</dd>
      </dl>
      <Show when={isOpen()}>
        <p class="qp-until">
          {t('until', { day: figures().day(props.quote.validUntil) })}
          <span class="muted">{daysLeft() > 0 ? t('left', { n: daysLeft() }) : t('lastDay')}</span>
        </p>
        <div class="qp-acts">
          <Button tone="primary" size="lg" onClick={() => setOpen('accept')}>
            {t('accept')}
          </Button>
          <Button size="lg" onClick={() => setOpen('ask')}>
            {t('ask')}
          </Button>
          <Button tone="ghost" size="lg" onClick={() => setOpen('decline')}>
            {t('decline')}
          </Button>
        </div>
      </Show>
      <div class="qp-more">
        <Pdf token={props.token} quote={props.quote} />
        <Button tone="ghost" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <Contact quote={props.quote} />
      <Suspense>
        <Show when={open() === 'accept'}>
          <AcceptDialog token={props.token} quote={props.quote} onDone={answered} onClose={answered} />
        </Show>
        <Show when={open() === 'ask' || open() === 'decline'}>
          <NoteDialog
            token={props.token}
            seller={seller()}
            kind={open() === 'ask' ? 'ask' : 'decline'}
            onDone={answered}
            onClose={answered}
          />
        </Show>
      </Suspense>
    </aside>
  )
}

const Pdf = (props: { token: string; quote: PublicQuote }) => (
  <Switch>
    <Match when={props.quote.pdf === 'ready' || props.quote.pdf === 'signed'}>
      <a
        class="btn"
        href={`/public/quotes/${encodeURIComponent(props.token)}/pdf`}
        rel="external"
        download=""
      >
        {props.quote.pdf === 'signed' ? t('pdf.signed') : t('pdf')}
      </a>
    </Match>
    <Match when={props.quote.pdf === 'making'}>
      <span class="muted" role="status">
        {t('pdf.making')}
      </span>
    </Match>
    <Match when={props.quote.pdf === 'failed'}>
      <span class="muted">{t('pdf.failed', { seller: apart(props.quote.seller.name) })}</span>
    </Match>
  </Switch>
)
