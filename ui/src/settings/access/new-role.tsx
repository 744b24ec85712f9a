import type { Role } from '@sextant/db/access/role.model'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { roleName } from '../../app/role-name'
import { SelectField } from '../../parts/field/select-field'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { toast } from '../../parts/toast/toast'
import { t } from './access.text'

/** Makes a role that begins with what another may do. */
export function NewRole(props: {
  roles: readonly Role[]
  base: string
  onMade: (key: string) => void
  onClose: () => void
}) {
  const client = useQueryClient()
  const form = createForm({ name: '', base: props.base }, 'new role')
  const make = async () => {
    const made = await form.submit(
      () => ({ name: !form.value('name').trim() && t('role.name.missing') }),
      () => api.post('/crm/roles', { name: form.value('name').trim(), base: form.value('base') }),
    )
    if (!made) return
    await client.invalidateQueries({ queryKey: ['role'] })
    toast(t('role.made', { name: made.name ?? made.key }))
    props.onMade(made.key)
    props.onClose()
  }
  return (
    <FormDialog
      title={t('role.new')}
      action={t('role.make')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={make}
      onClose={props.onClose}
    >
      <TextField label={t('role.name')} name="role" {...form.field('name')} />
      <SelectField
        label={t('role.base')}
        hint={t('role.new.hint')}
        options={props.roles
          .filter(({ givable }) => givable)
          .map(role => ({ value: role.key, label: roleName(role.key, props.roles) }))}
        {...form.field('base')}
      />
    </FormDialog>
  )
}
