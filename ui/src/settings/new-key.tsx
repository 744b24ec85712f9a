import type { ApiKeyMade } from '@sextant/db/access/access.model'
import type { Grants } from '@sextant/db/core/grants.rules'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { Segmented } from '../parts/button/segmented'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { CopyOnce } from './copy-once'
import { useRoleList } from './people'
import { RoleField } from './role-field'
import { t } from './settings.text'
import { ToldOnce } from './told-once'

const KeyGrants = lazy(() => import('./access/key-grants').then(module => ({ default: module.KeyGrants })))

const dayMs = 86_400_000
const terms = [30, 90, 365] as const

/** Makes a key; then shows its secret, which is told this once. */
export function NewKey(props: { onClose: () => void }) {
  const [made, setMade] = createSignal<ApiKeyMade>()
  return (
    <Show when={made()} fallback={<KeyForm onClose={props.onClose} onMade={setMade} />}>
      {key => (
        <ToldOnce title={t('keys.made', { name: key().name })} onClose={props.onClose}>
          <CopyOnce text={key().secret} note={t('keys.once')} />
          <p>{t('keys.use')}</p>
        </ToldOnce>
      )}
    </Show>
  )
}

function KeyForm(props: { onClose: () => void; onMade: (made: ApiKeyMade) => void }) {
  const client = useQueryClient()
  const form = createForm({ name: '', role: 'read_only', expiresAt: '90' }, 'new key')
  const roles = useRoleList()
  // What was drawn up is of one role: another begins anew.
  const [less, setLess] = createSignal<{ role: string; grants: Grants }>()
  const held = (): Grants | null =>
    roles.data?.results.find(({ key }) => key === form.value('role'))?.grants ?? null
  const own = () => (less()?.role === form.value('role') ? less()?.grants : undefined)
  const draw = (grants: Grants | undefined) => setLess(grants && { role: form.value('role'), grants })
  const make = async () => {
    const made = await form.submit(
      () => ({ name: !form.value('name').trim() && t('keys.name.missing') }),
      () =>
        api.post('/crm/api-keys', {
          name: form.value('name').trim(),
          role: form.value('role'),
          grants: (own() ?? null) as ApiKeyMade['grants'],
          expiresAt: endAfter(form.value('expiresAt')),
        }),
    )
    if (!made) return
    void client.invalidateQueries({ queryKey: ['api_key'] })
    props.onMade(made)
  }
  return (
    <FormDialog
      wide={Boolean(own())}
      title={t('keys.make')}
      action={t('keys.make')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={make}
      onClose={props.onClose}
    >
      <TextField label={t('keys.name')} name="key" hint={t('keys.name.hint')} {...form.field('name')} />
      <RoleField {...form.field('role')} />
      <Show when={held()}>
        {role => (
          <div class="field">
            <span class="label">{t('keys.may')}</span>
            <Segmented
              label={t('keys.may')}
              options={[
                { value: 'all', label: t('keys.may.all') },
                { value: 'less', label: t('keys.may.less') },
              ]}
              value={own() ? 'less' : 'all'}
              onChange={value => draw(value === 'less' ? role() : undefined)}
            />
            <p class="small text-muted">{t(own() ? 'keys.may.less.why' : 'keys.may.all.why')}</p>
            <Show when={own()}>
              {grants => (
                <Suspense>
                  <KeyGrants within={role()} grants={grants()} onChange={draw} />
                </Suspense>
              )}
            </Show>
          </div>
        )}
      </Show>
      <SelectField
        label={t('keys.ends')}
        options={[
          ...terms.map(n => ({ value: String(n), label: t('keys.days', { n }) })),
          { value: '', label: t('keys.never') },
        ]}
        {...form.field('expiresAt')}
      />
    </FormDialog>
  )
}

/** The moment so many days from now; without a number the key never ends. */
const endAfter = (days: string) => (days ? new Date(Date.now() + Number(days) * dayMs).toISOString() : null)
