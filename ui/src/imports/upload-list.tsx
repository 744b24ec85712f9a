import { A } from '@solidjs/router'
import Check from 'lucide-solid/icons/check'
import FileText from 'lucide-solid/icons/file-text'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import X from 'lucide-solid/icons/x'
import { For, Match, Show, Switch } from 'solid-js'
import { explain } from '../app/explain'
import { Button, IconButton } from '../parts/button/button'
import { Progress } from '../parts/state/progress'
import { t } from './imports.text'
import { sizeName, spanName } from './names'
import { dropUpload, retryUpload, type Upload, uploads } from './upload-queue'

/** Files on their way, and those that could not be taken, with the reason. */
export const UploadList = () => (
  <Show when={uploads.length}>
    <section class="uploads" aria-label={t('queue.title')}>
      <ul>
        <For each={uploads}>{upload => <Line upload={upload} />}</For>
      </ul>
    </section>
  </Show>
)

function Line(props: { upload: Upload }) {
  const share = () => (props.upload.bytes ? props.upload.sent / props.upload.bytes : 0)
  const left = () => {
    const seconds = (Date.now() - props.upload.startedAt) / 1000
    if (share() < 0.02 || share() >= 1 || seconds < 2) return ''
    return t('upload.left', { left: spanName((seconds / share()) * (1 - share())) })
  }
  const busy = () => ['waiting', 'sending', 'reading'].includes(props.upload.state)
  return (
    <li class="upload" data-state={props.upload.state}>
      <Switch fallback={<FileText aria-hidden="true" />}>
        <Match when={props.upload.state === 'ready'}>
          <Check class="pos" aria-hidden="true" />
        </Match>
        <Match when={props.upload.state === 'failed'}>
          <TriangleAlert class="warn" aria-hidden="true" />
        </Match>
      </Switch>
      <div class="stack gap-1">
        <strong class="cut" data-tip-cut={props.upload.name}>
          <bdi>{props.upload.name}</bdi>
        </strong>
        <span class="small muted num" role={props.upload.state === 'failed' ? 'alert' : 'status'}>
          <Switch>
            <Match when={props.upload.state === 'waiting'}>{t('queue.waiting')}</Match>
            <Match when={props.upload.state === 'sending'}>
              {t('queue.sending', { sent: sizeName(props.upload.sent), total: sizeName(props.upload.bytes) })}
              <Show when={left()}>{text => <> · {text()}</>}</Show>
            </Match>
            <Match when={props.upload.state === 'reading'}>{t('queue.reading')}</Match>
            <Match when={props.upload.state === 'ready'}>{t('queue.ready')}</Match>
            <Match when={props.upload.state === 'failed'}>
              <span class="neg upload-fault">{uploadFault(props.upload)}</span>
            </Match>
          </Switch>
        </span>
        <Show when={busy()}>
          <Progress share={share()} label={t('upload.uploading', { name: props.upload.name })} />
        </Show>
      </div>
      <div class="row">
        <Show when={props.upload.state === 'ready' && props.upload.importId}>
          {id => (
            <A class="btn" href={`/imports/${id()}/settings`}>
              {t('queue.open')}
            </A>
          )}
        </Show>
        <Show when={props.upload.state === 'failed' && !props.upload.fault}>
          <Button onClick={() => retryUpload(props.upload.key)}>{t('queue.retry')}</Button>
        </Show>
        <IconButton
          label={t(busy() ? 'queue.cancel' : 'queue.remove', { name: props.upload.name })}
          icon={<X aria-hidden="true" />}
          onClick={() => dropUpload(props.upload.key)}
        />
      </div>
    </li>
  )
}

/** Why a file was not taken, and what to do about it. */
function uploadFault({ name, bytes, fault, problem }: Upload): string {
  const code = problem?.errors[0]?.code
  if (fault === 'empty' || (code === 'file_empty' && bytes === 0)) return t('upload.empty', { name })
  if (fault === 'tooLarge' || code === 'file_too_large' || problem?.status === 413)
    return t('upload.tooLarge', { name, size: sizeName(bytes) })
  if (fault === 'notTable') return t('upload.notTable', { name })
  if (code === 'file_empty') return t('upload.noRows', { name })
  if (code === 'too_many_columns')
    return t('upload.columns', { name, max: Number(problem?.errors[0]?.params?.max ?? 1000) })
  if (
    code === 'quote_unclosed' ||
    code === 'quote_misplaced' ||
    code === 'encoding' ||
    code === 'cell_too_long'
  )
    return t('upload.header', { name })
  return t('upload.failed', { name, reason: explain(problem) })
}
