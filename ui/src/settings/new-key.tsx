import type { ApiKeyMade } from '@sextant/db/access/access.model'
import { rolesWithin } from '@sextant/db/access/power.rules'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { Dialog } from '../parts/overlay/dialog'
import { Notice } from '../parts/panel/card'
import { CopyOnce } from './copy-once'
import { createSending } from './form'
import { roleOptions } from './people'
import { t } from './settings.text'

const dayMs = 86_400_000
const terms = [30, 90, 365] as const

/** Makes a key; then shows its secret, which is told this once. */
export function NewKey(props: { onClose: () => void }) {
  const [made, setMade] = createSignal<ApiKeyMade>()
  return (
    <Show when={made()} fallback={<KeyForm onClose={props.onClose} onMade={setMade} />}>
      {key => (
        <Dialog
          open
          wide
          onClose={props.onClose}
          title={t('keys.made', { name: key().name })}
          footer={
            <Button size="lg" tone="primary" onClick={() => props.onClose()}>
              {common('close')}
            </Button>
          }
        >
          <CopyOnce text={key().secret} note={t('keys.once')} />
          <p>{t('keys.use')}</p>
        </Dialog>
      )}
    </Show>
  )
}

function KeyForm(props: { onClose: () => void; onMade: (made: ApiKeyMade) => void }) {
  const { session } = useSession()
  const client = useQueryClient()
  const sending = createSending()
  const [name, setName] = createSignal('')
  const [role, setRole] = createSignal('read_only')
  const [days, setDays] = createSignal('90')
  const roles = () => roleOptions(rolesWithin(session()?.member.role ?? 'read_only'))
  const make = async () => {
    if (sending.refuse({ name: name().trim() ? '' : t('keys.name.missing') })) return
    const expiresAt = days() ? new Date(Date.now() + Number(days()) * dayMs).toISOString() : null
    const made = await sending.send(() =>
      api.post<ApiKeyMade>('/crm/api-keys', { name: name().trim(), role: role(), expiresAt }),
    )
    if (!made) return
    void client.invalidateQueries({ queryKey: ['api_key'] })
    props.onMade(made)
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('keys.make')}
      onSubmit={() => void make()}
      footer={
        <>
          <Button size="lg" onClick={() => props.onClose()}>
            {common('cancel')}
          </Button>
          <Button size="lg" tone="primary" type="submit" busy={sending.busy()}>
            {t('keys.make')}
          </Button>
        </>
      }
    >
      <Show when={sending.problem()}>
        <div role="alert">
          <Notice tone="neg">{sending.problem()}</Notice>
        </div>
      </Show>
      <TextField
        label={t('keys.name')}
        name="key"
        hint={t('keys.name.hint')}
        value={name()}
        error={sending.error('name')}
        onChange={value => {
          setName(value)
          sending.clear('name')
        }}
      />
      <SelectField
        label={t('role')}
        options={roles()}
        value={role()}
        hint={t(`role.may.${roles().find(option => option.value === role())?.value ?? 'read_only'}`)}
        onChange={value => setRole(value ?? 'read_only')}
      />
      <SelectField
        label={t('keys.ends')}
        options={[
          ...terms.map(n => ({ value: String(n), label: t('keys.days', { n }) })),
          { value: '', label: t('keys.never') },
        ]}
        value={days()}
        error={sending.error('expiresAt')}
        onChange={value => setDays(value ?? '')}
      />
    </Dialog>
  )
}
