import { type DealSplits, mostPeople } from '@sextant/db/splits/splits.model'
import { percentOf } from '@sextant/db/splits/splits.rules'
import { useQueryClient } from '@tanstack/solid-query'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, createSignal, Index, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api } from '../app/api'
import { format } from '../app/format'
import { Button, IconButton } from '../parts/button/button'
import { ComboboxField } from '../parts/field/combobox-field'
import { TextField } from '../parts/field/text-field'
import { FormDialog } from '../parts/form/form-dialog'
import { createSending } from '../parts/form/sending'
import { useMembers } from '../parts/records/members'
import { toast } from '../parts/toast/toast'
import {
  dividedEvenly,
  faultsOf,
  livePartsOf,
  restOf,
  sentOf,
  type TypedShare,
  typedOf,
  withAnother,
} from './split-edit.rules'
import { t } from './splits.text'

/** Everybody who has a share of a deal, changed together: what is left to give is told while it is typed. */
export function EditSplits(props: {
  deal: { id: string; name: string; ownerId: string | null }
  told: DealSplits
  onClose: () => void
}) {
  const client = useQueryClient()
  const sending = createSending()
  const members = useMembers()
  const [typed, setTyped] = createStore({ shares: typedOf(props.told, props.deal.ownerId) })
  const [tried, setTried] = createSignal(false)
  const rest = createMemo(() => restOf(typed.shares))
  const parts = createMemo(() => livePartsOf(typed.shares, props.told.amountMinor))
  const faults = createMemo(() => faultsOf(typed.shares))
  const set = (at: number, values: Partial<TypedShare>) => setTyped('shares', at, values)
  /** Also of somebody who has left, and is no member to choose any more. */
  const nameOf = (id: string | null) =>
    members.nameOf(id) ?? props.told.splits.find(({ memberId }) => memberId === id)?.name

  const save = async () => {
    setTried(true)
    if (faults().some(({ person, share }) => person || share)) return
    const saved = await sending.send(() =>
      api.put('/crm/deals/{id}/splits', sentOf(typed.shares), {
        params: { id: props.deal.id },
        version: props.told.version,
      }),
    )
    if (!saved) return
    client.setQueryData(['deal', 'splits', props.deal.id], saved)
    void client.invalidateQueries({ queryKey: ['deal'] })
    const n = saved.splits.length
    toast(n ? t('saved', { n }) : t('saved.none'))
    props.onClose()
  }
  const fault = (at: number, of: 'person' | 'share') => {
    const said = tried() && faults()[at]?.[of]
    return said ? t(said) : undefined
  }
  return (
    <FormDialog
      title={t('edit.title', { name: props.deal.name })}
      action={t('save')}
      wide
      busy={sending.busy()}
      problem={sending.problem([])}
      onSubmit={save}
      onClose={props.onClose}
    >
      <ul class="split-rows">
        <Index each={typed.shares}>
          {(share, at) => (
            <li aria-label={t('row.name', { field: nameOf(share().memberId) ?? t('person'), n: at + 1 })}>
              <ComboboxField
                label={t('person')}
                options={members.all().map(({ id, name }) => ({ value: id, label: name }))}
                value={share().memberId}
                valueLabel={nameOf(share().memberId)}
                onChange={memberId => set(at, { memberId })}
                error={fault(at, 'person')}
              />
              <TextField
                label={t('share')}
                value={share().share}
                onChange={value => set(at, { share: value })}
                // Not the person: the open list would lie over the others.
                autofocus={at === 0}
                error={fault(at, 'share')}
                maxLength={6}
              />
              <TextField
                label={t('role')}
                optional
                placeholder={t('role.hint')}
                value={share().role}
                onChange={role => set(at, { role })}
                maxLength={60}
              />
              <span class="part num">
                <Show when={parts()[at] !== null && props.told.currency}>
                  {currency => (
                    <bdi>{format.money({ minor: parts()[at] ?? 0, currency: currency() }, 'record')}</bdi>
                  )}
                </Show>
              </span>
              <IconButton
                label={
                  share().memberId
                    ? t('remove', { name: nameOf(share().memberId) ?? '' })
                    : t('remove.unnamed', { n: at + 1 })
                }
                icon={<Trash aria-hidden="true" />}
                onClick={() => setTyped('shares', all => all.filter((_, n) => n !== at))}
              />
            </li>
          )}
        </Index>
      </ul>
      <div class="row gap-2 split-acts">
        <Show when={typed.shares.length < mostPeople}>
          <Button icon={<Plus aria-hidden="true" />} onClick={() => setTyped('shares', withAnother)}>
            {t('add')}
          </Button>
        </Show>
        <Show when={typed.shares.length > 1}>
          <Button onClick={() => setTyped('shares', dividedEvenly)}>{t('evenly')}</Button>
        </Show>
        <Show when={typed.shares.length}>
          <p role="status" class="rest num" classList={{ off: rest() !== 0 }}>
            {restSaid(rest())}
          </p>
        </Show>
      </div>
    </FormDialog>
  )
}

function restSaid(rest: number): string {
  if (rest === 0) return t('rest.none')
  const percent = format.number(Number(percentOf(Math.abs(rest))), 2)
  return t(rest > 0 ? 'rest.open' : 'rest.over', { percent })
}
