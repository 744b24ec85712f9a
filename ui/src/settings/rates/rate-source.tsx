import type { RateSettings } from '@sextant/db/rates/rates.model'
import { useQueryClient } from '@tanstack/solid-query'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import { Match, Show, Switch } from 'solid-js'
import { api } from '../../app/api'
import { explainRule } from '../../app/explain'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { t as common } from '../../app/text'
import { Button } from '../../parts/button/button'
import { ComboboxField } from '../../parts/field/combobox-field'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { Form, FormProblem } from '../../parts/form/form'
import { createSending } from '../../parts/form/sending'
import { Card } from '../../parts/panel/card'
import { toast } from '../../parts/toast/toast'
import { t as settings } from '../settings.text'
import { currencyOptions } from './currencies'
import { t } from './rates.text'

/** The base, the address, and how that last answered. */
export function RateSource(props: { settings: RateSettings; used: boolean }) {
  const { can } = useSession()
  const client = useQueryClient()
  const form = createForm({ base: props.settings.base, address: props.settings.address ?? '' })
  const fetching = createSending()
  const locked = () => (can('exchange_rate', 'update') ? undefined : settings('locked.admin'))
  const anew = () => client.invalidateQueries({ queryKey: ['exchange_rate'] })
  const save = async () => {
    const address = form.value('address').trim()
    const saved = await form.submit(
      () => ({ address: address !== '' && !/^https?:\/\/./.test(address) && t('source.address.wrong') }),
      () => api.patch('/crm/rates/settings', { base: form.value('base'), address: address || null }),
    )
    if (!saved) return
    await anew()
    toast(settings('saved'))
  }
  const fetch = () =>
    fetching.send(async () => {
      await api.post('/crm/rates/fetch')
      await anew()
    })
  return (
    <Card title={t('source.title')}>
      <Form class="form" onSubmit={save}>
        <FormProblem text={form.problem() ?? fetching.problem([])} />
        <ComboboxField
          label={t('source.base')}
          hint={t('source.base.hint')}
          options={currencyOptions()}
          locked={locked() ?? (props.used ? t('source.base.locked') : undefined)}
          {...form.field('base')}
        />
        <TextField
          label={t('source.address')}
          type="url"
          name="address"
          hint={t('source.address.hint')}
          locked={locked()}
          {...form.field('address')}
        />
        <Show when={!locked()}>
          <div class="row gap-2">
            <Button type="submit" tone="primary" size="lg" busy={form.busy()}>
              {common('save')}
            </Button>
            <Show when={props.settings.address}>
              <Button
                size="lg"
                icon={<RefreshCw aria-hidden="true" />}
                busy={fetching.busy() || props.settings.fetching}
                onClick={fetch}
              >
                {props.settings.fetching ? t('source.fetching') : t('source.fetch')}
              </Button>
            </Show>
          </div>
        </Show>
        <p class="muted" role="status">
          <Switch>
            <Match when={props.settings.failure}>
              {failure => (
                <span class="text-warn">
                  {t('source.failed', {
                    ago: format.ago(props.settings.triedAt ?? new Date()),
                    why: explainRule(failure()) ?? failure(),
                  })}
                </span>
              )}
            </Match>
            <Match when={props.settings.fetchedAt}>
              {at => t('source.fetched', { ago: format.ago(at()) })}
            </Match>
          </Switch>
        </p>
      </Form>
    </Card>
  )
}
