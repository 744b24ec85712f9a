import type { PublicQuote } from '@sextant/db/quotes/public-quote.model'
import { figuresIn } from '@sextant/db/quotes/quote-figures.rules'
import { Match, Switch } from 'solid-js'
import { apart } from '../app/format'
import { currentLocale } from '../app/preferences'
import { t } from './quote-page.text'

/** What became of the quote so far, in a sentence above it. Said to screen readers when it changes. */
export function Standing(props: { quote: PublicQuote }) {
  const moment = (at: string) => figuresIn(currentLocale()).moment(at, props.quote.timeZone)
  const seller = () => apart(props.quote.seller.name)
  return (
    <div role="status" class="qp-state">
      <Switch>
        <Match when={props.quote.accepted}>
          {accepted => (
            <p class="qp-note pos">
              {t('state.accepted', {
                name: apart(accepted().name),
                at: moment(accepted().at),
                seller: seller(),
              })}
            </p>
          )}
        </Match>
        <Match when={props.quote.declined}>
          {declined => (
            <p class="qp-note">{t('state.declined', { at: moment(declined().at), seller: seller() })}</p>
          )}
        </Match>
        <Match when={props.quote.changeAsked}>
          {asked => (
            <div class="qp-note">
              <p>{t('state.changes_asked', { at: moment(asked().at), seller: seller() })}</p>
              <blockquote dir="auto">{asked().text}</blockquote>
            </div>
          )}
        </Match>
      </Switch>
    </div>
  )
}
