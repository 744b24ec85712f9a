import type { MailAccount } from '@sextant/db/deliveries/mail-settings.model'
import { A } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { t as common } from '../../app/text'
import { Button } from '../../parts/button/button'
import { Checkbox } from '../../parts/field/checkbox'
import { SelectField } from '../../parts/field/select-field'
import { TextAreaField, TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { Form, FormProblem } from '../../parts/form/form'
import { Card, Notice } from '../../parts/panel/card'
import { Loaded } from '../../parts/state/loaded'
import { toast } from '../../parts/toast/toast'
import { t } from './mail.text'
import { TestMail } from './test-mail'

const Confirm = lazy(() => import('../confirm').then(module => ({ default: module.Confirm })))

const key = ['workspace', 'mail']
const securities = ['tls', 'starttls', 'none'] as const
const usualPorts = { tls: '465', starttls: '587', none: '25' }

/** By which server messages leave, who writes them, and whether they go out. */
export function MailSettingsPage() {
  const query = useQuery(() => ({
    queryKey: key,
    // What is sent meanwhile tells no screen.
    staleTime: 0,
    queryFn: ({ signal }) => api.get('/crm/mail-settings', { signal }),
  }))
  return (
    <Loaded query={query} failed={t('failed')}>
      {kept => (
        <div class="stack gap-4">
          <Standing kept={kept()} />
          <For each={[kept().version]}>{() => <SettingsForm kept={kept()} />}</For>
          <TestMail onSettled={() => void query.refetch()} />
        </div>
      )}
    </Loaded>
  )
}

/** Whether mail goes out, and what waits. */
function Standing(props: { kept: MailAccount }) {
  const account = () => props.kept.account
  const counts = () =>
    (['waiting', 'kept', 'unknown'] as const).flatMap(name => {
      const n = props.kept.counts[name]
      return n ? [{ name, n, state: name === 'unknown' ? 'undecided' : name }] : []
    })
  return (
    <>
      <Show when={!account()}>
        <Notice tone="info">
          <strong>{t('none.title')}</strong>
          <p>{t('none.why')}</p>
          <A class="link" href="/settings/deliveries?state=kept">
            {t('none.see')}
          </A>
        </Notice>
      </Show>
      <Show when={account()?.trouble}>
        {trouble => (
          <Notice tone="neg">
            <strong>{t('trouble.title')}</strong>
            <p>{t.say(`trouble.${trouble().what}`) ?? t('trouble.other', { what: trouble().what })}</p>
            <Show when={trouble().text}>
              {text => (
                <p class="small">
                  <bdi>{t('trouble.said', { text: text() })}</bdi>
                </p>
              )}
            </Show>
            <Show when={trouble().until}>
              {until => <p class="small">{t('trouble.until', { time: format.precise(until()) })}</p>}
            </Show>
          </Notice>
        )}
      </Show>
      <Show when={account() && !account()?.trouble}>
        <p class="muted">{t(account()?.triedAt ? 'works' : 'untried')}</p>
      </Show>
      <Show when={counts().length}>
        <p class="small">
          <For each={counts()}>
            {({ name, n, state }) => (
              <>
                <A class="link" href={`/settings/deliveries?state=${state}`}>
                  {t(`counts.${name}`, { n })}
                </A>{' '}
              </>
            )}
          </For>
        </p>
      </Show>
    </>
  )
}

function SettingsForm(props: { kept: MailAccount }) {
  const client = useQueryClient()
  const { account, version } = props.kept
  const was = account?.settings
  const form = createForm({
    host: was?.host ?? '',
    port: String(was?.port ?? 587),
    user: was?.user ?? '',
    password: '',
    fromName: was?.fromName ?? '',
    fromAddress: was?.fromAddress ?? '',
    dkimDomain: was?.dkimDomain ?? '',
    dkimSelector: was?.dkimSelector ?? '',
    dkimKey: '',
    connections: String(was?.connections ?? 4),
    perMinute: was?.perMinute ? String(was.perMinute) : '',
  })
  const [security, setSecurity] = createSignal(was?.security ?? 'starttls')
  const [receipts, setReceipts] = createSignal(was?.receipts ?? false)
  const [dropping, setDropping] = createSignal(false)
  const text = (name: Parameters<typeof form.value>[0]) => form.value(name).trim() || null
  const whole = (name: 'port' | 'connections' | 'perMinute', most: number) => {
    const value = Number(form.value(name))
    return Number.isInteger(value) && value >= 1 && value <= most ? value : undefined
  }
  const choose = (value: string | null) => {
    const next = securities.find(one => one === value) ?? security()
    // A port that was not the usual one was meant.
    if (form.value('port') === usualPorts[security()]) form.set('port')(usualPorts[next])
    setSecurity(next)
  }
  const save = async () => {
    const signs = Boolean(text('dkimDomain') || text('dkimSelector') || text('dkimKey'))
    const saved = await form.submit(
      () => ({
        host: !text('host') && t('host.missing'),
        port: !whole('port', 65_535) && t('port.wrong'),
        fromAddress: !text('fromAddress') && t('address.missing'),
        connections: !whole('connections', 20) && t('connections.wrong'),
        perMinute: text('perMinute') !== null && !whole('perMinute', 100_000) && t('perMinute.wrong'),
      }),
      () =>
        api.put(
          '/crm/mail-settings',
          {
            host: form.value('host').trim(),
            port: whole('port', 65_535) ?? 587,
            security: security(),
            user: text('user'),
            fromAddress: form.value('fromAddress').trim(),
            fromName: text('fromName'),
            dkimDomain: text('dkimDomain'),
            dkimSelector: text('dkimSelector'),
            connections: whole('connections', 20) ?? 4,
            perMinute: whole('perMinute', 100_000) ?? null,
            receipts: receipts(),
            ...(form.value('password') && { password: form.value('password') }),
            ...(text('dkimKey') ? { dkimKey: text('dkimKey') } : signs ? {} : { dkimKey: null }),
          },
          { version },
        ),
    )
    if (!saved) return
    client.setQueryData(key, saved)
    toast(t('saved'))
  }
  const drop = async () => {
    await api.delete('/crm/mail-settings')
    await client.invalidateQueries({ queryKey: key })
    toast(t('dropped'))
  }
  return (
    <Form class="stack gap-4" onSubmit={save}>
      <FormProblem text={form.problem()} />
      <Card title={t('server')}>
        <div class="form">
          <TextField label={t('host')} hint={t('host.hint')} type="url" {...form.field('host')} />
          <SelectField
            label={t('security')}
            options={securities.map(value => ({ value, label: t(`security.${value}`) }))}
            value={security()}
            onChange={choose}
          />
          <TextField label={t('port')} {...form.field('port')} />
          <TextField label={t('user')} hint={t('user.hint')} optional {...form.field('user')} />
          <TextField
            label={t('password')}
            type="password"
            autocomplete="new-password"
            hint={account?.hasPassword ? t('password.kept') : undefined}
            optional
            {...form.field('password')}
          />
        </div>
      </Card>
      <Card title={t('sender')}>
        <div class="form">
          <TextField label={t('fromName')} optional {...form.field('fromName')} />
          <TextField label={t('fromAddress')} type="email" {...form.field('fromAddress')} />
        </div>
      </Card>
      <Card title={t('signing')}>
        <p class="muted mb-3">{t('signing.why')}</p>
        <div class="form">
          <TextField label={t('dkimDomain')} type="url" optional {...form.field('dkimDomain')} />
          <TextField label={t('dkimSelector')} optional {...form.field('dkimSelector')} />
          <TextAreaField
            label={t('dkimKey')}
            hint={account?.hasDkimKey ? t('dkimKey.kept') : undefined}
            optional
            {...form.field('dkimKey')}
          />
        </div>
      </Card>
      <Card title={t('limits')}>
        <div class="form">
          <TextField label={t('connections')} {...form.field('connections')} />
          <TextField
            label={t('perMinute')}
            hint={t('perMinute.hint')}
            optional
            {...form.field('perMinute')}
          />
          <Checkbox label={t('receipts')} checked={receipts()} onChange={setReceipts} />
        </div>
      </Card>
      <div class="row gap-2">
        <Button type="submit" tone="primary" size="lg" busy={form.busy()}>
          {common('save')}
        </Button>
        <Show when={account}>
          <Button size="lg" onClick={() => setDropping(true)}>
            {t('drop')}
          </Button>
        </Show>
      </div>
      <Show when={dropping()}>
        <Confirm
          title={t('drop')}
          why={t('drop.why')}
          verb={t('drop')}
          act={drop}
          onClose={() => setDropping(false)}
        />
      </Show>
    </Form>
  )
}
