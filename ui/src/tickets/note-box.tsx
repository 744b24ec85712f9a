import type { ActivityKind } from '@sextant/db/activities/activities.model'
import { useQueryClient } from '@tanstack/solid-query'
import Lock from 'lucide-solid/icons/lock'
import Mail from 'lucide-solid/icons/mail'
import Phone from 'lucide-solid/icons/phone'
import Send from 'lucide-solid/icons/send'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { Button } from '../parts/button/button'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './tickets.text'

const titleLength = 80

/** A note on the ticket that no customer sees, kept on its timeline; and ways to say that somebody was answered elsewhere. */
export function NoteBox(props: {
  id: string
  onLog: (kind: ActivityKind) => void
  /** Absent: who reads may write to nobody. */
  onWrite?: () => void
}) {
  const client = useQueryClient()
  const [text, setText] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const send = async () => {
    const body = text().trim()
    if (!body || busy()) return
    setBusy(true)
    try {
      const [first = body] = body.split('\n')
      await api.post('/crm/activities', {
        kind: 'note',
        name: first.length > titleLength ? `${first.slice(0, titleLength)}…` : first,
        body,
        occurredAt: new Date().toISOString(),
        ticketId: props.id,
      })
      setText('')
      toast(t('note.kept'))
      void client.invalidateQueries({ queryKey: ['ticket', 'events', props.id] })
      void client.invalidateQueries({ queryKey: ['activity'] })
    } catch (error) {
      toastRefusal(t('note.failed'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      class="note-box"
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <label class="row small muted" for="ticket-note">
        <Lock class="s" aria-hidden="true" />
        {t('note.label')}
      </label>
      <textarea
        id="ticket-note"
        rows={2}
        dir="auto"
        maxLength={20_000}
        value={text()}
        placeholder={t('note.placeholder')}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        }}
      />
      <div class="row">
        <Show when={props.onWrite}>
          {write => (
            <Button icon={<Send class="s" aria-hidden="true" />} onClick={() => write()()}>
              {t('write')}
            </Button>
          )}
        </Show>
        <Button icon={<Mail class="s" aria-hidden="true" />} onClick={() => props.onLog('email')}>
          {t('log.email')}
        </Button>
        <Button icon={<Phone class="s" aria-hidden="true" />} onClick={() => props.onLog('call')}>
          {t('log.call')}
        </Button>
        <span class="grow" />
        <Button tone="primary" type="submit" busy={busy()} disabled={!text().trim() && t('note.empty')}>
          {t('note.keep')}
        </Button>
      </div>
    </form>
  )
}
