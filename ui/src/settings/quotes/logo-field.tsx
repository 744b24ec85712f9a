import Upload from 'lucide-solid/icons/upload'
import { createSignal, createUniqueId, Show } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { Button } from '../../parts/button/button'
import { t } from './quote-settings.text'

const mostBytes = 1024 ** 2
const types = ['image/png', 'image/jpeg']

/** A picture that is sent at once, and stands on quotes once the settings are saved. */
export function LogoField(props: {
  fileId: string | null
  locked: boolean
  onChange: (fileId: string | null) => void
}) {
  const [busy, setBusy] = createSignal(false)
  const [wrong, setWrong] = createSignal<string>()
  const noteId = createUniqueId()
  let input!: HTMLInputElement
  const take = async (file: File | undefined) => {
    input.value = ''
    if (!file || busy()) return
    setWrong(
      !types.includes(file.type) ? t('logo.type') : file.size > mostBytes ? t('logo.large') : undefined,
    )
    if (wrong()) return
    setBusy(true)
    try {
      const { id } = await api.upload('/crm/files', file, { query: { name: file.name.slice(0, 255) } })
      props.onChange(id)
    } catch (error) {
      setWrong(explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div class="field">
      <span class="label">{t('logo')}</span>
      <p class="small muted" id={noteId}>
        {wrong() ?? t(props.fileId ? 'logo.set' : 'logo.none')} {wrong() ? '' : t('logo.hint')}
      </p>
      <Show when={!props.locked}>
        <div class="row gap-2">
          <input
            ref={input}
            type="file"
            class="sr"
            tabindex="-1"
            accept={types.join(',')}
            aria-label={t('logo')}
            onChange={event => void take(event.currentTarget.files?.[0])}
          />
          <Button
            busy={busy()}
            icon={<Upload class="s" aria-hidden="true" />}
            aria-describedby={noteId}
            onClick={() => input.click()}
          >
            {t('logo.choose')}
          </Button>
          <Show when={props.fileId}>
            <Button tone="ghost" onClick={() => props.onChange(null)}>
              {t('logo.remove')}
            </Button>
          </Show>
        </div>
      </Show>
    </div>
  )
}
