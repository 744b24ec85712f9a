import Calendar from 'lucide-solid/icons/calendar'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import FileIcon from 'lucide-solid/icons/file'
import Lock from 'lucide-solid/icons/lock'
import Mail from 'lucide-solid/icons/mail'
import Reply from 'lucide-solid/icons/reply'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import { api } from '../../app/api'
import { beside, format } from '../../app/format'
import { Button } from '../button/button'
import { StatusChip } from '../chip/status-chip'
import { DeliveryState } from '../deliveries/delivery-state'
import { fileSize } from '../files/file-size'
import { Menu, type MenuItem } from '../overlay/menu'
import { toast } from '../toast/toast'
import { HtmlFrame } from './html-frame'
import { t } from './thread.text'
import { type Message, type Thread, useThreadAct } from './thread-data'

const called = ({ name, address }: { name: string | null; address: string }): string => name ?? address

/** One message: who said it to whom and whether the other side sees it, what was said, what came along, and what is known of its way. */
export function MessageCard(props: {
  message: Message
  thread: Thread
  onTakenBack: (text: string) => void
  onSplit: (id: string) => void
}) {
  const { message } = props
  const { act, busy } = useThreadAct()
  const [quoted, setQuoted] = createSignal(false)
  // What has no words of its own is shown as it was written.
  const [whole, setWhole] = createSignal(message.hasHtml && !message.text)
  const [images, setImages] = createSignal(false)
  const author = () =>
    (message.authorId && props.thread.members[message.authorId]) ||
    (message.from && called(message.from)) ||
    t('nobody')
  const frame = () =>
    `/crm/conversations/${props.thread.conversation.id}/messages/${message.id}/html${images() ? '?images=true' : ''}`
  const takeBack = async () => {
    const back = await act('takeBack', () =>
      api.post('/crm/conversations/{id}/messages/{messageId}/take-back', undefined, {
        params: { id: props.thread.conversation.id, messageId: message.id },
      }),
    )
    if (!back) return
    toast(t('takenBack'))
    props.onTakenBack(back.text)
  }
  const items = (): MenuItem[] => [
    ...(message.direction === 'note' || message.direction === 'out'
      ? []
      : [
          {
            label: t('source'),
            onSelect: () =>
              location.assign(
                `/crm/conversations/${props.thread.conversation.id}/messages/${message.id}/source`,
              ),
          },
        ]),
    ...(props.thread.may.update ? [{ label: t('split'), onSelect: () => props.onSplit(message.id) }] : []),
  ]
  return (
    <article
      class="message"
      data-direction={message.direction}
      aria-label={beside(author(), whatOf(message))}
    >
      <header>
        <Icon message={message} />
        <strong class="cut">
          <bdi>{author()}</bdi>
        </strong>
        <span class="muted cut">{whatOf(message)}</span>
        <Show when={message.automatic}>
          <StatusChip>{t('automatic')}</StatusChip>
        </Show>
        <span class="grow" />
        <time class="faint small num" dateTime={message.at} data-tip={format.full(message.at)}>
          {format.relative(message.at)}
        </time>
        <Show when={items().length}>
          <Menu
            class="btn ghost square"
            label={t('more')}
            trigger={<Ellipsis aria-hidden="true" />}
            placement="bottom-end"
            items={items()}
          />
        </Show>
      </header>
      <Show when={message.direction === 'out' && message.to.length}>
        <p class="small muted">
          {beside(
            t('to', { people: format.list(message.to.map(called)) }),
            message.cc.length > 0 && t('cc', { people: format.list(message.cc.map(called)) }),
          )}
        </p>
      </Show>
      <Show when={message.stub}>
        <p class="muted">{t('stub.too_large')}</p>
      </Show>
      <Show
        when={whole()}
        fallback={
          <p class="message-text" dir="auto">
            {message.text}
          </p>
        }
      >
        <HtmlFrame src={frame()} title={t('html.title')} />
        <Show when={message.remoteImages > 0 && !images()}>
          <p class="small">
            <button type="button" class="link" onClick={() => setImages(true)}>
              {t('images', { n: message.remoteImages })}
            </button>{' '}
            <span class="faint">{t('images.why')}</span>
          </p>
        </Show>
      </Show>
      <Show when={!whole() && quoted()}>
        <p class="message-text message-quoted" dir="auto">
          {message.quoted}
        </p>
      </Show>
      <Show when={message.attachments.length}>
        <ul class="message-files">
          <For each={message.attachments.filter(({ contentId }) => !contentId || !message.hasHtml)}>
            {file => (
              <li>
                <a
                  class="btn"
                  download={file.name}
                  href={`/crm/conversations/${props.thread.conversation.id}/attachments/${file.id}`}
                >
                  <FileIcon aria-hidden="true" />
                  <bdi class="cut">{file.name}</bdi>
                  <span class="faint num">{fileSize(file.bytes)}</span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={message.meeting}>
        {meeting => (
          <p class="message-meeting">
            <Calendar class="s" aria-hidden="true" />
            <span>
              {t('meeting')}
              {': '}
              {beside(
                meeting().name,
                meeting().startsAt && format.full(meeting().startsAt ?? ''),
                meeting().place,
                meeting().repeats && t('meeting.repeats'),
              )}
            </span>
          </p>
        )}
      </Show>
      <Show when={message.replyTo}>
        {address => <p class="small warn-text">{t('replyTo', { address: address() })}</p>}
      </Show>
      <Show when={message.quoted || (message.hasHtml && message.text)}>
        <p class="message-ways small">
          <Show when={message.quoted && !whole()}>
            <button type="button" class="link" aria-expanded={quoted()} onClick={() => setQuoted(!quoted())}>
              {t(quoted() ? 'quoted.hide' : 'quoted.show')}
            </button>
          </Show>
          <Show when={message.hasHtml && message.text}>
            <button type="button" class="link" aria-expanded={whole()} onClick={() => setWhole(!whole())}>
              {t(whole() ? 'html.hide' : 'html.show')}
            </button>
          </Show>
        </p>
      </Show>
      <Show when={message.delivery}>
        {delivery => (
          <p class="message-delivery small">
            <Show
              when={delivery().state === 'queued' && delivery().notBefore}
              fallback={<Known of={delivery()} />}
            >
              {at => <Leaving at={at()} busy={busy() === 'takeBack'} onTakeBack={() => void takeBack()} />}
            </Show>
          </p>
        )}
      </Show>
    </article>
  )
}

function whatOf({ direction }: Message): string {
  return t(direction === 'note' ? 'note' : direction === 'out' ? 'reply' : 'in')
}

const icons = { note: Lock, out: Reply, in: Mail }
function Icon(props: { message: Message }) {
  const Shape = icons[props.message.direction]
  return <Shape class={props.message.direction === 'out' ? 's flip' : 's'} aria-hidden="true" />
}

/** What is known, and what proves it. */
const Known = (props: { of: NonNullable<Message['delivery']> }) => (
  <>
    <DeliveryState state={props.of.state as Parameters<typeof DeliveryState>[0]['state']} />{' '}
    <span class="faint">{beside(props.of.at && format.moment(props.of.at), props.of.evidence)}</span>
  </>
)

/** How long it can be taken back. */
function Leaving(props: { at: string; busy: boolean; onTakeBack: () => void }) {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), 1_000)
  onCleanup(() => clearInterval(timer))
  const seconds = () => Math.max(0, Math.ceil((Date.parse(props.at) - now()) / 1000))
  return (
    <>
      <span class="muted" role="status">
        {seconds() > 60
          ? t('sends.at', { time: format.moment(props.at) })
          : t('sends', { n: format.number(seconds()) })}
      </span>{' '}
      <Button busy={props.busy} onClick={props.onTakeBack}>
        {t('takeBack')}
      </Button>
    </>
  )
}
