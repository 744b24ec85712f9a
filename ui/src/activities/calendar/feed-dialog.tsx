import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import { createSignal, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { t as frame } from '../../app/text'
import { Button } from '../../parts/button/button'
import { Dialog } from '../../parts/overlay/dialog'
import { Notice } from '../../parts/panel/card'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { t } from './feed.text'

const feedKey = ['calendar_feed', 'mine'] as const

/** The secret address by which another program reads one's calendar: made, renewed, taken back. Import it lazily. */
export function FeedDialog(props: { onClose: () => void }) {
  const client = useQueryClient()
  let place: HTMLDivElement | undefined
  const [url, setUrl] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [copied, setCopied] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: feedKey,
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get('/crm/calendar-feed', { signal }),
  }))
  const during = async (work: () => Promise<void>, failed: string) => {
    if (busy()) return
    setBusy(true)
    try {
      await work()
    } catch (error) {
      toastRefusal(failed, explain(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: feedKey })
    }
  }
  const make = () =>
    during(async () => {
      setUrl((await api.post('/crm/calendar-feed')).url)
      setCopied(false)
      // The button that was pressed is gone.
      queueMicrotask(() => place?.focus())
    }, t('make.failed'))
  const revoke = () =>
    during(async () => {
      await api.delete('/crm/calendar-feed')
      setUrl(undefined)
      queueMicrotask(() => place?.focus())
      toast(t('revoked'))
    }, t('revoke.failed'))
  const copy = () =>
    navigator.clipboard.writeText(url() ?? '').then(
      () => setCopied(true),
      // Browsers refuse the clipboard on plain http: the text can be selected.
      () => toastRefusal(t('copy.failed'), t('copy.failed.why')),
    )
  return (
    <Dialog
      open
      title={t('title')}
      onClose={props.onClose}
      footer={
        <Button size="lg" onClick={() => props.onClose()}>
          {frame('close')}
        </Button>
      }
    >
      <Loaded query={query} failed={t('failed')}>
        {feed => (
          <div class="stack gap-4" ref={place} tabindex="-1">
            <p>{t('why')}</p>
            <Show when={url()}>
              {address => (
                <>
                  <Notice tone="warn">{t('once')}</Notice>
                  <div class="cal-address">
                    <code dir="ltr">{address()}</code>
                    <Button
                      icon={copied() ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
                      onClick={() => void copy()}
                    >
                      {t(copied() ? 'copied' : 'copy')}
                    </Button>
                  </div>
                </>
              )}
            </Show>
            <Show
              when={feed().createdAt}
              fallback={
                <div>
                  <Button tone="primary" size="lg" busy={busy()} onClick={() => void make()}>
                    {t('make')}
                  </Button>
                </div>
              }
            >
              {since => (
                <>
                  <p class="small muted">
                    {t('since', { date: format.moment(since()) })}{' '}
                    {feed().lastReadAt
                      ? t('read', { date: format.moment(feed().lastReadAt ?? '') })
                      : t('read.never')}
                  </p>
                  <div class="row">
                    <Button busy={busy()} onClick={() => void make()}>
                      {t('renew')}
                    </Button>
                    <Button tone="danger" busy={busy()} onClick={() => void revoke()}>
                      {t('revoke')}
                    </Button>
                  </div>
                  <p class="small faint">{t('renew.why')}</p>
                </>
              )}
            </Show>
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}
