import Upload from 'lucide-solid/icons/upload'
import { createSignal } from 'solid-js'
import { Button } from '../../parts/button/button'
import { t } from './rates.text'

/** Opens the browser's dialog for a file of rates. */
export function UploadRates(props: { onFile: (file: File) => Promise<void> }) {
  let input: HTMLInputElement | undefined
  const [busy, setBusy] = createSignal(false)
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    await props.onFile(file).finally(() => setBusy(false))
  }
  return (
    <>
      <Button icon={<Upload aria-hidden="true" />} busy={busy()} onClick={() => input?.click()}>
        {t('act.upload')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('act.upload')}
        accept=".xml,.csv,.txt,text/xml,application/xml,text/csv"
        onChange={event => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          void take(file)
        }}
      />
    </>
  )
}
