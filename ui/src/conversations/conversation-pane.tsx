import type { ConversationChange } from '@sextant/db/conversations/conversations.model'
import { A } from '@solidjs/router'
import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Check from 'lucide-solid/icons/check'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Moon from 'lucide-solid/icons/moon'
import { createSignal, For, Show } from 'solid-js'
import type { InferInput } from 'valibot'
import { api } from '../app/api'
import { format } from '../app/format'
import { recordHref } from '../app/record-places'
import { useSession } from '../app/session'
import { readerZone } from '../app/zone'
import { Button, IconButton } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { Menu } from '../parts/overlay/menu'
import { Notice } from '../parts/panel/card'
import { useMembers } from '../parts/records/members'
import { atNine } from '../parts/thread/composer.rules'
import { ThreadView } from '../parts/thread/thread'
import { type Thread, useThread, useThreadAct } from '../parts/thread/thread-data'
import { toast } from '../parts/toast/toast'
import { t } from './conversations.text'

const tones = { open: 'info', snoozed: 'plum', closed: 'slate' } as const

/** A conversation: its head with what may be done, the thread, and what it stands on. */
export function ConversationPane(props: { id: string; back: string; onStep: (by: 1 | -1) => void }) {
  const query = useThread(() => props.id)
  const { act, busy } = useThreadAct()
  const newest = () => query.data?.pages[0]
  const change = async (what: string, body: InferInput<typeof ConversationChange>): Promise<boolean> =>
    Boolean(await act(what, () => api.patch('/crm/conversations/{id}', body, { params: { id: props.id } })))
  const snooze = (until: Date) =>
    void change('snooze', { state: 'snoozed', snoozedUntil: until.toISOString() })
  const now = () => new Date()
  return (
    <>
      <section class="conversation-main" aria-label={newest()?.conversation.subject || t('untitled')}>
        <header class="conversation-head">
          <A class="btn ghost square conversation-back" href={props.back} aria-label={t('back')}>
            <ArrowLeft class="flip" aria-hidden="true" />
          </A>
          <div class="grow">
            <h2 class="cut">
              <bdi>{newest()?.conversation.subject || t('untitled')}</bdi>
            </h2>
            <Show when={newest()?.conversation}>
              {one => (
                <p class="small muted row gap-2">
                  <StatusChip tone={tones[one().state]}>{t(`state.${one().state}`)}</StatusChip>
                  <span>{t('count', { n: one().messages })}</span>
                  <Show when={one().state === 'snoozed' && one().snoozedUntil}>
                    {until => <span>{t('snoozed.until', { time: format.moment(until()) })}</span>}
                  </Show>
                  <Show when={one().privateOf}>
                    <StatusChip tone="warn">{t('private')}</StatusChip>
                  </Show>
                </p>
              )}
            </Show>
          </div>
          <IconButton
            label={t('prev')}
            icon={<ArrowUp aria-hidden="true" />}
            onClick={() => props.onStep(-1)}
          />
          <IconButton
            label={t('next')}
            icon={<ArrowDown aria-hidden="true" />}
            onClick={() => props.onStep(1)}
          />
          <Show when={newest()?.may.update && newest()}>
            {thread => (
              <>
                <Show
                  when={thread().conversation.state === 'closed'}
                  fallback={
                    <Button
                      icon={<Check aria-hidden="true" />}
                      busy={busy() === 'close'}
                      onClick={() => void change('close', { state: 'closed' })}
                    >
                      {t('close')}
                    </Button>
                  }
                >
                  <Button busy={busy() === 'open'} onClick={() => void change('open', { state: 'open' })}>
                    {t('reopen')}
                  </Button>
                </Show>
                <Menu
                  class="btn square"
                  label={t('snooze')}
                  trigger={<Moon aria-hidden="true" />}
                  placement="bottom-end"
                  items={[
                    {
                      label: t('snooze.hours'),
                      onSelect: () => snooze(new Date(now().getTime() + 3 * 3_600_000)),
                    },
                    { label: t('snooze.tomorrow'), onSelect: () => snooze(atNine(now(), 1, readerZone())) },
                    { label: t('snooze.week'), onSelect: () => snooze(atNine(now(), 7, readerZone())) },
                  ]}
                />
                <Show when={thread().conversation.privateOf}>
                  <Menu
                    class="btn square"
                    label={t('acts')}
                    trigger={<Ellipsis aria-hidden="true" />}
                    placement="bottom-end"
                    items={[
                      {
                        label: t('share'),
                        onSelect: async () => {
                          if (await change('share', { shared: true })) toast(t('share.done'))
                        },
                      },
                    ]}
                  />
                </Show>
              </>
            )}
          </Show>
        </header>
        <Show when={newest()?.conversation.sender === 'unknown' && newest()}>
          {thread => <UnknownSender thread={thread()} />}
        </Show>
        <ThreadView id={props.id} />
      </section>
      <Show when={newest()}>
        {thread => <For each={[props.id]}>{() => <Details thread={thread()} onChange={change} />}</For>}
      </Show>
    </>
  )
}

/** Somebody nobody knows: what becomes of them. */
function UnknownSender(props: { thread: Thread }) {
  const { act, busy } = useThreadAct()
  const { can } = useSession()
  const address = () => props.thread.conversation.correspondent?.address ?? ''
  const domain = () => address().slice(address().lastIndexOf('@') + 1)
  const decide = async (
    verdict: { verdict: 'lead' } | { verdict: 'contact' } | { verdict: 'ignore'; domain?: boolean },
  ) => {
    const done = await act(verdict.verdict, () =>
      api.post('/crm/conversations/{id}/sender', verdict, { params: { id: props.thread.conversation.id } }),
    )
    if (done && verdict.verdict === 'ignore') toast(t('sender.ignored'))
  }
  return (
    <div class="conversation-unknown">
      <Notice tone="info">
        <strong>{t('sender.title', { address: address() })}</strong>
        <p class="small">{t('sender.why')}</p>
        <Show when={props.thread.may.update}>
          <p class="conversation-verdicts">
            <Show when={can('lead', 'create')}>
              <Button busy={busy() === 'lead'} onClick={() => void decide({ verdict: 'lead' })}>
                {t('sender.lead')}
              </Button>
            </Show>
            <Show when={can('contact', 'create')}>
              <Button busy={busy() === 'contact'} onClick={() => void decide({ verdict: 'contact' })}>
                {t('sender.contact')}
              </Button>
            </Show>
            <Button tone="ghost" onClick={() => void decide({ verdict: 'ignore' })}>
              {t('sender.ignore')}
            </Button>
            <Button tone="ghost" onClick={() => void decide({ verdict: 'ignore', domain: true })}>
              {t('sender.domain', { domain: domain() })}
            </Button>
          </p>
        </Show>
      </Notice>
    </div>
  )
}

/** A choice of its own: a select shows no empty value. */
const nobody = 'nobody'
const linked = ['customer', 'contact', 'lead', 'deal'] as const

/** Whose it is, its tags, what it stands on, and who takes part. */
function Details(props: {
  thread: Thread
  onChange: (what: string, body: InferInput<typeof ConversationChange>) => Promise<boolean>
}) {
  const members = useMembers()
  const { session } = useSession()
  const one = () => props.thread.conversation
  const [tags, setTags] = createSignal<string>()
  const saveTags = async () => {
    const typed = tags()
    if (typed === undefined) return
    const wanted = [...new Set(typed.split(/[,،;]/).map(tag => tag.trim()))].filter(Boolean)
    if (await props.onChange('tags', { tags: wanted })) setTags()
  }
  const me = () => session()?.member.id
  return (
    <aside class="conversation-details" aria-label={t('details')}>
      <Show
        when={props.thread.may.update}
        fallback={
          <p>
            {t('assignee')}
            {': '}
            <bdi>{members.nameOf(one().assigneeId) ?? t('assignee.none')}</bdi>
          </p>
        }
      >
        <SelectField
          label={t('assignee')}
          options={[
            { value: nobody, label: t('assignee.none') },
            ...members.all().map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={one().assigneeId ?? nobody}
          onChange={id => void props.onChange('assignee', { assigneeId: id === nobody ? null : id })}
        />
        <Show when={!one().assigneeId && me()}>
          {id => (
            <p>
              <Button onClick={() => void props.onChange('assignee', { assigneeId: id() })}>
                {t('take')}
              </Button>
            </p>
          )}
        </Show>
        <TextField
          label={t('tags')}
          hint={t('tags.hint')}
          value={tags() ?? format.listed(one().tags)}
          onChange={setTags}
          onBlur={() => void saveTags()}
        />
      </Show>
      <h3>{t('stands')}</h3>
      <Show when={linked.some(kind => one()[`${kind}Id`])} fallback={<p class="muted">{t('stands.none')}</p>}>
        <ul class="plain">
          <For each={linked.filter(kind => one()[`${kind}Id`])}>
            {kind => {
              const id = () => one()[`${kind}Id`] ?? ''
              return (
                <Show when={one().names[id()]}>
                  {name => (
                    <li>
                      <A class="link" href={recordHref(kind, id()) ?? '#'}>
                        <bdi>{name()}</bdi>
                      </A>
                    </li>
                  )}
                </Show>
              )
            }}
          </For>
        </ul>
      </Show>
      <h3>{t('people')}</h3>
      <ul class="plain">
        <For each={props.thread.participants}>
          {({ address, name, isOurs }) => (
            <li>
              <Show when={name}>
                <bdi>{name}</bdi>{' '}
              </Show>
              <bdi class="small muted anywhere">{address}</bdi>
              <Show when={isOurs}>
                {' '}
                <StatusChip plain>{t('ours')}</StatusChip>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </aside>
  )
}
