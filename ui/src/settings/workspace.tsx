import type { Workspace } from '@sextant/db/access/access.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { api } from '../app/api'
import { intlTag, localeNames, locales } from '../app/locale.rules'
import { currentLocale } from '../app/preferences'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { ComboboxField } from '../parts/field/combobox-field'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { Card, Notice } from '../parts/panel/card'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { toast } from '../parts/toast/toast'
import { createSending } from './form'
import { t } from './settings.text'

/** Name, currency, time zone and language of the workspace. */
export function WorkspaceSettings() {
  const query = useQuery(() => ({
    queryKey: ['workspace', 'record'],
    queryFn: ({ signal }) => api.get<Workspace>('/crm/workspace', { signal }),
  }))
  return (
    <Switch fallback={<Skeleton />}>
      <Match when={query.isError && !query.data}>
        <ErrorState title={t('workspace.failed')} error={query.error} onRetry={() => void query.refetch()} />
      </Match>
      <Match when={query.data}>{workspace => <Form workspace={workspace()} />}</Match>
    </Switch>
  )
}

function Form(props: { workspace: Workspace }) {
  const { can } = useSession()
  const client = useQueryClient()
  const sending = createSending()
  const { id: _, slug: __, ...start } = props.workspace
  const [values, setValues] = createSignal<Omit<Workspace, 'id' | 'slug'>>(start)
  const set = (key: keyof typeof start) => (value: string | null) => {
    setValues(before => ({ ...before, [key]: value ?? before[key] }))
    sending.clear(key)
  }
  const locked = () => (can('workspace', 'update') ? undefined : t('locked.admin'))
  const save = async () => {
    if (sending.refuse({ name: values().name.trim() ? '' : t('workspace.name.missing') })) return
    const saved = await sending.send(() =>
      api.patch<Workspace>('/crm/workspace', { ...values(), name: values().name.trim() }),
    )
    if (!saved) return
    client.setQueryData(['workspace', 'record'], saved)
    void client.invalidateQueries({ queryKey: ['session'] })
    toast(t('saved'))
  }
  return (
    <Card title={t('section.workspace')}>
      <form
        class="form"
        method="post"
        novalidate
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <Show when={sending.problem()}>
          <Notice tone="neg">{sending.problem()}</Notice>
        </Show>
        <TextField
          label={common('workspace.name')}
          name="workspace"
          value={values().name}
          onChange={set('name')}
          error={sending.error('name')}
          locked={locked()}
        />
        <ComboboxField
          label={t('workspace.currency')}
          hint={t('workspace.currency.hint')}
          options={currencies()}
          value={values().currency}
          onChange={set('currency')}
          error={sending.error('currency')}
          locked={locked()}
        />
        <ComboboxField
          label={t('workspace.timeZone')}
          hint={t('workspace.timeZone.hint')}
          options={timeZones}
          value={values().timeZone}
          onChange={set('timeZone')}
          error={sending.error('timeZone')}
          locked={locked()}
        />
        <SelectField
          label={common('user.language')}
          hint={t('workspace.locale.hint')}
          options={locales.map(locale => ({ value: locale, label: localeNames[locale] }))}
          value={values().locale}
          onChange={set('locale')}
          error={sending.error('locale')}
          locked={locked()}
        />
        <Show when={!locked()}>
          <div>
            <Button type="submit" tone="primary" size="lg" busy={sending.busy()}>
              {common('save')}
            </Button>
          </div>
        </Show>
      </form>
    </Card>
  )
}

const currencies = () => {
  const names = new Intl.DisplayNames(intlTag[currentLocale()], { type: 'currency' })
  return Intl.supportedValuesOf('currency').map(code => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }))
}

const timeZones = [...Intl.supportedValuesOf('timeZone'), 'UTC'].map(zone => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}))
