import type { CustomField } from '@sextant/db/fields/custom-field.model'
import { useQueryClient } from '@tanstack/solid-query'
import Archive from 'lucide-solid/icons/archive'
import Pencil from 'lucide-solid/icons/pencil'
import { For, Show } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { IconButton } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { toast, toastRefusal } from '../parts/toast/toast'
import { Scroller } from './scroller'
import { t } from './settings.text'

/** Fields of one kind of record; archiving is at once, with Undo: the values stay in the records. */
export function FieldTable(props: { fields: readonly CustomField[]; onOpen: (field: CustomField) => void }) {
  const { can } = useSession()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['custom_field'] })
  const archive = async (field: CustomField) => {
    try {
      await api.delete(`/crm/fields/${field.id}`)
      await refresh()
      toast(t('fields.archived', { name: field.label }), {
        label: common('undo'),
        onPress: () => void bringBack(field),
      })
    } catch (error) {
      toastRefusal(t('fields.kept', { name: field.label }), explain(error))
    }
  }
  const bringBack = async ({ id: _, createdAt: __, options, ...rest }: CustomField) => {
    try {
      await api.post('/crm/fields', { ...rest, ...(options ? { options } : {}) })
      await refresh()
    } catch (error) {
      toastRefusal(t('fields.notBack', { name: rest.label }), explain(error))
    }
  }
  return (
    <Scroller label={t('section.fields')}>
      <table class="plain-table rows">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('fields.key')}</th>
            <th scope="col">{t('fields.kind')}</th>
            <th scope="col">{t('fields.use')}</th>
            <th scope="col">
              <span class="sr">{t('acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.fields}>
            {field => (
              <tr>
                <th scope="row">
                  <bdi>{field.label}</bdi>
                </th>
                <td data-label={t('fields.key')}>
                  <code class="mono" dir="ltr">
                    custom.{field.key}
                  </code>
                </td>
                <td data-label={t('fields.kind')}>
                  {t(`kind.${field.kind}`)}
                  <Show when={field.options?.length}>
                    {n => <span class="text-muted"> · {t('fields.options.n', { n: n() })}</span>}
                  </Show>
                </td>
                <td data-label={t('fields.use')}>
                  <Show when={field.afterwards} fallback={<span class="text-muted">{t('fields.used')}</span>}>
                    <StatusChip tone="warn">{t('fields.afterwards')}</StatusChip>
                  </Show>
                </td>
                <td>
                  <div class="acts">
                    <Show when={can('custom_field', 'update')}>
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
                  </div>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Scroller>
  )
}
