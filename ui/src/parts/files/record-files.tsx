import type { Attachment } from '@sextant/db/attachments/attachments.model'
import Camera from 'lucide-solid/icons/camera'
import Plus from 'lucide-solid/icons/plus'
import Upload from 'lucide-solid/icons/upload'
import { createMemo, createSignal, For, type JSX, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { Button } from '../button/button'
import { useMembers } from '../records/members'
import { ErrorState } from '../state/error-state'
import { Skeleton } from '../state/skeleton'
import { FileLine } from './file-line'
import { t } from './files.text'
import { RemovedFiles } from './removed-files'
import type { OnRecord } from './send-attachment'
import { UploadLines } from './upload-lines'
import { addFiles } from './uploads'
import { useFileActs, useFiles } from './use-files'
import './files.css'

const PreviewDialog = lazy(() => import('./file-dialogs').then(module => ({ default: module.PreviewDialog })))
const RenameDialog = lazy(() => import('./file-dialogs').then(module => ({ default: module.RenameDialog })))

/** The files of a record: dropped, chosen or photographed, several at once; opened, renamed and removed. */
export function RecordFiles(props: OnRecord & { heading?: 'h2' | 'h3' }) {
  const on = () => ({ entity: props.entity, id: props.id })
  const query = useFiles(on)
  const acts = useFileActs(on)
  const members = useMembers()
  const [preview, setPreview] = createSignal<Attachment>()
  const [renaming, setRenaming] = createSignal<Attachment>()
  const [over, setOver] = createSignal(0)
  const answer = () => (query.isSuccess ? query.data : undefined)
  const byId = createMemo(() => new Map(answer()?.results.map(file => [file.id, file])))
  const mayAdd = () => answer()?.mayAdd === true
  const take = (files: Iterable<File>) => {
    const { mostBytes } = answer() ?? {}
    if (mostBytes) addFiles(on(), files, mostBytes, () => void acts.refresh())
  }
  const carriesFiles = (event: DragEvent) => mayAdd() && Boolean(event.dataTransfer?.types.includes('Files'))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of two; the button inside is the other
    <div
      class="record-files"
      onDragEnter={event => carriesFiles(event) && setOver(depth => depth + 1)}
      onDragLeave={event => carriesFiles(event) && setOver(depth => Math.max(0, depth - 1))}
      onDragOver={event => {
        if (carriesFiles(event)) event.preventDefault()
      }}
      onDrop={event => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        setOver(0)
        take([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <header class="record-files-head">
        <Show when={props.heading === 'h2'} fallback={<h3>{t('title')}</h3>}>
          <h2>{t('title')}</h2>
        </Show>
        <Show when={mayAdd()}>
          <div class="row">
            <PickFiles
              class="of-touch"
              label={t('photo')}
              icon={<Camera class="s" aria-hidden="true" />}
              camera
              onFiles={take}
            />
            <PickFiles label={t('add')} icon={<Plus class="s" aria-hidden="true" />} onFiles={take} />
          </div>
        </Show>
      </header>
      <UploadLines recordId={props.id} mostBytes={answer()?.mostBytes ?? 0} />
      <Switch fallback={<Skeleton n={1} />}>
        <Match when={query.isError && query.error}>
          {error => <ErrorState title={t('failed')} error={error()} onRetry={() => void query.refetch()} />}
        </Match>
        <Match when={answer()}>
          {shown => (
            <>
              <Show
                when={shown().results.length}
                fallback={<p class="small faint">{t(mayAdd() ? 'none.add' : 'none')}</p>}
              >
                <ul class="file-list" aria-label={t('title')}>
                  {/* By id: an open menu stays when the files are read again. */}
                  <For each={shown().results.map(({ id }) => id)}>
                    {id => (
                      <Show when={byId().get(id)}>
                        {file => (
                          <FileLine
                            file={file()}
                            by={members.nameOf(file().createdBy)}
                            onOpen={() => setPreview(file())}
                            onRename={() => setRenaming(file())}
                            onRemove={() => void acts.remove(file())}
                          />
                        )}
                      </Show>
                    )}
                  </For>
                </ul>
              </Show>
              <RemovedFiles entity={props.entity} id={props.id} onRestore={acts.restore} />
            </>
          )}
        </Match>
      </Switch>
      <Show when={over() > 0}>
        <div class="file-veil" aria-hidden="true">
          <Upload />
          <strong>{t('drop')}</strong>
        </div>
      </Show>
      <Suspense>
        <Show when={preview()}>{file => <PreviewDialog file={file()} onClose={() => setPreview()} />}</Show>
        <Show when={renaming()} keyed>
          {file => (
            <RenameDialog file={file} onDone={() => void acts.refresh()} onClose={() => setRenaming()} />
          )}
        </Show>
      </Suspense>
    </div>
  )
}

/** Opens the browser's own dialog; on a phone it offers the camera. */
function PickFiles(props: {
  label: string
  icon: JSX.Element
  camera?: boolean
  class?: string
  onFiles: (files: File[]) => void
}) {
  let input: HTMLInputElement | undefined
  return (
    <>
      <Button class={props.class} icon={props.icon} onClick={() => input?.click()}>
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={props.label}
        multiple={!props.camera}
        accept={props.camera ? 'image/*' : undefined}
        capture={props.camera ? 'environment' : undefined}
        onChange={event => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length) props.onFiles(files)
        }}
      />
    </>
  )
}
