import type { Quote } from '@sextant/db/quotes/quotes.model'
import type { Hindrance } from '@sextant/db/quotes/send-quote.model'
import { A } from '@solidjs/router'
import { For } from 'solid-js'
import { refusalWords } from '../app/refusal-words'
import { Card } from '../parts/panel/card'
import { t } from './quotes.text'

/** Why it cannot be sent, in the reader's words. */
export const hindranceWords = ({ rule, params, message }: Hindrance): string =>
  refusalWords(`rule.${rule}`, params) ?? message

/** All that keeps the version that is being written from being sent, and where that is opened. */
export const Hindrances = (props: { quote: Quote; hindrances: readonly Hindrance[] }) => (
  <Card
    class="quote-ask"
    title={t('hindrances')}
    end={<span class="small faint">{t('hindrances.n', { n: props.hindrances.length })}</span>}
  >
    <ul class="stack gap-2">
      <For each={props.hindrances}>{hindrance => <li>{hindranceWords(hindrance)}</li>}</For>
    </ul>
    <A class="btn mt-3" href={`/pipeline/deals/${props.quote.dealId}`}>
      {t('hindrance.deal')}
    </A>
  </Card>
)
