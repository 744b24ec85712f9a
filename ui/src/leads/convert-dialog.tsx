import { Money } from '@sextant/db/core/field.model'
import type { Conversion } from '@sextant/db/leads/convert-lead.model'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import * as v from 'valibot'
import { api } from '../app/api'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { t as frame } from '../app/text'
import { Button } from '../parts/button/button'
import { Checkbox } from '../parts/field/checkbox'
import { MoneyField } from '../parts/field/number-field'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { createDraft, draftSignal } from '../parts/form/drafts'
import { FormProblem } from '../parts/form/form'
import { createSending } from '../parts/form/sending'
import { Dialog } from '../parts/overlay/dialog'
import type { Rec } from '../parts/records/kind'
import type { RecordScreen } from '../parts/records/use-record-screen'
import { beginAct } from '../parts/toast/acts'
import { ChoiceFields, createChoice } from './convert-choice'
import { t } from './leads.text'
import { useConversion } from './undo-conversion'

interface Done extends Conversion {
  /** What is new; the rest was there already. */
  made: Record<'customer' | 'contact' | 'deal', boolean>
}

/** Makes a customer, a contact and a deal of a lead; then shows the way to them. What is chosen here is what happens. */
export function ConvertDialog(props: { lead: Rec; screen: RecordScreen; onClose: () => void }) {
  const { session } = useSession()
  const undoable = useConversion(props.screen)
  const company = () => String(props.lead.company ?? props.lead.name)
  const offer = useQuery(() => ({
    queryKey: ['lead', 'conversion', props.lead.id],
    enabled: !isServer,
    staleTime: 0,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/leads/{id}/convert', { params: { id: props.lead.id }, signal }),
  }))
  const alike = useQuery(() => ({
    queryKey: ['customer', 'like', company()],
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/customers', { query: { q: company(), fields: 'name', limit: 5 }, signal }),
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
  const found = () => (offer.isSuccess ? offer.data : undefined)
  const customer = createChoice({
    equal: () => found()?.customers ?? [],
    only: () => found()?.customerId ?? null,
    alike: () => (alike.isSuccess ? alike.data.results.map(({ id, name = '' }) => ({ id, name })) : []),
    name: company(),
  })
  const contact = createChoice({
    equal: () => found()?.contacts ?? [],
    only: () => found()?.contactId ?? null,
    name: String(props.lead.name),
  })
  const draft = createDraft(`convert ${props.lead.id}`)
  const [withDeal, setWithDeal] = draftSignal(draft, 'withDeal', true)
  const [dealName, setDealName] = draftSignal(draft, 'dealName', company())
  const [amount, setAmount] = draftSignal<Money | null>(
    draft,
    'amount',
    v.is(Money, props.lead.value) ? props.lead.value : null,
  )
  const [stageId, setStageId] = draftSignal<string | null>(draft, 'stageId', null)
  const sending = createSending()
  const [done, setDone] = createSignal<Done>()
  const submit = async () => {
    // What is there already is known first: who is quicker than the answer would make a double.
    if (done() || offer.isPending) return
    const isOpen = sending.refuse({
      customerId: customer.isOpen() && t('convert.choose.customer'),
      contactId: contact.isOpen() && t('convert.choose.contact'),
    })
    if (isOpen) return
    const deal = withDeal()
      ? {
          name: dealName().trim() || company(),
          amount: amount(),
          stageId: stageId() ?? undefined,
        }
      : null
    // Once it is done, what was made is found as well.
    const made = { customer: customer.mode() === 'new', contact: contact.mode() === 'new', deal: withDeal() }
    const act = beginAct()
    const conversion = await sending.send(() =>
      api.post(
        '/crm/leads/{id}/convert',
        {
          ...customer.asked((customerId, customerName) => ({ customerId, customerName })),
          ...contact.asked((contactId, contactName) => ({ contactId, contactName })),
          deal,
        },
        { params: { id: props.lead.id }, version: props.lead.version },
      ),
    )
    if (!conversion) {
      act.forget()
      // Somebody else may have been quicker.
      void props.screen.writes.reread(props.lead.id).catch(() => undefined)
      return
    }
    draft.drop()
    setDone({ ...conversion, made })
    undoable.converted(props.lead, act, props.onClose)
  }
  return (
    <Dialog
      open
      title={t(done() ? 'convert.toast' : 'convert.title', { name: String(props.lead.name) })}
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
          <Button size="lg" tone="primary" type="submit" busy={sending.busy() || offer.isPending}>
            {t('convert.action')}
          </Button>
        </Show>
      }
    >
      <Show when={!done()} fallback={<Made done={done()} onOpen={props.onClose} />}>
        <FormProblem text={sending.problem(['customerId', 'contactId'])} />
        <ChoiceFields
          choice={customer}
          refersTo="customer"
          error={sending.error('customerId')}
          words={{
            label: t('convert.customer'),
            existing: t('convert.existing'),
            new: t('convert.new'),
            name: t('convert.customerName'),
            matched: t('convert.matched'),
            several: t('convert.several'),
          }}
        />
        <ChoiceFields
          choice={contact}
          refersTo="contact"
          error={sending.error('contactId')}
          words={{
            label: t('convert.contact'),
            existing: t('convert.existingContact'),
            new: t('convert.newContact'),
            name: t('convert.contactName'),
            matched: t('convert.matchedContact'),
            several: t('convert.several'),
          }}
        />
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

/** What is new, what was there already, and the way to each. */
function Made(props: { done: Done | undefined; onOpen: () => void }) {
  const things = (are: boolean) =>
    (['customer', 'contact', ...(props.done?.dealId ? (['deal'] as const) : [])] as const)
      .filter(thing => props.done?.made[thing] === are)
      .map(thing => t(`convert.thing.${thing}`))
  return (
    <Show when={props.done}>
      {done => (
        <div class="stack">
          <Show when={things(true).length}>
            <p>{t('convert.made', { things: format.list(things(true)) })}</p>
          </Show>
          <Show when={things(false).length}>
            <p>{t('convert.taken', { things: format.list(things(false)) })}</p>
          </Show>
          <A class="link" href={`/customers/${done().customerId}`} onClick={() => props.onOpen()}>
            {t('convert.openCustomer')}
          </A>
          <A class="link" href={`/contacts/${done().contactId}`} onClick={() => props.onOpen()}>
            {t('convert.openContact')}
          </A>
          <Show when={done().dealId}>
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
}
