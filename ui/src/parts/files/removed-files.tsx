import type { Attachment } from '@sextant/db/attachments/attachments.model'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { Button } from '../button/button'
import { Skeleton } from '../state/skeleton'
import { FilePicture } from './file-line'
import { t } from './files.text'
import type { OnRecord } from './send-attachment'
import { useFiles } from './use-files'

/** What was taken off a record and can still be brought back; read once somebody asks for it. */
export function RemovedFiles(props: OnRecord & { onRestore: (file: Attachment) => Promise<void> }) {
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <button type="button" class="link small" aria-expanded={open()} onClick={() => setOpen(now => !now)}>
        {t(open() ? 'bin.hide' : 'bin.show')}
      </button>
      <Show when={open()}>
        <Bin entity={props.entity} id={props.id} onRestore={props.onRestore} />
      </Show>
    </>
  )
}

function Bin(props: OnRecord & { onRestore: (file: Attachment) => Promise<void> }) {
  const query = useFiles(
    () => ({ entity: props.entity, id: props.id }),
    () => true,
  )
  return (
    <Switch fallback={<Skeleton n={1} />}>
      <Match when={query.isError}>
        <p class="small muted">{explain(query.error)}</p>
      </Match>
      <Match when={query.isSuccess && query.data}>
        {shown => (
          <Show when={shown().results.length} fallback={<p class="small faint">{t('bin.none')}</p>}>
            <p class="small faint">{t('bin.note')}</p>
            <ul class="file-list">
              <For each={shown().results}>
                {file => (
                  <li class="file-line">
                    <FilePicture file={file} />
                    <div class="file-words">
                      <span class="cut" data-tip-cut={file.name}>
                        <bdi>{file.name}</bdi>
                      </span>
                      <time class="small muted" dateTime={file.removedAt ?? ''}>
                        {format.relative(file.removedAt ?? '')}
                      </time>
                    </div>
                    <Show when={file.mayRemove}>
                      <Button onClick={() => void props.onRestore(file)}>{t('bin.restore')}</Button>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Match>
    </Switch>
  )
}
