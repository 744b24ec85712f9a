import Lock from 'lucide-solid/icons/lock'
import Mail from 'lucide-solid/icons/mail'
import Moon from 'lucide-solid/icons/moon'
import Reply from 'lucide-solid/icons/reply'
import { For, Show } from 'solid-js'
import { format } from '../app/format'
import { Avatar } from '../parts/chip/avatar'
import { StatusChip } from '../parts/chip/status-chip'
import type { Members } from '../parts/records/members'
import { t } from './conversations.text'
import type { Conversation } from './conversations-data'

/** Who a conversation is with: the customer, else the person, else the address. */
const withWhom = ({ names, customerId, contactId, leadId, correspondent }: Conversation): string =>
  [contactId, leadId, customerId].flatMap(id => (id && names[id]) || [])[0] ??
  correspondent?.name ??
  correspondent?.address ??
  ''

/** A conversation in the list: what about, with whom, what was said last, and whose it is. */
export function ConversationLine(props: {
  one: Conversation
  open: boolean
  members: Members
  href: string
}) {
  const one = () => props.one
  return (
    <a
      class="conversation-line"
      href={props.href}
      aria-current={props.open ? 'page' : undefined}
      id={`conversation-${one().id}`}
    >
      <span class="conversation-top">
        <strong class="cut">
          <bdi>{one().subject || t('untitled')}</bdi>
        </strong>
        <time
          class="faint small num"
          dateTime={one().lastMessageAt}
          data-tip={format.full(one().lastMessageAt)}
        >
          {format.relative(one().lastMessageAt)}
        </time>
      </span>
      <span class="conversation-mid small">
        <Show when={one().lastDirection === 'out'} fallback={<Mail class="s" aria-hidden="true" />}>
          <Reply class="s flip" aria-hidden="true" />
        </Show>
        <bdi class="cut">{withWhom(one())}</bdi>
        <span class="grow" />
        <Show when={one().privateOf}>
          <Lock class="s" aria-label={t('private')} />
        </Show>
        <Show when={one().state === 'snoozed'}>
          <Moon class="s" aria-label={t('state.snoozed')} />
        </Show>
        <Show when={one().assigneeId}>
          {id => <Avatar alone name={props.members.nameOf(id()) ?? ''} id={id()} />}
        </Show>
      </span>
      <span class="conversation-words small muted cut" dir="auto">
        {one().excerpt}
      </span>
      <Show when={one().tags.length}>
        <span class="conversation-tags">
          <For each={one().tags.slice(0, 3)}>{tag => <StatusChip plain>{tag}</StatusChip>}</For>
        </span>
      </Show>
    </a>
  )
}
