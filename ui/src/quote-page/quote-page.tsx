import type { PublicQuote } from '@sextant/db/quotes/public-quote.model'
import { quoteWords } from '@sextant/db/quotes/quote-words.rules'
import { useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Match, Show, Switch } from 'solid-js'
import { api } from '../app/api'
import { localeNames, locales } from '../app/locale.rules'
import { currentLocale } from '../app/preferences'
import { asProblem } from '../app/problem'
import { t as common } from '../app/text'
import { ErrorState } from '../parts/state/error-state'
import { LoadingNote, Skeleton } from '../parts/state/skeleton'
import { Answer } from './answer'
import { countView } from './count-view'
import { Ended, isEnded } from './ended'
import { Paper } from './paper'
import { t } from './quote-page.text'
import { Standing } from './standing'
import { useDocumentTitle } from './title'
import './quote-page.css'

/** While a PDF is being made, it is asked for again and again. */
const lookAgainMs = 3_000

/** What a customer sees of a quote, by the link that was sent to them: no account, no frame, and their own answer. */
export function QuotePage() {
  const params = useParams<{ token: string }>()
  const query = useQuery(() => ({
    queryKey: ['public-quote', params.token],
    queryFn: ({ signal }) =>
      api.get('/public/quotes/{token}', { params: { token: params.token }, signal, keepOn401: true }),
    refetchInterval: ({ state }) => (state.data?.pdf === 'making' ? lookAgainMs : false),
  }))
  useDocumentTitle(() =>
    query.isSuccess ? t('title', { number: query.data.number }) : quoteWords[currentLocale()].quote,
  )
  const isGone = () => query.isError && asProblem(query.error).status === 404
  return (
    <div class="qp">
      <header class="qp-bar">
        <bdi class="cut">{query.data?.seller.name}</bdi>
        <Languages />
      </header>
      <main id="content">
        <Switch fallback={<Loading />}>
          <Match when={isGone()}>
            <div class="qp-ended">
              <h1>{t('gone')}</h1>
              <p>{t('gone.why')}</p>
            </div>
          </Match>
          <Match when={query.isError && !query.data}>
            <h1 class="sr">{quoteWords[currentLocale()].quote}</h1>
            <ErrorState title={t('failed')} error={query.error} onRetry={() => void query.refetch()} />
          </Match>
          <Match when={query.data}>
            {quote => (
              <Show when={!isEnded(quote()) && quote().document} fallback={<Ended quote={quote()} />}>
                {document => (
                  <div class="qp-sheet" ref={() => countView(params.token)}>
                    <Standing quote={quote()} />
                    <Paper document={document()} logo={logoOf(quote(), params.token)} />
                    <Answer token={params.token} quote={quote()} onAnswered={() => query.refetch()} />
                  </div>
                )}
              </Show>
            )}
          </Match>
        </Switch>
      </main>
    </div>
  )
}

const logoOf = ({ hasLogo }: PublicQuote, token: string) =>
  hasLogo ? `/public/quotes/${encodeURIComponent(token)}/logo` : undefined

/** Each in its own words. Another language is another page: what was sent to the customer stays as it was written. */
const Languages = () => (
  <nav class="qp-languages" aria-label={t('language')}>
    <For each={locales}>
      {locale => (
        <a
          href={`?lang=${locale}`}
          rel="external"
          lang={locale}
          hreflang={locale}
          aria-current={locale === currentLocale() ? 'true' : undefined}
        >
          {localeNames[locale]}
        </a>
      )}
    </For>
  </nav>
)

const Loading = () => (
  <div class="qp-sheet">
    <h1 class="sr">{common('loading')}</h1>
    <article class="qp-paper">
      <LoadingNote />
      <For each={[0, 1, 2, 3, 1, 2]}>{n => <Skeleton n={n} />}</For>
    </article>
  </div>
)
