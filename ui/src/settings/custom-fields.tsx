import { customFieldEntities } from '@sextant/db/core/areas.model'
import type { CustomField } from '@sextant/db/fields/custom-field.model'
import { useQuery } from '@tanstack/solid-query'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { kindWord } from '../app/record-places'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { Card } from '../parts/panel/card'
import { EmptyState } from '../parts/state/empty-state'
import { Loaded } from '../parts/state/loaded'
import { FieldTable } from './field-table'
import { t } from './settings.text'

type Entity = (typeof customFieldEntities)[number]
const FieldDialog = lazy(() => import('./field-dialog').then(module => ({ default: module.FieldDialog })))

/** The fields that the workspace added to its records. */
export function CustomFields() {
  const { can } = useSession()
  const [entity, setEntity] = createSignal<Entity>('lead')
  const [open, setOpen] = createSignal<CustomField | 'new'>()
  const query = useQuery(() => ({
    queryKey: ['custom_field', 'settings'],
    queryFn: ({ signal }) => api.get('/crm/fields', { signal }),
  }))
  const fields = () => query.data?.results.filter(field => field.entity === entity()) ?? []
  const Add = () => (
    <Show when={can('custom_field', 'create')}>
      <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={() => setOpen('new')}>
        {t('fields.add')}
      </Button>
    </Show>
  )
  const edited = () => {
    const field = open()
    return field === 'new' ? undefined : field
  }
  return (
    <>
      <div class="max-w-full overflow-x-auto p-0.5">
        <Segmented
          label={t('fields.of')}
          options={customFieldEntities.map(value => ({ value, label: kindWord(value, 'noun') }))}
          value={entity()}
          onChange={setEntity}
        />
      </div>
      <Loaded query={query} failed={t('fields.failed')}>
        {() => (
          <Show
            when={fields().length}
            fallback={
              <EmptyState
                title={t('fields.none', { kind: kindWord(entity(), 'noun') })}
                why={t('fields.none.why')}
                actions={<Add />}
              />
            }
          >
            <Card title={t('fields.title', { n: fields().length })} flush end={<Add />}>
              <FieldTable fields={fields()} onOpen={setOpen} />
            </Card>
          </Show>
        )}
      </Loaded>
      <Show when={open()}>
        <Suspense>
          <FieldDialog entity={entity()} field={edited()} onClose={() => setOpen(undefined)} />
        </Suspense>
      </Show>
    </>
  )
}
