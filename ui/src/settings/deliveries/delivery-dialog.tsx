import type { DeliveryWhole, Evidence } from '@sextant/db/deliveries/deliveries.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { api } from '../../app/api'
import { beside, format } from '../../app/format'
import { useSession } from '../../app/session'
import { Button } from '../../parts/button/button'
import { DeliveryState, evidenceWords } from '../../parts/deliveries/delivery-state'
import { FormProblem } from '../../parts/form/form'
import { createSending } from '../../parts/form/sending'
import { Dialog } from '../../parts/overlay/dialog'
import { Notice } from '../../parts/panel/card'
import { useMembers } from '../../parts/records/members'
import { Loaded } from '../../parts/state/loaded'
import { toast } from '../../parts/toast/toast'
import { t } from './sent.text'

/** One message: what is known of it, what it says, and what a person may decide. */
export function DeliveryDialog(props: { id: string; onChange: () => void; onClose: () => void }) {
  const client = useQueryClient()
  const queryKey = () => ['delivery', props.id]
  const query = useQuery(() => ({
    queryKey: queryKey(),
    staleTime: 0,
    queryFn: ({ signal }) => api.get('/crm/deliveries/{id}', { params: { id: props.id }, signal }),
    refetchInterval: found => (found.state.data?.dueAt ? 2_000 : false),
  }))
  const changed = (now: DeliveryWhole) => {
    client.setQueryData(queryKey(), now)
    props.onChange()
    toast(t('decided'))
  }
  return (
    <Dialog open wide title={query.data?.subject ?? t('title')} onClose={props.onClose}>
      <Loaded query={query} failed={t('failed')}>
        {message => (
          <div class="stack gap-4">
            <p>
              <DeliveryState state={message().state} />{' '}
              <bdi class="small muted">{format.list(message().to.map(({ address }) => address))}</bdi>
            </p>
            <Show when={message().state === 'unknown'}>
              <Notice tone="warn">{t('unknown.why')}</Notice>
            </Show>
            <Acts message={message()} onDone={changed} />
            <section aria-label={t('content')}>
              <h3>{t('content')}</h3>
              <Content message={message()} />
            </section>
            <section aria-label={t('history')}>
              <h3>{t('history')}</h3>
              <ol class="sent-evidence">
                <For each={message().evidence}>{one => <Line evidence={one} />}</For>
              </ol>
            </section>
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function Acts(props: { message: DeliveryWhole; onDone: (now: DeliveryWhole) => void }) {
  const { can } = useSession()
  const sending = createSending()
  const { id } = props.message
  const act = (work: () => Promise<DeliveryWhole>) => async () => {
    const now = await sending.send(work)
    if (now) props.onDone(now)
  }
  const decide = (verb: 'send' | 'arrived') =>
    act(() => api.post('/crm/deliveries/{id}/decide', { verb }, { params: { id } }))
  const cancel = act(() => api.post('/crm/deliveries/{id}/cancel', undefined, { params: { id } }))
  const is = (...states: DeliveryWhole['state'][]) => states.includes(props.message.state)
  return (
    <Show when={can('delivery', 'update') && is('unknown', 'failed', 'suppressed', 'kept', 'queued')}>
      <FormProblem text={sending.problem([])} />
      <div class="row gap-2">
        <Show when={is('queued')}>
          <Button busy={sending.busy()} onClick={cancel}>
            {t('cancel')}
          </Button>
        </Show>
        <Show when={is('unknown')}>
          <Button tone="primary" busy={sending.busy()} onClick={decide('arrived')}>
            {t('arrived')}
          </Button>
        </Show>
        <Show when={!is('queued')}>
          <Button busy={sending.busy()} onClick={decide('send')}>
            {t(is('kept') ? 'send' : 'send.again')}
          </Button>
        </Show>
      </div>
    </Show>
  )
}

function Content(props: { message: DeliveryWhole }) {
  const headers = () => {
    const { messageId, content, to } = props.message
    const listed = (ones: readonly { address: string }[]) => format.list(ones.map(({ address }) => address))
    return [
      ['To', listed(to)],
      ['Cc', listed(content?.cc ?? [])],
      ['Bcc', listed(content?.bcc ?? [])],
      ['Message-ID', messageId],
      ['In-Reply-To', content?.inReplyTo ?? ''],
      ['References', content?.references.join(' ') ?? ''],
    ].filter(([, value]) => value)
  }
  const files = () =>
    (props.message.content?.attachments ?? []).flatMap(one => ('name' in one ? [one.name] : []))
  return (
    <Show
      when={props.message.content}
      fallback={<p class="muted">{t(props.message.withheld ? 'withheld' : 'gone')}</p>}
    >
      {content => (
        <div class="stack gap-3">
          <dl class="sent-headers small" dir="ltr">
            <For each={headers()}>
              {([name, value]) => (
                <>
                  <dt class="muted">{name}</dt>
                  <dd>
                    <bdi>{value}</bdi>
                  </dd>
                </>
              )}
            </For>
          </dl>
          <Show when={files().length}>
            <p class="small">{t('files', { files: format.list(files()) })}</p>
          </Show>
          <Show when={content().html}>
            <iframe
              class="sent-frame"
              title={t('html')}
              sandbox=""
              src={`/crm/deliveries/${props.message.id}/html`}
            />
          </Show>
          <section class="sent-text" aria-label={t('text')} tabindex="0">
            <pre dir="auto">{content().text}</pre>
          </section>
        </div>
      )}
    </Show>
  )
}

/** One piece of evidence: when, by whom, what. */
function Line(props: { evidence: Evidence }) {
  const members = useMembers()
  const by = () => {
    const { by, server, memberId } = props.evidence
    if (by === 'smtp') return t('by.smtp', { server: server ?? '' })
    return (by === 'person' && members.all().find(({ id }) => id === memberId)?.name) || t(`by.${by}`)
  }
  return (
    <li>
      <div>
        <bdi>{evidenceWords(props.evidence)}</bdi>
      </div>
      <div class="small muted">{beside(format.precise(props.evidence.at), by(), props.evidence.code)}</div>
    </li>
  )
}
