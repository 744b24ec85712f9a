import type { CustomField } from '@sextant/db/fields/custom-field.model'
import { useQueryClient } from '@tanstack/solid-query'
import Archive from 'lucide-solid/icons/archive'
import Down from 'lucide-solid/icons/arrow-down'
import Up from 'lucide-solid/icons/arrow-up'
import Pencil from 'lucide-solid/icons/pencil'
import Pin from 'lucide-solid/icons/pin'
import PinOff from 'lucide-solid/icons/pin-off'
import { Show } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { IconButton } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { toast, toastRefusal } from '../parts/toast/toast'
import { sectionName } from './place'
import { RowTable } from './row-table'
import { t } from './settings.text'

/** Fields of one kind of record; archiving is at once, with Undo: the values stay in the records. */
export function FieldTable(props: { fields: readonly CustomField[]; onOpen: (field: CustomField) => void }) {
  const { can } = useSession()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['custom_field'] })
  const top = () => props.fields.filter(({ topPosition }) => topPosition !== null)
  const arrange = async (field: CustomField, ids: readonly string[]) => {
    try {
      await api.post('/crm/fields/arrange', { entity: field.entity, top: [...ids] })
    } catch (error) {
      toastRefusal(t('fields.notMoved', { name: field.label }), explain(error))
    }
    await refresh()
  }
  const others = ({ id }: CustomField) => top().flatMap(one => (one.id === id ? [] : [one.id]))
  const move = (field: CustomField, by: number) => {
    const at = top().findIndex(({ id }) => id === field.id)
    return arrange(field, others(field).toSpliced(at + by, 0, field.id))
  }
  const archive = async (field: CustomField) => {
    try {
      await api.delete('/crm/fields/{id}', { params: { id: field.id } })
      await refresh()
      toast(t('fields.archived', { name: field.label }), {
        label: common('undo'),
        onPress: () => void bringBack(field),
      })
    } catch (error) {
      toastRefusal(t('fields.kept', { name: field.label }), explain(error))
    }
  }
  const bringBack = async ({ id: _, createdAt: __, topPosition: ___, options, ...rest }: CustomField) => {
    try {
      await api.post('/crm/fields', { ...rest, ...(options ? { options } : {}) })
      await refresh()
    } catch (error) {
      toastRefusal(t('fields.notBack', { name: rest.label }), explain(error))
    }
  }
  return (
    <RowTable
      label={sectionName('fields')}
      rows={props.fields}
      columns={[
        {
          label: t('name'),
          cell: field => (
            <>
              <bdi>{field.label}</bdi>
              <Show when={field.topPosition !== null}>
                {' '}
                <StatusChip tone="info">{t('fields.top')}</StatusChip>
              </Show>
            </>
          ),
        },
        {
          label: t('fields.key'),
          cell: field => (
            <code class="mono" dir="ltr">
              custom.{field.key}
            </code>
          ),
        },
        {
          label: t('fields.kind'),
          cell: field => (
            // One piece beside its label on a phone.
            <span>
              {t(`kind.${field.kind}`)}
              <Show when={field.options?.length}>
                {n => <span class="text-muted"> · {t('fields.options.n', { n: n() })}</span>}
              </Show>
            </span>
          ),
        },
        {
          label: t('fields.use'),
          cell: field => (
            <Show when={field.afterwards} fallback={<span class="text-muted">{t('fields.used')}</span>}>
              <StatusChip tone="warn">{t('fields.afterwards')}</StatusChip>
            </Show>
          ),
        },
      ]}
      acts={field => (
        <>
          <Show when={can('custom_field', 'update')}>
            <Show when={field.topPosition !== null}>
              <IconButton
                label={t('fields.up', { name: field.label })}
                icon={<Up aria-hidden="true" />}
                disabled={top()[0]?.id === field.id && t('fields.first')}
                onClick={() => void move(field, -1)}
              />
              <IconButton
                label={t('fields.down', { name: field.label })}
                icon={<Down aria-hidden="true" />}
                disabled={top().at(-1)?.id === field.id && t('fields.last')}
                onClick={() => void move(field, 1)}
              />
            </Show>
            <IconButton
              label={t(field.topPosition === null ? 'fields.pin' : 'fields.unpin', { name: field.label })}
              icon={field.topPosition === null ? <Pin aria-hidden="true" /> : <PinOff aria-hidden="true" />}
              onClick={() =>
                void arrange(field, field.topPosition === null ? [...others(field), field.id] : others(field))
              }
            />
            <IconButton
              label={t('fields.edit', { name: field.label })}
              icon={<Pencil aria-hidden="true" />}
              onClick={() => props.onOpen(field)}
            />
          </Show>
          <Show when={can('custom_field', 'archive')}>
            <IconButton
              label={t('fields.archive', { name: field.label })}
              icon={<Archive aria-hidden="true" />}
              onClick={() => void archive(field)}
            />
          </Show>
        </>
      )}
    />
  )
}
