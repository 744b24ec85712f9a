import { isNumberPattern } from '@sextant/db/quotes/quote-number.rules'
import type { KeptQuoteSettings } from '@sextant/db/quotes/quote-settings.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../../app/api'
import { useSession } from '../../app/session'
import { t as common } from '../../app/text'
import { Button } from '../../parts/button/button'
import { SelectField } from '../../parts/field/select-field'
import { TextAreaField, TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { Form, FormProblem } from '../../parts/form/form'
import { Card } from '../../parts/panel/card'
import { readBasics } from '../../parts/records/basics'
import { Loaded } from '../../parts/state/loaded'
import { toast } from '../../parts/toast/toast'
import { t as settings } from '../settings.text'
import { LogoField } from './logo-field'
import { t } from './quote-settings.text'

/** Numbers, who sells, what quotes say at first, and what an accepted one does to its deal. */
export function QuoteSettingsPage() {
  const query = useQuery(() => ({
    queryKey: ['workspace', 'quotes'],
    queryFn: ({ signal }) => api.get('/crm/quote-settings', { signal }),
  }))
  return (
    <Loaded query={query} failed={t('failed')}>
      {kept => <SettingsForm kept={kept()} />}
    </Loaded>
  )
}

/** What stands for the number and the year in a pattern, as it is written. */
const marks = { plain: '{number}', padded: '{number:4}', year: '{year}' }

const won = 'won'
const nowhere = 'none'

function SettingsForm(props: { kept: KeptQuoteSettings }) {
  const { can } = useSession()
  const client = useQueryClient()
  const { settings: was, series, version } = props.kept
  const form = createForm({
    numberPattern: was.numberPattern,
    nextNumber: String(series.next),
    name: was.seller.name ?? '',
    address: was.seller.address ?? '',
    email: was.seller.email ?? '',
    phone: was.seller.phone ?? '',
    taxId: was.seller.taxId ?? '',
    paymentTerms: was.paymentTerms ?? '',
    terms: was.terms ?? '',
    validityDays: String(was.validityDays),
  })
  const [logo, setLogo] = createSignal(was.seller.logoFileId)
  const [stages, setStages] = createSignal<Readonly<Record<string, string | null>>>(was.acceptedStages)
  const pipelines = usePipelineStages()
  const locked = () => (can('workspace', 'update') ? undefined : settings('locked.admin'))
  const text = (name: Parameters<typeof form.value>[0]) => form.value(name).trim() || null
  const whole = (name: 'nextNumber' | 'validityDays', most: number) => {
    const value = Number(form.value(name))
    return Number.isInteger(value) && value >= 1 && value <= most ? value : undefined
  }
  const save = async () => {
    const saved = await form.submit(
      () => ({
        numberPattern: !isNumberPattern(form.value('numberPattern')) && t('pattern.wrong', marks),
        nextNumber: !whole('nextNumber', 100_000_000) && t('next.wrong'),
        validityDays: !whole('validityDays', 3650) && t('validity.wrong'),
      }),
      () =>
        api.put(
          '/crm/quote-settings',
          {
            numberPattern: form.value('numberPattern').trim(),
            // What is as it was is no wish: another range may go on from elsewhere.
            nextNumber:
              form.value('nextNumber') === String(series.next) ? null : whole('nextNumber', 100_000_000),
            seller: {
              name: text('name'),
              address: text('address'),
              email: text('email'),
              phone: text('phone'),
              taxId: text('taxId'),
              logoFileId: logo(),
            },
            paymentTerms: text('paymentTerms'),
            terms: text('terms'),
            validityDays: whole('validityDays', 3650) ?? was.validityDays,
            acceptedStages: stages(),
          },
          { version },
        ),
    )
    if (!saved) return
    client.setQueryData(['workspace', 'quotes'], saved)
    toast(settings('saved'))
  }
  const goes = (pipelineId: string): string => {
    const stage = stages()[pipelineId]
    return stage === undefined ? won : (stage ?? nowhere)
  }
  const choose = (pipelineId: string) => (value: string | null) => {
    const { [pipelineId]: _, ...others } = stages()
    if (!value || value === won) setStages(others)
    else setStages({ ...others, [pipelineId]: value === nowhere ? null : value })
  }
  return (
    <Form class="stack gap-4" onSubmit={save}>
      <FormProblem text={form.problem()} />
      <Card title={t('numbers')}>
        <div class="form">
          <TextField
            label={t('pattern')}
            hint={t('pattern.hint', marks)}
            locked={locked()}
            {...form.field('numberPattern')}
          />
          <Show
            when={!series.begun}
            fallback={<p class="small muted">{t('next.begun', { text: series.text })}</p>}
          >
            <TextField
              label={t('next')}
              hint={t('next.hint', { text: series.text })}
              locked={locked()}
              {...form.field('nextNumber')}
            />
          </Show>
        </div>
      </Card>
      <Card title={t('seller')}>
        <div class="form">
          <TextField label={t('name')} hint={t('name.hint')} locked={locked()} {...form.field('name')} />
          <TextAreaField label={t('address')} locked={locked()} {...form.field('address')} />
          <TextField label={t('email')} type="email" locked={locked()} {...form.field('email')} />
          <TextField label={t('phone')} type="tel" locked={locked()} {...form.field('phone')} />
          <TextField label={t('taxId')} locked={locked()} {...form.field('taxId')} />
          <LogoField fileId={logo()} locked={Boolean(locked())} onChange={setLogo} />
        </div>
      </Card>
      <Card title={t('usual')}>
        <div class="form">
          <TextField label={t('validity')} locked={locked()} {...form.field('validityDays')} />
          <TextField
            label={t('payment')}
            hint={t('payment.hint')}
            locked={locked()}
            {...form.field('paymentTerms')}
          />
          <TextAreaField
            label={t('terms')}
            hint={t('terms.hint')}
            rows={6}
            locked={locked()}
            {...form.field('terms')}
          />
        </div>
      </Card>
      <Card title={t('accepted')}>
        <p class="muted mb-3">{t('accepted.why')}</p>
        <div class="form">
          <For each={pipelines()}>
            {pipeline => (
              <SelectField
                label={pipeline.name}
                locked={locked()}
                options={[
                  { value: won, label: t('accepted.won') },
                  { value: nowhere, label: t('accepted.none') },
                  ...pipeline.stages.map(({ id, name }) => ({
                    value: id,
                    label: t('accepted.stage', { stage: name }),
                  })),
                ]}
                value={goes(pipeline.id)}
                onChange={choose(pipeline.id)}
              />
            )}
          </For>
        </div>
      </Card>
      <Show when={!locked()}>
        <div>
          <Button type="submit" tone="primary" size="lg" busy={form.busy()}>
            {common('save')}
          </Button>
        </div>
      </Show>
    </Form>
  )
}

/** The pipelines with their stages but for those of a loss, in their order. */
function usePipelineStages() {
  const query = useQuery(() => ({
    queryKey: ['stage', 'of quotes'],
    queryFn: async ({ signal }) => {
      const [{ pipelines }, stages] = await Promise.all([
        readBasics(),
        api.get('/crm/stages', { query: { limit: 200, sort: 'position' }, signal }),
      ])
      return pipelines.map(({ id, name }) => ({
        id,
        name,
        stages: stages.results.flatMap(stage =>
          stage.pipelineId === id && stage.kind !== 'lost' ? [{ id: stage.id, name: stage.name ?? '' }] : [],
        ),
      }))
    },
  }))
  return () => query.data ?? []
}
