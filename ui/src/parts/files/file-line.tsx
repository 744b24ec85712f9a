import type { Attachment } from '@sextant/db/attachments/attachments.model'
import { isPictured, isShown } from '@sextant/db/attachments/media-type.rules'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import FileIcon from 'lucide-solid/icons/file'
import FileText from 'lucide-solid/icons/file-text'
import ShieldAlert from 'lucide-solid/icons/shield-alert'
import ShieldQuestion from 'lucide-solid/icons/shield-question-mark'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { beside, format } from '../../app/format'
import type { MenuItem } from '../overlay/menu'
import { Menu } from '../overlay/menu'
import { fileSize } from './file-size'
import { t } from './files.text'

export const contentOf = (id: string, show = false) =>
  `/crm/attachments/${id}/content${show ? '?show=true' : ''}`

/** One file of a record: what it looks like, how large it is, who has brought it and when, and what may be done with it. */
export function FileLine(props: {
  file: Attachment
  by: string | undefined
  onOpen: () => void
  onRename: () => void
  onRemove: () => void
}) {
  const free = () => props.file.state === 'ready'
  const isPicture = () => isPictured(props.file.mediaType) && isShown(props.file.mediaType)
  const items = (): MenuItem[] => [
    ...(free()
      ? [{ label: t('download'), onSelect: () => save(contentOf(props.file.id), props.file.name) }]
      : []),
    ...(props.file.mayRename ? [{ label: t('rename'), onSelect: () => props.onRename() }] : []),
    ...(props.file.mayRemove ? [{ label: t('remove'), danger: true, onSelect: () => props.onRemove() }] : []),
  ]
  return (
    <li class="file-line" data-state={props.file.state}>
      <FilePicture file={props.file} />
      <div class="file-words">
        <Show
          when={free()}
          fallback={
            <span class="cut name" data-tip-cut={props.file.name}>
              <bdi>{props.file.name}</bdi>
            </span>
          }
        >
          <Show
            when={isPicture()}
            fallback={
              <a
                class="cut name"
                data-tip-cut={props.file.name}
                href={contentOf(props.file.id, true)}
                target={isShown(props.file.mediaType) ? '_blank' : undefined}
                rel="external noopener"
                download={isShown(props.file.mediaType) ? undefined : props.file.name}
              >
                <bdi>{props.file.name}</bdi>
              </a>
            }
          >
            <button
              type="button"
              class="cut name"
              data-tip-cut={props.file.name}
              onClick={() => props.onOpen()}
            >
              <bdi>{props.file.name}</bdi>
            </button>
          </Show>
        </Show>
        <span class="small muted">
          <Switch
            fallback={
              <time dateTime={props.file.createdAt} data-tip={format.full(props.file.createdAt)}>
                {beside(fileSize(props.file.bytes), props.by, format.relative(props.file.createdAt))}
              </time>
            }
          >
            <Match when={props.file.state === 'quarantined'}>
              <span role="status">{t(props.file.trouble ? 'trouble' : 'checking')}</span>
            </Match>
            <Match when={props.file.state === 'refused'}>
              <span class="neg">{t('refused', { finding: props.file.finding ?? '' })}</span>
            </Match>
          </Switch>
        </span>
      </div>
      <Show when={items().length}>
        <Menu
          class="btn square ghost"
          label={t('more', { name: props.file.name })}
          trigger={<Ellipsis class="s" aria-hidden="true" />}
          placement="bottom-end"
          items={items()}
        />
      </Show>
    </li>
  )
}

/** The small picture of a file, or a sign of what it is. */
export function FilePicture(props: { file: Attachment }) {
  const [failed, setFailed] = createSignal(false)
  return (
    <span class="file-picture" aria-hidden="true">
      <Switch fallback={<FileIcon class="s" />}>
        <Match when={props.file.state === 'quarantined'}>
          <ShieldQuestion class="s warn" />
        </Match>
        <Match when={props.file.state === 'refused'}>
          <ShieldAlert class="s neg" />
        </Match>
        <Match when={props.file.thumbnail === 'made' && !failed() && !props.file.removedAt}>
          <img
            src={`/crm/attachments/${props.file.id}/thumbnail`}
            alt=""
            loading="lazy"
            onError={() => setFailed(true)}
          />
        </Match>
        <Match when={/^text|pdf|word|document/.test(props.file.mediaType)}>
          <FileText class="s" />
        </Match>
      </Switch>
    </span>
  )
}

function save(href: string, name: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.rel = 'external'
  link.click()
}
