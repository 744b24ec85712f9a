import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { beside, format } from '../../app/format'
import { Button } from '../../parts/button/button'
import { StatusChip } from '../../parts/chip/status-chip'
import { toastRefusal } from '../../parts/toast/toast'
import { t } from './audit.text'

const queryKey = ['audit', 'seal']

/** Up to when the chain of entries is sealed, whether it is whole, and a way to look at all of it now. */
export function AuditSealLine() {
  const client = useQueryClient()
  const [busy, setBusy] = createSignal(false)
  const query = useQuery(() => ({
    queryKey,
    enabled: !isServer,
    queryFn: ({ signal }) => api.get('/crm/audit/seal', { signal }),
  }))
  const verify = async () => {
    if (busy()) return
    setBusy(true)
    try {
      client.setQueryData(queryKey, await api.get('/crm/audit/seal', { query: { verify: 'true' } }))
    } catch (error) {
      toastRefusal(t('seal.failed'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Show when={query.isSuccess && query.data}>
      {seal => (
        <div class="row wrap gap-2">
          <Show
            when={seal().broken === null}
            fallback={
              <StatusChip tone="neg">
                {t('seal.broken', { place: format.number(seal().broken ?? 0) })}
              </StatusChip>
            }
          >
            <StatusChip tone={seal().upTo ? 'pos' : 'slate'}>
              {seal().upTo
                ? t(seal().verified ? 'seal.verified' : 'seal.upTo', {
                    when: format.precise(seal().upTo ?? ''),
                  })
                : t('seal.none')}
            </StatusChip>
          </Show>
          <span class="small muted" role="status">
            {beside(
              t('seal.entries', { n: seal().entries }),
              seal().waiting ? t('seal.waiting', { n: seal().waiting }) : '',
            )}
          </span>
          <Button tone="ghost" busy={busy()} onClick={() => void verify()}>
            {t('seal.verify')}
          </Button>
        </div>
      )}
    </Show>
  )
}
