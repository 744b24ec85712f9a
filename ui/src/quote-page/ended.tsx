import type { PublicQuote } from '@sextant/db/quotes/public-quote.model'
import { figuresIn } from '@sextant/db/quotes/quote-figures.rules'
import { Match, Show, Switch } from 'solid-js'
import { apart } from '../app/format'
import { currentLocale } from '../app/preferences'
import { t } from './quote-page.text'

type EndedState = 'expired' | 'replaced' | 'withdrawn'
const ended: readonly string[] = ['expired', 'replaced', 'withdrawn'] satisfies EndedState[]

/** Whether there is nothing left to read, only to be told what became of it. */
export const isEnded = ({ state }: PublicQuote): boolean => ended.includes(state)

/** A quote that is not shown any more: why, and what to do. */
export function Ended(props: { quote: PublicQuote }) {
  const seller = () => apart(props.quote.seller.name)
  return (
    <div class="qp-ended">
      <p class="muted">
        <bdi>{props.quote.number}</bdi> · <bdi>{props.quote.title}</bdi>
      </p>
      <Switch>
        <Match when={props.quote.state === 'expired'}>
          <h1>{t('ended.expired')}</h1>
          <p>
            {t('state.expired', {
              day: figuresIn(currentLocale()).day(props.quote.validUntil),
              seller: seller(),
            })}
          </p>
        </Match>
        <Match when={props.quote.state === 'replaced'}>
          <h1>{t('ended.replaced')}</h1>
          <p>
            {t('state.replaced')}
            <Show when={!props.quote.newer}> {t('state.replaced.ask', { seller: seller() })}</Show>
          </p>
          <Show when={props.quote.newer}>
            {newer => (
              <a class="btn primary lg" href={`/q/${newer()}`} rel="external">
                {t('state.replaced.go')}
              </a>
            )}
          </Show>
        </Match>
        <Match when={true}>
          <h1>{t('ended.withdrawn')}</h1>
          <p>{t('state.withdrawn', { seller: seller() })}</p>
        </Match>
      </Switch>
      <Contact quote={props.quote} />
    </div>
  )
}

/** How to reach who sent it. */
export const Contact = (props: { quote: PublicQuote }) => (
  <p class="qp-contact">
    <Show when={props.quote.seller.email}>
      {email => (
        <a class="link" href={`mailto:${email()}?subject=${encodeURIComponent(props.quote.number)}`}>
          {t('contact', { seller: apart(props.quote.seller.name) })}
        </a>
      )}
    </Show>
    <Show when={props.quote.seller.phone}>
      {phone => (
        <a class="link" href={`tel:${phone().replaceAll(/[^\d+]/g, '')}`}>
          {t('call', { phone: apart(phone()) })}
        </a>
      )}
    </Show>
  </p>
)
