import {
  type CustomField,
  type customFieldEntities,
  customFieldKinds,
} from '@sextant/db/fields/custom-field.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { Checkbox } from '../parts/field/checkbox'
import { SelectField } from '../parts/field/select-field'
import { TextAreaField, TextField } from '../parts/field/text-field'
import { Dialog } from '../parts/overlay/dialog'
import { Notice } from '../parts/panel/card'
import { toast } from '../parts/toast/toast'
import { keyOf } from './field-key.rules'
import { createSending } from './form'
import { t } from './settings.text'

/** Adds a field, or changes the name, options and use of one. Key and kind stay as they were made. */
export function FieldDialog(props: {
  entity: (typeof customFieldEntities)[number]
  field?: CustomField
  onClose: () => void
}) {
  const client = useQueryClient()
  const sending = createSending()
  const [label, setLabel] = createSignal(props.field?.label ?? '')
  const [typedKey, setTypedKey] = createSignal<string>()
  const [kind, setKind] = createSignal(props.field?.kind ?? 'text')
  const [options, setOptions] = createSignal(props.field?.options?.join('\n') ?? '')
  const [afterwards, setAfterwards] = createSignal(props.field?.afterwards ?? false)
  const key = () => props.field?.key ?? typedKey() ?? keyOf(label())
  const listed = () => [
    ...new Set(
      options()
        .split('\n')
        .map(line => line.trim())
        .filter(Boolean),
    ),
  ]
  const save = async () => {
    const wrong = {
      label: !label().trim() && t('name.missing'),
      key: !/^[a-z][a-z0-9_]{0,62}$/.test(key()) && t('fields.key.wrong'),
      options: kind() === 'select' && !listed().length && t('fields.options.missing'),
    }
    if (sending.refuse(wrong)) return
    const values = {
      label: label().trim(),
      afterwards: afterwards(),
      ...(kind() === 'select' ? { options: listed() } : {}),
    }
    const saved = await sending.send(() =>
      props.field
        ? api.patch<CustomField>(`/crm/fields/${props.field.id}`, values)
        : api.post<CustomField>('/crm/fields', { ...values, entity: props.entity, key: key(), kind: kind() }),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['custom_field'] })
    toast(t('saved'))
    props.onClose()
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.field ? t('fields.edit', { name: props.field.label }) : t('fields.add')}
      onSubmit={() => void save()}
      footer={
        <>
          <Button size="lg" onClick={() => props.onClose()}>
            {common('cancel')}
          </Button>
          <Button size="lg" tone="primary" type="submit" busy={sending.busy()}>
            {props.field ? common('save') : t('fields.add')}
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
        label={t('name')}
        name="label"
        value={label()}
        error={sending.error('label')}
        onChange={value => {
          setLabel(value)
          sending.clear('label')
        }}
      />
      <TextField
        label={t('fields.key')}
        name="key"
        hint={t('fields.key.hint')}
        value={key()}
        error={sending.error('key')}
        locked={props.field && t('fields.key.locked')}
        onChange={value => {
          setTypedKey(value)
          sending.clear('key')
        }}
      />
      <SelectField
        label={t('fields.kind')}
        options={customFieldKinds.map(value => ({ value, label: t(`kind.${value}`) }))}
        value={kind()}
        locked={props.field && t('fields.kind.locked')}
        onChange={value => setKind(customFieldKinds.find(one => one === value) ?? 'text')}
      />
      <Show when={kind() === 'select'}>
        <TextAreaField
          label={t('fields.options')}
          hint={t('fields.options.hint')}
          rows={5}
          value={options()}
          error={sending.error('options')}
          onChange={value => {
            setOptions(value)
            sending.clear('options')
          }}
        />
      </Show>
      <Checkbox
        label={t('fields.afterwards')}
        hint={t('fields.afterwards.hint')}
        checked={afterwards()}
        onChange={setAfterwards}
      />
    </Dialog>
  )
}
