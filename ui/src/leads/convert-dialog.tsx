import { Money } from '@sextant/db/core/field.model'
import type { Conversion } from '@sextant/db/leads/convert-lead.model'
import { A } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import * as v from 'valibot'
import { api } from '../app/api'
import { useSession } from '../app/session'
import { t as frame } from '../app/text'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { Checkbox } from '../parts/field/checkbox'
import { MoneyField } from '../parts/field/number-field'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { FormProblem } from '../parts/form/form'
import { createSending } from '../parts/form/sending'
import { Dialog } from '../parts/overlay/dialog'
import type { Rec } from '../parts/records/kind'
import { ReferenceField } from '../parts/records/reference-field'
import type { RecordScreen } from '../parts/records/use-record-screen'
import { t } from './leads.text'

/** Makes a customer, a contact and a deal of a lead; then shows the way to them. */
export function ConvertDialog(props: { lead: Rec; screen: RecordScreen; onClose: () => void }) {
  const { session } = useSession()
  const client = useQueryClient()
  const company = () => String(props.lead.company ?? props.lead.name)
  const matches = useQuery(() => ({
    queryKey: ['customer', 'like', company()],
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/customers', {
        query: { q: company(), fields: 'name', limit: 5 },
        signal,
      }),
  }))
  const stages = useQuery(() => ({
    queryKey: ['stage', 'open'],
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/stages', {
        query: { filter: 'kind:eq:open;pipeline.isDefault:eq:true', sort: 'position', limit: 50 },
        signal,
      }),
  }))
  const match = () => (matches.isSuccess ? matches.data.results[0] : undefined)
  const [chosen, setChosen] = createSignal<'existing' | 'new'>()
  const mode = () => chosen() ?? (match() ? 'existing' : 'new')
  const [customerId, setCustomerId] = createSignal<string | null>()
  const [customerName, setCustomerName] = createSignal(company())
  const [withDeal, setWithDeal] = createSignal(true)
  const [dealName, setDealName] = createSignal(company())
  const [amount, setAmount] = createSignal<Money | null>(
    v.is(Money, props.lead.value) ? props.lead.value : null,
  )
  const [stageId, setStageId] = createSignal<string | null>(null)
  const sending = createSending()
  const [done, setDone] = createSignal<Conversion>()
  const existing = () => (customerId() === undefined ? (match()?.id ?? null) : (customerId() ?? null))
  const customer = () => {
    const customerId = mode() === 'existing' && existing()
    return customerId ? { customerId } : { customerName: customerName().trim() || company() }
  }
  const submit = async () => {
    if (done()) return
    const deal = withDeal()
      ? {
          name: dealName().trim() || company(),
          amount: amount(),
          stageId: stageId() ?? undefined,
        }
      : null
    const made = await sending.send(() =>
      api.post(
        '/crm/leads/{id}/convert',
        { ...customer(), deal },
        { params: { id: props.lead.id }, version: props.lead.version },
      ),
    )
    if (!made) return
    setDone(made)
    void props.screen.writes.reread(props.lead.id).catch(() => undefined)
    for (const entity of ['lead', 'customer', 'contact', 'deal'])
      void client.invalidateQueries({ queryKey: [entity] })
  }
  return (
    <Dialog
      open
      title={
        done()
          ? t('convert.title.done', { name: String(props.lead.name) })
          : t('convert.title', { name: String(props.lead.name) })
      }
      onClose={props.onClose}
      onSubmit={() => (done() ? props.onClose() : void submit())}
      footer={
        <Show
          when={!done()}
          fallback={
            <Button size="lg" type="submit">
              {frame('close')}
            </Button>
          }
        >
          <Button size="lg" onClick={() => props.onClose()}>
            {frame('cancel')}
          </Button>
          <Button size="lg" tone="primary" type="submit" busy={sending.busy()}>
            {t('convert.action')}
          </Button>
        </Show>
      }
    >
      <Show when={!done()} fallback={<Made conversion={done()} onOpen={props.onClose} />}>
        <FormProblem text={sending.problem([])} />
        <Segmented
          label={t('convert.customer')}
          value={mode()}
          onChange={setChosen}
          options={[
            { value: 'existing', label: t('convert.existing') },
            { value: 'new', label: t('convert.new') },
          ]}
        />
        <Show
          when={mode() === 'existing'}
          fallback={
            <TextField label={t('convert.customerName')} value={customerName()} onChange={setCustomerName} />
          }
        >
          <ReferenceField
            label={t('convert.customer')}
            refersTo="customer"
            value={existing()}
            onChange={setCustomerId}
            hint={match() && existing() === match()?.id ? t('convert.matched') : undefined}
          />
        </Show>
        <Checkbox label={t('convert.withDeal')} checked={withDeal()} onChange={setWithDeal} />
        <Show when={withDeal()}>
          <TextField label={t('convert.dealName')} value={dealName()} onChange={setDealName} />
          <MoneyField
            label={t('convert.amount')}
            value={amount()}
            onChange={setAmount}
            currency={session()?.workspace.currency ?? 'EUR'}
          />
          <Show when={stages.isSuccess && stages.data.results}>
            {list => (
              <SelectField
                label={t('convert.stage')}
                value={stageId() ?? list()[0]?.id ?? null}
                options={list().map(({ id, name = '' }) => ({ value: id, label: name }))}
                onChange={setStageId}
              />
            )}
          </Show>
        </Show>
      </Show>
    </Dialog>
  )
}

const Made = (props: { conversion: Conversion | undefined; onOpen: () => void }) => (
  <Show when={props.conversion}>
    {made => (
      <div class="stack">
        <p>{t('convert.made')}</p>
        <A class="link" href={`/customers/${made().customerId}`} onClick={() => props.onOpen()}>
          {t('convert.openCustomer')}
        </A>
        <Show when={made().dealId}>
          {id => (
            <A class="link" href={`/pipeline/deals/${id()}`} onClick={() => props.onOpen()}>
              {t('convert.openDeal')}
            </A>
          )}
        </Show>
      </div>
    )}
  </Show>
)
