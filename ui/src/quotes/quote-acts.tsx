import type { QuoteSheet } from '@sextant/db/quotes/quote-sheet.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import { isWithCustomer } from '@sextant/db/quotes/quotes.rules'
import { useQueryClient } from '@tanstack/solid-query'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Send from 'lucide-solid/icons/send'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { Button } from '../parts/button/button'
import { Menu, type MenuItem } from '../parts/overlay/menu'
import type { Rec } from '../parts/records/kind'
import { ShareButton } from '../parts/records/share-button'
import { toast, toastRefusal } from '../parts/toast/toast'
import { hindranceWords } from './hindrances'
import { quoteKind } from './quote-kind'
import { t } from './quotes.text'

const SendDialog = lazy(() => import('./send-dialog').then(module => ({ default: module.SendDialog })))
const WithdrawDialog = lazy(() =>
  import('./withdraw-dialog').then(module => ({ default: module.WithdrawDialog })),
)

/** What can be done with a quote: send what is written, begin the next version, withdraw. */
export function QuoteActs(props: {
  quote: Quote & Rec
  sheet: QuoteSheet | undefined
  may: boolean
  onEdit: () => void
  onArchive?: () => void
}) {
  const client = useQueryClient()
  const [asked, setAsked] = createSignal<'send' | 'withdraw'>()
  const [busy, setBusy] = createSignal(false)
  const changed = () => void client.invalidateQueries({ queryKey: ['quote'] })
  const version = () => props.quote.newestVersion
  const hindered = () => props.sheet?.hindrances.map(hindranceWords).join(' ')
  const isOut = () => isWithCustomer(props.quote.status)
  const act = async (work: () => Promise<unknown>, done: string) => {
    if (busy()) return
    setBusy(true)
    try {
      await work()
      changed()
      toast(done)
    } catch (error) {
      toastRefusal(t('failedToDo'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  const at = () => ({ params: { id: props.quote.id }, version: props.quote.version })
  const begin = () =>
    act(
      () => api.post('/crm/quotes/{id}/versions', undefined, at()),
      t('version.begun', { version: version() + 1 }),
    )
  const drop = () =>
    act(() => api.post('/crm/quotes/{id}/versions/drop', undefined, at()), t('version.dropped'))
  const items = (): MenuItem[] => [
    ...(props.may && props.quote.drafting ? [{ label: t('terms.edit'), onSelect: props.onEdit }] : []),
    ...(props.may && props.quote.drafting && version() > 1
      ? [{ label: t('version.drop'), onSelect: () => void drop() }]
      : []),
    ...(props.may && isOut()
      ? [{ label: t('withdraw'), danger: true, onSelect: () => setAsked('withdraw') }]
      : []),
    ...(props.onArchive && !isOut() && props.quote.status !== 'accepted'
      ? [{ label: t('archive'), danger: true, onSelect: props.onArchive }]
      : []),
  ]
  return (
    <Show when={!props.quote.deletedAt}>
      <ShareButton kind={quoteKind} record={props.quote} />
      <Show when={props.may && !props.quote.drafting && props.quote.status !== 'accepted'}>
        <Button busy={busy()} onClick={() => void begin()}>
          {t('version.new')}
        </Button>
      </Show>
      <Show when={props.may && props.quote.drafting}>
        <Button
          tone="primary"
          icon={<Send class="s flip" aria-hidden="true" />}
          disabled={hindered() || false}
          onClick={() => setAsked('send')}
        >
          {t('send', { version: version() })}
        </Button>
      </Show>
      <Show when={items().length}>
        <Menu
          class="btn square"
          label={t('more')}
          trigger={<Ellipsis class="s" aria-hidden="true" />}
          items={items()}
          placement="bottom-end"
        />
      </Show>
      <Suspense>
        <Show when={asked() === 'send' && props.sheet}>
          {sheet => <SendDialog quote={props.quote} sheet={sheet()} onClose={() => setAsked(undefined)} />}
        </Show>
        <Show when={asked() === 'withdraw'}>
          <WithdrawDialog quote={props.quote} onClose={() => setAsked(undefined)} />
        </Show>
      </Suspense>
    </Show>
  )
}
