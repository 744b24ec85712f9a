import type { Workspace } from '@sextant/db/access/access.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { api } from '../app/api'
import { localeNames, locales } from '../app/locale.rules'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { ComboboxField } from '../parts/field/combobox-field'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { ZoneField } from '../parts/field/zone-field'
import { createForm } from '../parts/form/create-form'
import { Form, FormProblem } from '../parts/form/form'
import { Card } from '../parts/panel/card'
import { Loaded } from '../parts/state/loaded'
import { toast } from '../parts/toast/toast'
import { sectionName } from './place'
import { currencyOptions } from './rates/currencies'
import { t } from './settings.text'

/** Name, currency, time zone and language of the workspace. */
export function WorkspaceSettings() {
  const query = useQuery(() => ({
    queryKey: ['workspace', 'record'],
    queryFn: ({ signal }) => api.get('/crm/workspace', { signal }),
  }))
  return (
    <Loaded query={query} failed={t('workspace.failed')}>
      {workspace => <WorkspaceForm workspace={workspace()} />}
    </Loaded>
  )
}

function WorkspaceForm(props: { workspace: Workspace }) {
  const { can } = useSession()
  const client = useQueryClient()
  const { name, currency, timeZone, locale } = props.workspace
  const form = createForm({ name, currency, timeZone, locale })
  const locked = () => (can('workspace', 'update') ? undefined : t('locked.admin'))
  const save = async () => {
    const saved = await form.submit(
      () => ({ name: !form.value('name').trim() && t('workspace.name.missing') }),
      () => api.patch('/crm/workspace', { ...form.values(), name: form.value('name').trim() }),
    )
    if (!saved) return
    client.setQueryData(['workspace', 'record'], saved)
    void client.invalidateQueries({ queryKey: ['session'] })
    toast(t('saved'))
  }
  return (
    <Card title={sectionName('workspace')}>
      <Form class="form" onSubmit={save}>
        <FormProblem text={form.problem()} />
        <TextField
          label={common('workspace.name')}
          name="workspace"
          locked={locked()}
          {...form.field('name')}
        />
        <ComboboxField
          label={t('workspace.currency')}
          hint={t('workspace.currency.hint')}
          options={currencyOptions()}
          locked={locked()}
          {...form.field('currency')}
        />
        <ZoneField
          label={t('workspace.timeZone')}
          hint={t('workspace.timeZone.hint')}
          locked={locked()}
          {...form.field('timeZone')}
        />
        <SelectField
          label={common('user.language')}
          hint={t('workspace.locale.hint')}
          options={locales.map(locale => ({ value: locale, label: localeNames[locale] }))}
          locked={locked()}
          {...form.field('locale')}
        />
        <Show when={!locked()}>
          <div>
            <Button type="submit" tone="primary" size="lg" busy={form.busy()}>
              {common('save')}
            </Button>
          </div>
        </Show>
      </Form>
    </Card>
  )
}
