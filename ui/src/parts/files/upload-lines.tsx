import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import Upload from 'lucide-solid/icons/upload'
import X from 'lucide-solid/icons/x'
import { For, Match, Show, Switch } from 'solid-js'
import { explain } from '../../app/explain'
import { Button, IconButton } from '../button/button'
import { Progress } from '../state/progress'
import { fileSize } from './file-size'
import { t } from './files.text'
import { dropUpload, retryUpload, type Upload as Sent, uploadsOf } from './uploads'

/** Files on their way to a record, and those that were not taken, with the reason. */
export const UploadLines = (props: { recordId: string; mostBytes: number }) => (
  <Show when={uploadsOf(props.recordId).length}>
    <ul class="file-list">
      <For each={uploadsOf(props.recordId)}>{one => <Line upload={one} mostBytes={props.mostBytes} />}</For>
    </ul>
  </Show>
)

function Line(props: { upload: Sent; mostBytes: number }) {
  const share = () => (props.upload.bytes ? props.upload.sent / props.upload.bytes : 0)
  const failed = () => props.upload.state === 'failed'
  const why = () => {
    const { name, bytes, tooLarge, problem } = props.upload
    return tooLarge || problem?.status === 413
      ? t('too.large', { name, size: fileSize(bytes), most: fileSize(props.mostBytes) })
      : t('not.sent', { name, reason: explain(problem) })
  }
  return (
    <li class="file-line" data-state={props.upload.state}>
      <span class="file-picture" aria-hidden="true">
        <Show when={failed()} fallback={<Upload class="s" />}>
          <TriangleAlert class="s warn" />
        </Show>
      </span>
      <div class="file-words">
        <span class="cut name" data-tip-cut={props.upload.name}>
          <bdi>{props.upload.name}</bdi>
        </span>
        <span class="small muted" role={failed() ? 'alert' : 'status'}>
          <Switch>
            <Match when={failed()}>
              <span class="neg">{why()}</span>
            </Match>
            <Match when={props.upload.state === 'waiting'}>{t('waiting')}</Match>
            <Match when={share() >= 1}>{t('kept')}</Match>
            <Match when={true}>
              <span class="num">
                {t('sending', { sent: fileSize(props.upload.sent), total: fileSize(props.upload.bytes) })}
              </span>
            </Match>
          </Switch>
        </span>
        <Show when={!failed()}>
          <Progress share={share()} label={t('sending.label', { name: props.upload.name })} />
        </Show>
      </div>
      <Show when={failed() && !props.upload.tooLarge}>
        <Button onClick={() => retryUpload(props.upload.key)}>{t('retry')}</Button>
      </Show>
      <IconButton
        label={t(failed() ? 'dismiss' : 'cancel', { name: props.upload.name })}
        icon={<X class="s" aria-hidden="true" />}
        onClick={() => dropUpload(props.upload.key)}
      />
    </li>
  )
}
