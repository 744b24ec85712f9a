import Clock from 'lucide-solid/icons/clock'
import { createSignal, Show } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { Problem } from '../../app/problem'
import { readerZone } from '../../app/zone'
import { MentionField } from '../activity/mention-field'
import { Button } from '../button/button'
import { Segmented } from '../button/segmented'
import { TextAreaField, TextField } from '../field/text-field'
import { Form } from '../form/form'
import { Menu } from '../overlay/menu'
import { Notice } from '../panel/card'
import { addressesIn, laterMoments } from './composer.rules'
import { t } from './thread.text'
import { type Thread, usePresence, useThreadAct } from './thread-data'

/** Answers, or notes something for ourselves. What was written stays until it was sent. */
export function Composer(props: { thread: Thread; text: string; onText: (text: string) => void }) {
  const conversation = () => props.thread.conversation
  const [mode, setMode] = createSignal<'reply' | 'note'>(conversation().correspondent ? 'reply' : 'note')
  const [to, setTo] = createSignal<string>()
  const [cc, setCc] = createSignal('')
  const [error, setError] = createSignal<string>()
  const [seen, setSeen] = createSignal<string>()
  const [answered, setAnswered] = createSignal<string>()
  const { act, busy } = useThreadAct()
  const presence = usePresence(
    () => conversation().id,
    () => props.text.length > 0,
  )
  const others = () => presence.data?.others ?? []
  const recipients = () => to() ?? conversation().correspondent?.address ?? ''
  const lastId = () => seen() ?? props.thread.messages.at(-1)?.id ?? null
  const ready = (): boolean => {
    const missing = props.text.trim() === ''
    setError(missing ? t('write.first') : undefined)
    return !missing
  }
  const note = async () => {
    if (!ready()) return
    const done = await act('note', () =>
      api.post('/crm/conversations/{id}/notes', { text: props.text }, { params: { id: conversation().id } }),
    )
    if (done) props.onText('')
  }
  const reply = async (more: { state?: 'closed'; sendAt?: string } = {}) => {
    if (!ready()) return
    const body = {
      text: props.text,
      to: addressesIn(recipients()),
      cc: addressesIn(cc()),
      seenId: lastId(),
      ...more,
    }
    const done = await act(
      'reply',
      () => api.post('/crm/conversations/{id}/reply', body, { params: { id: conversation().id } }),
      refusal => {
        if (!(refusal instanceof Problem) || refusal.rule !== 'conversation.answered') return false
        setAnswered(String(refusal.params.name ?? ''))
        setSeen(String(refusal.params.messageId ?? ''))
        return true
      },
    )
    if (!done) return
    setAnswered()
    setSeen()
    props.onText('')
  }
  const send = () => void (mode() === 'note' ? note() : reply())
  return (
    <Form class="composer" onSubmit={send}>
      <div class="composer-head">
        <Segmented
          label={t('mode')}
          options={[
            { value: 'reply', label: t('mode.reply') },
            { value: 'note', label: t('mode.note') },
          ]}
          value={mode()}
          onChange={setMode}
        />
        <span class="small muted cut" role="status">
          <Show when={others().length}>
            {t(others().some(({ typing }) => typing) ? 'here.typing' : 'here', {
              people: format.list(
                (others().some(({ typing }) => typing)
                  ? others().filter(({ typing }) => typing)
                  : others()
                ).map(({ name }) => name),
              ),
            })}
          </Show>
        </span>
      </div>
      <Show when={answered() !== undefined}>
        <Notice tone="warn">
          <strong>{t('answered', { name: answered() ?? '' })}</strong>
          <p>{t('answered.why')}</p>
        </Notice>
      </Show>
      <div
        on:keydown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            send()
          }
        }}
      >
        <Show
          when={mode() === 'reply'}
          fallback={
            <MentionField
              label={t('label.note')}
              value={props.text}
              error={error()}
              onChange={props.onText}
            />
          }
        >
          <div class="composer-people">
            <TextField label={t('label.to')} type="email" value={recipients()} onChange={setTo} />
            <TextField label={t('label.cc')} type="email" optional value={cc()} onChange={setCc} />
          </div>
          <TextAreaField
            label={
              conversation().correspondent
                ? t('label.reply', {
                    name: conversation().correspondent?.name ?? conversation().correspondent?.address ?? '',
                  })
                : t('label.message')
            }
            rows={3}
            value={props.text}
            error={error()}
            onChange={props.onText}
          />
        </Show>
      </div>
      <div class="composer-foot">
        <span class="grow" />
        <Show
          when={mode() === 'reply'}
          fallback={
            <Button tone="primary" type="submit" busy={busy() === 'note'}>
              {t('add.note')}
            </Button>
          }
        >
          <Menu
            class="btn ghost"
            trigger={
              <>
                <Clock aria-hidden="true" />
                {t('send.later')}
              </>
            }
            placement="top-end"
            items={laterMoments(new Date(), readerZone()).map(({ key, at }) => ({
              label: t(`later.${key}`),
              onSelect: () => void reply({ sendAt: at.toISOString() }),
            }))}
          />
          <Button onClick={() => void reply({ state: 'closed' })}>{t('send.close')}</Button>
          <Button tone="primary" type="submit" busy={busy() === 'reply'}>
            {t('send')}
          </Button>
        </Show>
      </div>
    </Form>
  )
}
