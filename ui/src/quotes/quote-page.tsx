import type { QuoteDocument } from '@sextant/db/quotes/quote-document.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createMemo, createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { onLive } from '../app/live'
import { Page } from '../app/shell/page'
import { Button } from '../parts/button/button'
import { FilesSection } from '../parts/files/files-section'
import { Card } from '../parts/panel/card'
import type { Rec } from '../parts/records/kind'
import { useMembers } from '../parts/records/members'
import { RecordFacts } from '../parts/records/record-facts'
import { RecordTimeline } from '../parts/records/record-timeline'
import { useFields } from '../parts/records/use-fields'
import { useMay, useMayChange } from '../parts/records/use-may'
import { useRecord } from '../parts/records/use-record'
import { useWrites } from '../parts/records/use-writes'
import { ErrorState } from '../parts/state/error-state'
import { Loaded } from '../parts/state/loaded'
import { Skeleton } from '../parts/state/skeleton'
import { Hindrances } from './hindrances'
import { Preview } from './preview'
import { QuoteActs } from './quote-acts'
import { QuoteDiscounts } from './quote-discounts'
import { QuoteHead } from './quote-head'
import { quoteKind } from './quote-kind'
import { QuoteLines } from './quote-lines'
import { QuoteLinks } from './quote-links'
import { QuotePdf } from './quote-pdf'
import { QuoteTerms } from './quote-terms'
import { t } from './quotes.text'
import { Versions } from './versions'
import './quotes.css'

const EditQuote = lazy(() => import('./edit-quote').then(module => ({ default: module.EditQuote })))
const CompareDialog = lazy(() =>
  import('./compare-dialog').then(module => ({ default: module.CompareDialog })),
)

/** One quote as a page: what it says, its versions, what became of them, and what the customer gets. */
export function QuotePage() {
  const params = useParams<{ id: string }>()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [search, setSearch] = useSearchParams<{ version?: string }>()
  const fields = useFields(quoteKind)
  const members = useMembers()
  const writes = useWrites(quoteKind, fields, members)
  const query = useRecord(quoteKind, () => params.id)
  const sheet = useQuery(() => ({
    queryKey: ['quote', 'sheet', params.id],
    enabled: !isServer,
    queryFn: ({ signal }) => api.get('/crm/quotes/{id}/sheet', { params: { id: params.id }, signal }),
    // A PDF is made within a second or two, and nothing tells of it.
    refetchInterval: ({ state }) =>
      state.data?.versions.some(({ pdf }) => pdf === 'making') ? pdfAgainMs : false,
  }))
  const [editing, setEditing] = createSignal(false)
  // As they were when it was asked for: what comes meanwhile does not take the dialog away.
  const [compared, setCompared] = createSignal<{ before: QuoteDocument; after: QuoteDocument }>()
  const quote = () => (query.isSuccess ? (query.data as Rec & Quote) : undefined)
  const mayDo = useMay(quoteKind)
  const mayChange = useMayChange(quoteKind, quote)
  // A draft says what its deal says now.
  onLive(({ subjectType, subjectId }) => {
    if (subjectType === 'deal' && subjectId === quote()?.dealId)
      void client.invalidateQueries({ queryKey: ['quote', 'sheet', params.id] })
  })
  const versions = () => sheet.data?.versions ?? []
  const shown = createMemo(
    () => versions().find(({ version }) => String(version) === search.version) ?? versions()[0],
  )
  const before = createMemo(() => versions().find(({ version }) => version === (shown()?.version ?? 0) - 1))
  const show = (version: number) =>
    setSearch({ version: version === versions()[0]?.version ? undefined : version }, { scroll: false })
  const archive = async () => {
    const now = quote()
    if (!now) return
    const gone = await writes.archive({ ids: [now.id] }, () =>
      t('archived.one', { name: now.number ?? now.name }),
    )
    if (gone) navigate('/quotes')
  }
  const title = () => {
    const now = quote()
    if (!now) return query.isError ? t('page.failed') : '…'
    return now.number ? t('page.number', { number: now.number }) : t('page.draft')
  }
  return (
    <Page
      scroll
      title={title()}
      crumbs={[{ label: t('title'), href: '/quotes' }]}
      actions={
        <>
          <Suspense>
            <Show when={compared()}>
              {pair => <CompareDialog {...pair()} onClose={() => setCompared(undefined)} />}
            </Show>
            <Show when={editing() && quote()}>
              {now => (
                <EditQuote quote={now()} fields={fields} writes={writes} onClose={() => setEditing(false)} />
              )}
            </Show>
          </Suspense>
          <Show when={quote()}>
            {now => (
              <QuoteActs
                quote={now()}
                sheet={sheet.data}
                may={mayChange()}
                onArchive={mayDo('archive', now()) ? () => void archive() : undefined}
                onEdit={() => setEditing(true)}
              />
            )}
          </Show>
        </>
      }
    >
      <div class="page quote-page">
        <Switch fallback={<Waiting />}>
          <Match when={query.isError && query.error}>
            {error => (
              <ErrorState title={t('page.failed')} error={error()} onRetry={() => void query.refetch()} />
            )}
          </Match>
          <Match when={quote()}>
            {now => (
              <>
                <Show when={now().deletedAt}>
                  <div class="notice warn row">
                    <span class="grow">{t('page.deleted')}</span>
                    <Button onClick={() => void writes.restore({ ids: [now().id] })}>{t('restore')}</Button>
                  </div>
                </Show>
                <QuoteHead
                  quote={now()}
                  members={members}
                  versions={versions()}
                  shown={shown()}
                  onShow={show}
                  onCompare={
                    pairOf(before(), shown()) ? () => setCompared(pairOf(before(), shown())) : undefined
                  }
                  before={before()?.version}
                />
                <Show when={!now().deletedAt}>
                  <Loaded query={sheet} failed={t('page.failed')} waiting={<Waiting />}>
                    {told => (
                      <Show when={shown()}>
                        {version => (
                          <div class="quote-columns">
                            <div class="stack gap-3">
                              <QuoteTerms
                                quote={now()}
                                version={version()}
                                onEdit={mayChange() && now().drafting ? () => setEditing(true) : undefined}
                              />
                              <QuoteLines
                                quote={now()}
                                version={version()}
                                may={mayChange() && version().state === 'draft'}
                              />
                              <Versions
                                versions={told().versions}
                                waits={now().status === 'waiting' || told().hindrances.some(isWaiting)}
                                status={now().status}
                                shown={version().version}
                                onShow={show}
                              />
                            </div>
                            <aside class="stack gap-3">
                              <Show when={version().state === 'draft' && told().hindrances.some(isWaiting)}>
                                <QuoteDiscounts quote={now()} />
                              </Show>
                              <Show when={version().state === 'draft' && told().hindrances.length}>
                                <Hindrances quote={now()} hindrances={told().hindrances} />
                              </Show>
                              <Preview
                                version={version()}
                                pdf={<QuotePdf quoteId={now().id} version={version()} may={mayChange()} />}
                              />
                              <QuoteLinks
                                quote={now()}
                                links={told().links}
                                may={mayChange()}
                                versions={told().versions}
                              />
                              <Show when={fields.own().some(({ custom }) => custom)}>
                                <Card title={t('own')}>
                                  <RecordFacts
                                    kind={quoteKind}
                                    fields={fields}
                                    members={members}
                                    record={now()}
                                    keys={[]}
                                    writes={writes}
                                    may={mayChange()}
                                    one
                                  />
                                </Card>
                              </Show>
                              <Card>
                                <FilesSection entity="quote" id={now().id} />
                              </Card>
                              <Card title={t('timeline')}>
                                <RecordTimeline
                                  kind={quoteKind}
                                  fields={fields}
                                  members={members}
                                  id={now().id}
                                />
                              </Card>
                            </aside>
                          </div>
                        )}
                      </Show>
                    )}
                  </Loaded>
                </Show>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Page>
  )
}

const pdfAgainMs = 3_000

const isWaiting = ({ rule }: { rule: string }) => rule === 'quote.discount_waits'

const pairOf = <D,>(before: { document: D | null } | undefined, after: { document: D | null } | undefined) =>
  before?.document && after?.document ? { before: before.document, after: after.document } : undefined

const Waiting = () => (
  <div class="stack">
    <Skeleton n={1} />
    <Skeleton n={2} />
    <Skeleton n={3} />
  </div>
)
