import './waiting-list.css'
import { useNavigate } from '@solidjs/router'
import { useQueryClient } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { Button } from '../../parts/button/button'
import { createDraft } from '../../parts/form/drafts'
import { Dialog } from '../../parts/overlay/dialog'
import { places } from '../../places'
import { explain } from '../explain'
import { format } from '../format'
import { problemOf } from '../problem'
import { wantNew } from '../wanted'
import { outbox, type Waiting } from './outbox'
import { t } from './outbox.text'
import { answersTo, letGo } from './send-outbox'

/** What waits to be sent, in its order, and what became of it. Import it lazily. */
export function WaitingList(props: { onClose: () => void }) {
  return (
    <Dialog open title={t('title')} onClose={props.onClose}>
      <Show when={outbox.all().length} fallback={<p role="status">{t('none')}</p>}>
        <p class="muted">{t('why')}</p>
        <ol class="waiting-list">
          <For each={outbox.all()}>{change => <One change={change} onLeave={props.onClose} />}</For>
        </ol>
      </Show>
    </Dialog>
  )
}

function One(props: { change: Waiting; onLeave: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const trouble = () => {
    const { asks, refusal } = props.change
    return asks?.detail ?? (refusal && explain(problemOf({ ...refusal }, refusal.status)))
  }
  const leaveFor = (href: string) => {
    props.onLeave()
    navigate(href)
  }
  /** What was typed is in the form again. */
  const writeAnew = (name: string) => {
    const { values = {}, entity, place } = props.change
    const at = places.find(({ records }) => records?.kind === entity)
    if (!at?.records) return
    const draft = createDraft(name)
    for (const [key, value] of Object.entries(values)) draft.keep(key, value)
    letGo(place, client)
    leaveFor(at.href)
    wantNew(at.records.kind)
  }
  return (
    <li classList={{ trouble: trouble() !== undefined }}>
      <div class="grow">
        <strong>
          <bdi>{props.change.name}</bdi>
        </strong>
        <p>
          <bdi>{props.change.what}</bdi>
        </p>
        <p class="muted small">{t('when', { ago: format.ago(props.change.at) })}</p>
        <Show when={trouble()}>{why => <p class="why">{why()}</p>}</Show>
      </div>
      <div class="row acts">
        <Show when={props.change.href}>
          {href => <Button onClick={() => leaveFor(href())}>{t('open')}</Button>}
        </Show>
        <Show when={props.change.refusal && props.change.draft}>
          {name => <Button onClick={() => writeAnew(name())}>{t('again')}</Button>}
        </Show>
        <Show
          when={props.change.asks}
          fallback={<Button onClick={() => letGo(props.change.place, client)}>{t('drop')}</Button>}
        >
          <For each={answersTo(props.change.place, client)}>
            {({ label, onPress }) => <Button onClick={onPress}>{label}</Button>}
          </For>
        </Show>
      </div>
    </li>
  )
}
