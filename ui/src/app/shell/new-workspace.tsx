import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { api } from '../api'
import { leaveFor } from '../leave'
import { beginWithFirstSteps } from '../preferences'
import { t } from '../text'

/** Opens another workspace and moves to it. */
export function NewWorkspace(props: { onClose: () => void }) {
  const form = createForm({ name: '' }, 'new workspace')
  const create = () =>
    form.submit(
      () => ({ name: !form.value('name').trim() && t('workspace.name.missing') }),
      async () => {
        await api.post('/auth/workspaces', { name: form.value('name').trim() })
        beginWithFirstSteps()
        await leaveFor('/')
      },
    )
  return (
    <FormDialog
      title={t('workspace.new.title')}
      action={t('workspace.create')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={create}
      onClose={props.onClose}
    >
      <TextField
        label={t('workspace.name')}
        name="workspace"
        autocomplete="organization"
        hint={t('workspace.name.hint')}
        {...form.field('name')}
      />
    </FormDialog>
  )
}
