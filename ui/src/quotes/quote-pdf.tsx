import type { QuoteVersion } from '@sextant/db/quotes/quote-sheet.model'
import { useQueryClient } from '@tanstack/solid-query'
import Download from 'lucide-solid/icons/download'
import { createSignal, Match, Switch } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { Button } from '../parts/button/button'
import { toastRefusal } from '../parts/toast/toast'
import { t } from './quotes.text'

/** The PDF of a version, as its customer has it: to be saved, being made, or made again where that failed. */
export function QuotePdf(props: { quoteId: string; version: QuoteVersion; may: boolean }) {
  const client = useQueryClient()
  const [busy, setBusy] = createSignal(false)
  const at = () => ({ id: props.quoteId, version: String(props.version.version) })
  const again = async () => {
    setBusy(true)
    try {
      await api.post('/crm/quotes/{id}/versions/{version}/pdf', undefined, { params: at() })
      await client.invalidateQueries({ queryKey: ['quote', 'sheet', props.quoteId] })
    } catch (error) {
      toastRefusal(t('failedToDo'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Switch>
      <Match when={props.version.pdf === 'ready' || props.version.pdf === 'signed'}>
        <a
          class="btn"
          href={`/crm/quotes/${at().id}/versions/${at().version}/pdf`}
          rel="external"
          download=""
        >
          <Download class="s" aria-hidden="true" />
          {props.version.pdf === 'signed' ? t('pdf.signed') : t('pdf')}
        </a>
      </Match>
      <Match when={props.version.pdf === 'making'}>
        <span class="small muted" role="status">
          {t('pdf.making')}
        </span>
      </Match>
      <Match when={props.version.pdf === 'failed' && props.may}>
        <Button busy={busy()} onClick={() => void again()}>
          {t('pdf.again')}
        </Button>
      </Match>
      <Match when={props.version.pdf === 'failed'}>
        <span class="small muted">{t('pdf.failed')}</span>
      </Match>
    </Switch>
  )
}
