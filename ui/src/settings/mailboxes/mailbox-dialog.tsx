import type { Mailbox } from '@sextant/db/mailboxes/mailboxes.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { Checkbox } from '../../parts/field/checkbox'
import { SelectField } from '../../parts/field/select-field'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { toast } from '../../parts/toast/toast'
import { t } from './mailboxes.text'

const securities = ['tls', 'starttls', 'none'] as const
const usualPorts = { tls: '993', starttls: '143', none: '143' }

/** How a mailbox is reached. It is tried as soon as it is saved; what the server says stands on the page. */
export function MailboxDialog(props: { mailbox?: Mailbox; onClose: () => void }) {
  const client = useQueryClient()
  const { session } = useSession()
  const was = props.mailbox
  // Who may not add shared ones adds their own.
  const mayShare = () => session()?.permissions.mailbox?.create === 'all'
  const form = createForm({
    name: was?.name ?? '',
    address: was?.address ?? '',
    aliases: format.listed(was?.aliases ?? []),
    host: was?.host ?? '',
    port: String(was?.port ?? 993),
    user: was?.user ?? '',
    password: '',
  })
  const [policy, setPolicy] = createSignal(was?.policy ?? (mayShare() ? 'shared' : 'private'))
  const [security, setSecurity] = createSignal<(typeof securities)[number]>(was?.security ?? 'tls')
  const [paused, setPaused] = createSignal(was?.paused ?? false)
  const save = async () => {
    const needed = (key: 'name' | 'address' | 'host' | 'user') => !form.value(key).trim() && t('needed')
    const saved = await form.submit(
      () => ({
        name: needed('name'),
        address: needed('address'),
        host: needed('host'),
        user: needed('user'),
        password: !was && !form.value('password') && t('needed'),
        port: !/^\d{1,5}$/.test(form.value('port').trim()) && t('needed'),
      }),
      () => {
        const body = {
          name: form.value('name'),
          address: form.value('address'),
          aliases: form
            .value('aliases')
            .split(/[\s,،;]+/)
            .filter(Boolean),
          policy: policy(),
          host: form.value('host'),
          port: Number(form.value('port')),
          security: security(),
          user: form.value('user'),
          paused: paused(),
          ...(form.value('password') ? { password: form.value('password') } : {}),
        }
        return was
          ? api.put('/crm/mailboxes/{id}', body, { params: { id: was.id }, version: was.version })
          : api.post('/crm/mailboxes', body)
      },
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['mailbox'] })
    toast(t('saved'))
    props.onClose()
  }
  return (
    <FormDialog
      title={was ? t('change', { name: was.name }) : t('add')}
      action={t('save')}
      wide
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <div class="pair">
        <TextField label={t('name')} name="mailbox-name" {...form.field('name')} />
        <TextField label={t('address')} type="email" {...form.field('address')} />
      </div>
      <TextField label={t('aliases')} hint={t('aliases.hint')} optional {...form.field('aliases')} />
      <SelectField
        label={t('policy')}
        options={(['shared', 'private'] as const).map(value => ({
          value,
          label: t(`policy.${value}`),
          disabled: was ? value !== was.policy : value === 'shared' && !mayShare(),
        }))}
        value={policy()}
        onChange={value => setPolicy(value === 'private' ? 'private' : 'shared')}
      />
      <div class="pair">
        <TextField label={t('host')} {...form.field('host')} />
        <TextField label={t('port')} {...form.field('port')} />
      </div>
      <SelectField
        label={t('security')}
        options={securities.map(value => ({ value, label: t(`security.${value}`) }))}
        value={security()}
        onChange={value => {
          const chosen = securities.find(one => one === value) ?? 'tls'
          if (form.value('port') === usualPorts[security()]) form.set('port')(usualPorts[chosen])
          setSecurity(chosen)
        }}
      />
      <div class="pair">
        <TextField label={t('user')} {...form.field('user')} />
        <TextField
          label={t('password')}
          type="password"
          autocomplete="new-password"
          hint={was ? t('password.keep') : undefined}
          {...form.field('password')}
        />
      </div>
      <Checkbox label={t('paused')} checked={paused()} onChange={setPaused} />
    </FormDialog>
  )
}
