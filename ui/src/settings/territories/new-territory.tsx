import { api } from '../../app/api'
import { Button } from '../../parts/button/button'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { Form } from '../../parts/form/form'
import { toast } from '../../parts/toast/toast'
import { t } from './territories.text'

/** A territory by its name; what lies in it and who covers it is said afterwards. */
export function NewTerritory(props: { onMade: () => unknown }) {
  const form = createForm({ name: '' }, 'new territory')
  const create = async () => {
    const made = await form.submit(
      () => ({ name: !form.value('name').trim() && t('name.missing') }),
      async () => {
        const name = form.value('name').trim()
        await api.post('/crm/territories', { name })
        return { name }
      },
    )
    if (!made) return
    form.set('name')('')
    await props.onMade()
    toast(t('made', { name: made.name }))
  }
  return (
    <Form class="flex max-w-110 items-end gap-2" onSubmit={create}>
      <div class="grow">
        <TextField
          label={t('new.name')}
          name="territory"
          {...form.field('name')}
          error={form.error('name') ?? form.problem()}
        />
      </div>
      <Button type="submit" size="lg" busy={form.busy()}>
        {t('make')}
      </Button>
    </Form>
  )
}
