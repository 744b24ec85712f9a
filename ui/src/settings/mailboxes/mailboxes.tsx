import type { Mailbox, MailboxStanding } from '@sextant/db/mailboxes/mailboxes.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Inbox from 'lucide-solid/icons/inbox'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { beside, format } from '../../app/format'
import { Button } from '../../parts/button/button'
import { StatusChip } from '../../parts/chip/status-chip'
import type { Tone } from '../../parts/chip/tone.model'
import { Card, Notice } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import './mailboxes.css'
import { t } from './mailboxes.text'

const MailboxDialog = lazy(() =>
  import('./mailbox-dialog').then(module => ({ default: module.MailboxDialog })),
)
const Confirm = lazy(() => import('../confirm').then(module => ({ default: module.Confirm })))

const tones: Readonly<Record<MailboxStanding, Tone>> = {
  starting: 'slate',
  filling: 'info',
  in_step: 'pos',
  stuck: 'neg',
  trouble: 'neg',
  paused: 'plum',
}
/** What is under way is asked for again soon; what is in step now and then, for its clock goes on. */
const soonMs = 2_000
const laterMs = 30_000

/** The mailboxes that are followed, and what proves that they are in step. */
export function Mailboxes() {
  const client = useQueryClient()
  const query = useQuery(() => ({
    queryKey: ['mailbox', 'list'],
    staleTime: 0,
    queryFn: ({ signal }) => api.get('/crm/mailboxes', { signal }),
    refetchInterval: found =>
      found.state.data?.results.some(
        ({ standing, checkAsked }) => checkAsked || standing === 'starting' || standing === 'filling',
      )
        ? soonMs
        : laterMs,
  }))
  const [editing, setEditing] = createSignal<Mailbox | 'new'>()
  const [removing, setRemoving] = createSignal<Mailbox>()
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      toast(done)
    } catch (error) {
      toastRefusal(t('acts.failed'), explain(error))
    }
    await client.invalidateQueries({ queryKey: ['mailbox'] })
  }
  const remove = async (id: string) => {
    await api.delete('/crm/mailboxes/{id}', { params: { id } })
    toast(t('removed'))
    await client.invalidateQueries({ queryKey: ['mailbox'] })
  }
  return (
    <div class="stack gap-4">
      <p class="muted">{t('intro')}</p>
      <Loaded query={query} failed={t('failed')}>
        {data => (
          <>
            <Show when={data().mayAdd && data().results.length}>
              <p>
                <Button icon={<Plus aria-hidden="true" />} onClick={() => setEditing('new')}>
                  {t('add')}
                </Button>
              </p>
            </Show>
            <Show
              when={data().results.length}
              fallback={
                <EmptyState
                  icon={<Inbox aria-hidden="true" />}
                  title={t('none')}
                  why={t('none.why')}
                  actions={
                    <Show when={data().mayAdd}>
                      <Button tone="primary" onClick={() => setEditing('new')}>
                        {t('add')}
                      </Button>
                    </Show>
                  }
                />
              }
            >
              <For each={data().results.map(({ id }) => id)}>
                {id => (
                  <Show when={data().results.find(one => one.id === id)}>
                    {one => (
                      <MailboxCard
                        mailbox={one()}
                        onEdit={() => setEditing(one())}
                        onRemove={() => setRemoving(one())}
                        onCheck={() =>
                          void act(
                            () => api.post('/crm/mailboxes/{id}/check', undefined, { params: { id } }),
                            t('check.asked'),
                          )
                        }
                      />
                    )}
                  </Show>
                )}
              </For>
            </Show>
          </>
        )}
      </Loaded>
      <Suspense>
        <Show when={editing()}>
          {one => (
            <MailboxDialog
              mailbox={one() === 'new' ? undefined : (one() as Mailbox)}
              onClose={() => setEditing()}
            />
          )}
        </Show>
        <Show when={removing()}>
          {one => (
            <Confirm
              title={one().name}
              why={t('remove.why')}
              verb={t('remove')}
              act={() => remove(one().id)}
              onClose={() => setRemoving()}
            />
          )}
        </Show>
      </Suspense>
    </div>
  )
}

function MailboxCard(props: {
  mailbox: Mailbox
  onEdit: () => void
  onRemove: () => void
  onCheck: () => void
}) {
  const one = () => props.mailbox
  return (
    <Card label={one().name} class="mailbox">
      <div class="mailbox-head">
        <h2>
          <bdi>{one().name}</bdi>
        </h2>
        <StatusChip tone={tones[one().standing]}>{t(`standing.${one().standing}`)}</StatusChip>
        <span class="grow" />
        <Show when={one().mayChange}>
          <Button
            busy={one().checkAsked && one().standing !== 'trouble' && !one().paused}
            onClick={props.onCheck}
          >
            {t('check')}
          </Button>
          <Button onClick={props.onEdit}>{t('edit')}</Button>
          <Button tone="ghost" onClick={props.onRemove}>
            {t('remove')}
          </Button>
        </Show>
      </div>
      <p class="small muted">{beside(one().address, t(`policy.${one().policy}`), one().host)}</p>
      <Show when={one().trouble}>
        {trouble => (
          <Notice tone="neg">
            <strong>
              {t.say(`trouble.${trouble().what}`) ?? t('trouble.other', { what: trouble().what })}
            </strong>
            <Show when={trouble().said}>
              {said => (
                <p class="small">
                  <bdi>{t('said', { text: said() })}</bdi>
                </p>
              )}
            </Show>
          </Notice>
        )}
      </Show>
      <p class="small">
        {one().heardAt
          ? beside(
              t('heard', { time: format.ago(one().heardAt ?? '') }),
              one().lastMailAt && t('last', { time: format.ago(one().lastMailAt ?? '') }),
              one().lagSeconds !== null && t('lag', { n: format.number(one().lagSeconds ?? 0, 1) }),
            )
          : t('heard.never')}
      </p>
      <Show when={one().folders.length}>
        <div class="mailbox-folders">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('folder')}</th>
                <th scope="col" class="num">
                  {t('onServer')}
                </th>
                <th scope="col" class="num">
                  {t('read')}
                </th>
                <th scope="col" class="num">
                  {t('missing')}
                </th>
                <th scope="col" class="num">
                  {t('left')}
                </th>
                <th scope="col">{t('checked')}</th>
              </tr>
            </thead>
            <tbody>
              <For each={one().folders}>
                {({ path, onServer, read, missing, left, checkedAt }) => (
                  <tr>
                    <th scope="row">
                      <bdi>{path}</bdi>
                    </th>
                    <td class="num">{onServer === null ? t('unchecked') : format.number(onServer)}</td>
                    <td class="num">{read === null ? t('unchecked') : format.number(read)}</td>
                    <td class="num">{missing === null ? t('unchecked') : format.number(missing)}</td>
                    <td class="num">{format.number(left)}</td>
                    <td>{checkedAt ? format.ago(checkedAt) : t('unchecked')}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
      <Show when={Object.keys(one().leftOut).length}>
        <p class="small muted">
          {t('leftOut')}
          {': '}
          {beside(
            ...Object.entries(one().leftOut).map(([what, n]) =>
              t.say(`leftOut.${what}`, { n: format.number(n) }),
            ),
          )}
        </p>
      </Show>
    </Card>
  )
}
