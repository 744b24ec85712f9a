import type { customFieldEntities } from '@sextant/db/core/areas.model'
import { type CustomField, customFieldKinds } from '@sextant/db/fields/custom-field.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { t as common } from '../app/text'
import { Checkbox } from '../parts/field/checkbox'
import { SelectField } from '../parts/field/select-field'
import { TextAreaField, TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { toast } from '../parts/toast/toast'
import { keyOf } from './field-key.rules'
import { t } from './settings.text'

/** Adds a field, or changes the name, options and use of one. Key and kind stay as they were made. */
export function FieldDialog(props: {
  entity: (typeof customFieldEntities)[number]
  field?: CustomField
  onClose: () => void
}) {
  const client = useQueryClient()
  const form = createForm(
    {
      label: props.field?.label ?? '',
      key: props.field?.key ?? '',
      kind: props.field?.kind ?? 'text',
      options: props.field?.options?.join('\n') ?? '',
    },
    `field ${props.field?.id ?? `of ${props.entity}`}`,
  )
  const [keyTyped, setKeyTyped] = createSignal(form.value('key') !== '')
  const [afterwards, setAfterwards] = createSignal(props.field?.afterwards ?? false)
  const key = () => (keyTyped() ? form.value('key') : keyOf(form.value('label')))
  const choice = () => form.value('kind') === 'select'
  const options = () => linesOf(form.value('options'))
  const save = async () => {
    const values = {
      label: form.value('label').trim(),
      afterwards: afterwards(),
      ...(choice() ? { options: options() } : {}),
    }
    const saved = await form.submit(
      () => ({
        label: !values.label && t('name.missing'),
        key: !/^[a-z][a-z0-9_]{0,62}$/.test(key()) && t('fields.key.wrong'),
        options: choice() && !options().length && t('fields.options.missing'),
      }),
      () =>
        props.field
          ? api.patch('/crm/fields/{id}', values, { params: { id: props.field.id } })
          : api.post('/crm/fields', {
              ...values,
              entity: props.entity,
              key: key(),
              kind: form.value('kind') as CustomField['kind'],
            }),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['custom_field'] })
    toast(t('saved'))
    props.onClose()
  }
  return (
    <FormDialog
      title={props.field ? t('fields.edit', { name: props.field.label }) : t('fields.add')}
      action={props.field ? common('save') : t('fields.add')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <TextField label={t('name')} name="label" {...form.field('label')} />
      <TextField
        label={t('fields.key')}
        name="key"
        hint={t('fields.key.hint')}
        value={key()}
        error={form.error('key')}
        locked={props.field && t('fields.key.locked')}
        onChange={typed => {
          setKeyTyped(true)
          form.set('key')(typed)
        }}
      />
      <SelectField
        label={t('fields.kind')}
        options={customFieldKinds.map(value => ({ value, label: t(`kind.${value}`) }))}
        locked={props.field && t('fields.kind.locked')}
        {...form.field('kind')}
      />
      <Show when={choice()}>
        <TextAreaField
          label={t('fields.options')}
          hint={t('fields.options.hint')}
          rows={5}
          {...form.field('options')}
        />
      </Show>
      <Checkbox
        label={t('fields.afterwards')}
        hint={t('fields.afterwards.hint')}
        checked={afterwards()}
        onChange={setAfterwards}
      />
    </FormDialog>
  )
}

/** What stands on the lines, each once, without empty ones. */
const linesOf = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean),
  ),
]
