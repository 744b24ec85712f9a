import Upload from 'lucide-solid/icons/upload'
import { createSignal, type ParentProps, Show } from 'solid-js'
import { Button } from '../parts/button/button'
import { t } from './imports.text'

/** Takes files that are dropped anywhere on its content. The keyboard's way is a button that opens the browser's own dialog. */
export function DropArea(
  props: ParentProps<{ onFiles: (files: File[]) => void; disabled?: boolean; class?: string }>,
) {
  const [over, setOver] = createSignal(0)
  const carriesFiles = (event: DragEvent) =>
    !props.disabled && Boolean(event.dataTransfer?.types.includes('Files'))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of three; the buttons inside are the others
    <div
      class={`drop-area ${props.class ?? ''}`}
      onDragEnter={event => carriesFiles(event) && setOver(depth => depth + 1)}
      onDragLeave={event => carriesFiles(event) && setOver(depth => Math.max(0, depth - 1))}
      onDragOver={event => {
        if (carriesFiles(event)) event.preventDefault()
      }}
      onDrop={event => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        setOver(0)
        const files = [...(event.dataTransfer?.files ?? [])]
        if (files.length) props.onFiles(files)
      }}
    >
      {props.children}
      <Show when={over() > 0}>
        <div class="drop-veil" aria-hidden="true">
          <Upload />
          <strong>{t('drop.here')}</strong>
          <span>{t('drop.hint')}</span>
        </div>
      </Show>
    </div>
  )
}

/** Opens the browser's dialog for files. */
export function ChooseFiles(props: {
  onFiles: (files: File[]) => void
  label: string
  tone?: 'primary' | 'plain'
  size?: 'lg'
  several?: boolean
  disabled?: string | false
}) {
  let input: HTMLInputElement | undefined
  return (
    <>
      <Button
        tone={props.tone}
        size={props.size}
        icon={<Upload aria-hidden="true" />}
        disabled={props.disabled}
        onClick={() => input?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={props.label}
        accept=".csv,.tsv,.txt,.tab,text/csv,text/plain,text/tab-separated-values"
        multiple={props.several}
        onChange={event => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length) props.onFiles(files)
        }}
      />
    </>
  )
}
