import type { DeliveryWhole } from '@sextant/db/deliveries/deliveries.model'
import { createSignal, onCleanup, Show } from 'solid-js'
import { api } from '../../app/api'
import { useSession } from '../../app/session'
import { Button } from '../../parts/button/button'
import { DeliveryState, lastWords } from '../../parts/deliveries/delivery-state'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { Form, FormProblem } from '../../parts/form/form'
import { Card } from '../../parts/panel/card'
import { t } from './mail.text'

const waiting = ['queued', 'reserved', 'handing_over']
const everyMs = 700

/** Sends a mail as any other goes, and tells what became of it as soon as that is known. */
export function TestMail(props: { onSettled: () => void }) {
  const { session } = useSession()
  const form = createForm({ to: session()?.user.email ?? '' })
  const [sent, setSent] = createSignal<DeliveryWhole>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  // Where the server cannot be spoken to it goes on waiting, and says why.
  const isOver = ({ state, attempts }: DeliveryWhole) =>
    !waiting.includes(state) || (state === 'queued' && attempts > 0)
  const follow = async (id: string) => {
    const now = await api.get('/crm/deliveries/{id}', { params: { id } }).catch(() => undefined)
    if (now) setSent(now)
    if (now && isOver(now)) return props.onSettled()
    timer = setTimeout(() => void follow(id), everyMs)
  }
  const send = async () => {
    const made = await form.submit(
      () => ({}),
      () => api.post('/crm/mail-settings/test', { to: form.value('to').trim() }),
    )
    if (!made) return
    clearTimeout(timer)
    setSent(made)
    void follow(made.id)
  }
  return (
    <Card title={t('test.title')}>
      <p class="muted mb-3">{t('test.why')}</p>
      <Form class="stack" onSubmit={send}>
        <FormProblem text={form.problem()} />
        <TextField label={t('test.to')} type="email" {...form.field('to')} />
        <div>
          <Button type="submit" busy={form.busy()}>
            {t('test.send')}
          </Button>
        </div>
      </Form>
      <Show when={sent()}>
        {one => (
          <p class="mt-3" role="status">
            <DeliveryState state={one().state} />{' '}
            <bdi class="small">{lastWords(one().last) || t('test.waits')}</bdi>
          </p>
        )}
      </Show>
    </Card>
  )
}
