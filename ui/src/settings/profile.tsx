import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { localeNames, locales, themes } from '../app/locale.rules'
import { chooseTheme, currentLocale, preferences } from '../app/preferences'
import { changeLanguage, changeReportingCurrency, changeTimeZone } from '../app/profile'
import { useSession } from '../app/session'
import { setSingleKeys, singleKeys } from '../app/shell/keys'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { Checkbox } from '../parts/field/checkbox'
import { ComboboxField } from '../parts/field/combobox-field'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { ZoneField } from '../parts/field/zone-field'
import { createForm } from '../parts/form/create-form'
import { Form, FormProblem } from '../parts/form/form'
import { Card } from '../parts/panel/card'
import { toast } from '../parts/toast/toast'
import { currencyOptions } from './rates/currencies'
import { t } from './settings.text'

const ChangeAddress = lazy(() =>
  import('./change-address').then(module => ({ default: module.ChangeAddress })),
)
const OwnSessions = lazy(() => import('./own-sessions').then(module => ({ default: module.OwnSessions })))
const OwnTime = lazy(() => import('./calendars/own-time').then(module => ({ default: module.OwnTime })))

/** One's own name, language, time zone, look and keys, week and working time. */
export const Profile = () => (
  <>
    <Person />
    <Reading />
    <Suspense>
      <OwnTime />
    </Suspense>
    <Suspense>
      <OwnSessions />
    </Suspense>
  </>
)

function Person() {
  const { session } = useSession()
  const client = useQueryClient()
  const form = createForm({ name: session()?.user.name ?? '' })
  const [changing, setChanging] = createSignal(false)
  const save = async () => {
    const saved = await form.submit(
      () => ({ name: !form.value('name').trim() && t('name.missing') }),
      () => api.patch('/auth/profile', { name: form.value('name').trim() }),
    )
    if (!saved) return
    client.setQueryData(['session'], saved)
    toast(t('saved'))
  }
  return (
    <Card title={t('profile.you')}>
      <Form class="form" onSubmit={save}>
        <FormProblem text={form.problem()} />
        <TextField label={t('name')} name="name" autocomplete="name" {...form.field('name')} />
        <TextField
          label={t('email')}
          type="email"
          value={session()?.user.email ?? ''}
          onChange={() => undefined}
          locked={t('email.locked')}
        />
        <div>
          <Button onClick={() => setChanging(true)}>{t('address.change')}</Button>
        </div>
        <div>
          <Button type="submit" tone="primary" size="lg" busy={form.busy()}>
            {common('save')}
          </Button>
        </div>
      </Form>
      <Show when={changing()}>
        <Suspense>
          <ChangeAddress onClose={() => setChanging(false)} />
        </Suspense>
      </Show>
    </Card>
  )
}

function Reading() {
  const { session } = useSession()
  const client = useQueryClient()
  const [theme, setTheme] = createSignal(preferences().theme)
  return (
    <Card title={t('profile.reading')}>
      <div class="form">
        <SelectField
          label={common('user.language')}
          options={locales.map(locale => ({ value: locale, label: localeNames[locale] }))}
          value={currentLocale()}
          hint={t('profile.language.hint')}
          onChange={value => {
            const chosen = locales.find(locale => locale === value)
            if (chosen && chosen !== currentLocale()) void changeLanguage(chosen)
          }}
        />
        <Show when={session()}>
          {known => (
            <ZoneField
              label={t('profile.timeZone')}
              hint={t('profile.timeZone.hint')}
              value={known().timeZone}
              onChange={zone => {
                if (zone !== known().user.timeZone) void changeTimeZone(client, zone)
              }}
            />
          )}
        </Show>
        <Show when={session()}>
          {known => (
            <ComboboxField
              label={t('profile.currency')}
              hint={t('profile.currency.hint')}
              options={[
                {
                  value: '',
                  label: t('profile.currency.workspace', { currency: known().workspace.currency }),
                },
                ...currencyOptions(),
              ]}
              value={known().user.reportingCurrency ?? ''}
              onChange={value => {
                const chosen = value || null
                if (value !== null && chosen !== known().user.reportingCurrency)
                  void changeReportingCurrency(client, chosen)
              }}
            />
          )}
        </Show>
        <div class="field">
          <span class="label">{common('user.theme')}</span>
          <div>
            <Segmented
              label={common('user.theme')}
              options={[
                { value: 'system', label: common('user.theme.system') },
                { value: 'light', label: common('user.theme.light') },
                { value: 'dark', label: common('user.theme.dark') },
              ]}
              value={theme() ?? 'system'}
              onChange={value => {
                const chosen = themes.find(one => one === value)
                chooseTheme(chosen)
                setTheme(chosen)
              }}
            />
          </div>
          <span class="hint">{t('profile.theme.hint')}</span>
        </div>
        <Checkbox
          label={common('user.singleKeys')}
          hint={t('profile.keys.hint')}
          checked={singleKeys()}
          onChange={setSingleKeys}
        />
      </div>
    </Card>
  )
}
