import type { BodyOf } from '@sextant/edge/app/contract'
import { useQueryClient } from '@tanstack/solid-query'
import X from 'lucide-solid/icons/x'
import { For, onMount, Show } from 'solid-js'
import { api } from '../../app/api'
import { onEscape } from '../../app/escape'
import { explain } from '../../app/explain'
import { useSession } from '../../app/session'
import { t as frame } from '../../app/text'
import { Button, IconButton } from '../button/button'
import { returnFocus } from '../overlay/focus-trail'
import { toast, toastRefusal } from '../toast/toast'
import { t } from './activity.text'
import { aboutOf, type Called, called, dropOffer } from './called'
import { outcomes } from './outcomes'
import './log-offer.css'

/** After a call or an e-mail by a click: one more click logs it, with its outcome. Used once, by the frame. */
export function LogOffer() {
  const { can } = useSession()
  return (
    <Show when={can('activity', 'create') && called()} keyed>
      {one => <Offer called={one} />}
    </Show>
  )
}

function Offer(props: { called: Called }) {
  const client = useQueryClient()
  let place: HTMLElement | undefined
  // Who came by the keyboard goes on there; a finger or a mouse has its place already.
  onMount(() => props.called.byKeyboard && place?.querySelector<HTMLElement>('.row button')?.focus())
  const leave = () => {
    const had = place?.contains(document.activeElement)
    dropOffer()
    if (had) returnFocus(place)
  }
  onEscape(leave)
  const log = async (outcome?: string) => {
    const { as, at, name } = props.called
    leave()
    const body = {
      name: t(`kind.${as}`),
      kind: as,
      direction: 'out',
      occurredAt: at,
      ...(outcome && { outcome }),
      ...aboutOf(props.called),
    } as BodyOf<'post', '/crm/activities'>
    try {
      const { id } = await api.post('/crm/activities', body)
      refresh()
      toast(t(`logged.${as}`), { label: frame('undo'), onPress: () => takeBack(id) })
    } catch (error) {
      toastRefusal(t('offer.failed', { name }), explain(error))
    }
  }
  const takeBack = async (id: string) => {
    try {
      await api.delete('/crm/activities/{id}', { params: { id } })
    } catch (error) {
      toastRefusal(t('offer.kept'), explain(error))
    }
    refresh()
  }
  const refresh = () => {
    for (const entity of ['activity', 'lead', 'customer', 'contact', 'deal'])
      void client.invalidateQueries({ queryKey: [entity] })
  }
  return (
    <section
      ref={place}
      class="log-offer"
      aria-label={t('offer.region')}
      // Before the document hears of it: the drawer behind stays, also where it is a dialog.
      on:keydown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        leave()
      }}
    >
      <p class="grow" role="status">
        <strong>{t(`offer.${props.called.as}`, { name: props.called.name })}</strong>
      </p>
      <IconButton tone="ghost" label={frame('close')} icon={<X aria-hidden="true" />} onClick={leave} />
      <div class="row">
        <Show
          when={props.called.as === 'call'}
          fallback={<Button onClick={() => void log()}>{t('log.email')}</Button>}
        >
          <For each={outcomes}>
            {outcome => (
              <Button onClick={() => void log(t(`outcome.${outcome}`))}>{t(`outcome.${outcome}`)}</Button>
            )}
          </For>
        </Show>
      </div>
    </section>
  )
}
