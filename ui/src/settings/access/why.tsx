import type { RoleObject } from '@sextant/db/access/role.model'
import { taskNames } from '@sextant/db/access/tasks.rules'
import { type WhyAction, whyActions } from '@sextant/db/access/why.model'
import { areaOf, type RecordName } from '@sextant/db/core/areas.model'
import { useSearchParams } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Link from 'lucide-solid/icons/link'
import { createSignal, Show } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { isShown, kindWord } from '../../app/record-places'
import { useSession } from '../../app/session'
import { actorOfTask } from '../../parts/actor/actor-name'
import { Button } from '../../parts/button/button'
import { ComboboxField } from '../../parts/field/combobox-field'
import { SelectField } from '../../parts/field/select-field'
import { Card } from '../../parts/panel/card'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { useMemberList } from '../people'
import { t } from './why.text'
import { WhyAnswer } from './why-answer'
import { fieldLabel } from './words'

const isRecord = (name: string | undefined): name is RecordName =>
  name !== undefined && areaOf(name) !== undefined

/** No field: the record itself. */
const whole = 'whole'

/** Why somebody can, or cannot, do something with a record: a question of three choices, kept in the address, and its answer step by step. */
export function WhySection(props: { objects: readonly RoleObject[] }) {
  const [search, setSearch] = useSearchParams<{
    who?: string
    may?: string
    entity?: string
    id?: string
    field?: string
  }>()
  const { can } = useSession()
  const client = useQueryClient()
  const members = useMemberList()
  const keys = useQuery(() => ({
    queryKey: ['api_key', 'all'],
    queryFn: ({ signal }) => api.get('/crm/api-keys', { signal }),
    enabled: can('api_key', 'read'),
  }))
  const [words, setWords] = createSignal('')
  const found = useQuery(() => ({
    queryKey: ['search', 'why', words()],
    queryFn: ({ signal }) => api.get('/crm/search', { query: { q: words(), limit: 10 }, signal }),
    enabled: words().trim().length > 1,
  }))
  const action = (): WhyAction => whyActions.find(one => one === search.may) ?? 'read'
  const asked = () => {
    const { who, entity, id, field } = search
    if (!who || !id || !isRecord(entity)) return undefined
    const [kind, whose = ''] = who.split(':')
    const task = taskNames.find(name => kind === 'task' && name === whose)
    const whom = task ? { task } : kind === 'key' ? { key: whose } : { member: whose }
    return { ...whom, entity, id, action: action(), ...(field && { field }) }
  }
  const query = useQuery(() => ({
    queryKey: [search.entity ?? 'lead', 'why', asked()],
    queryFn: ({ signal }) => api.get('/crm/access/why', { query: asked()!, signal }),
    enabled: asked() !== undefined,
    retry: false,
  }))
  const people = () => [
    ...(members.data?.results ?? []).map(({ id, name }) => ({ value: `member:${id}`, label: name })),
    ...(keys.isSuccess ? keys.data.results : []).map(({ id, name }) => ({
      value: `key:${id}`,
      label: `${t('key')}: ${name}`,
    })),
    ...(can('role', 'read') ? taskNames : []).map(task => ({
      value: `task:${task}`,
      label: actorOfTask(task),
    })),
  ]
  const records = () =>
    (found.data?.results ?? []).map(({ id, entity, name }) => ({
      value: `${entity} ${id}`,
      label: isShown(entity) ? `${name} · ${kindWord(entity, 'noun')}` : name,
    }))
  const fields = () => [
    { value: whole, label: t('field.whole') },
    ...(props.objects.find(({ name }) => name === search.entity)?.fields ?? []).map(field => ({
      value: field.key,
      label: fieldLabel(field),
    })),
  ]
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => void toast(t('copied')),
      () => undefined,
    )
  const end = async (id: string) => {
    try {
      await api.delete('/crm/shares/{id}', { params: { id } })
      await client.invalidateQueries({ queryKey: [search.entity ?? 'lead'] })
    } catch (error) {
      toastRefusal(t('failed'), explain(error))
    }
  }
  return (
    <Card
      title={t('title')}
      class="why"
      end={
        <Button icon={<Link aria-hidden="true" />} onClick={() => void copy()}>
          {t('copy')}
        </Button>
      }
    >
      <div class="ask">
        <ComboboxField
          label={t('who')}
          options={people()}
          value={search.who ?? null}
          onChange={who => setSearch({ who: who ?? undefined }, { replace: true, scroll: false })}
        />
        <SelectField
          label={t('may')}
          options={whyActions.map(value => ({ value, label: t(`do.${value}`) }))}
          value={action()}
          onChange={may => setSearch({ may: may ?? undefined }, { replace: true, scroll: false })}
        />
        <ComboboxField
          label={t('record')}
          placeholder={t('record.hint')}
          options={records()}
          value={search.entity && search.id ? `${search.entity} ${search.id}` : null}
          valueLabel={query.data?.record.name ?? '…'}
          busy={found.isFetching}
          onSearch={setWords}
          onChange={value => {
            const [entity, id] = value?.split(' ') ?? []
            setSearch({ entity, id, field: undefined }, { replace: true, scroll: false })
          }}
        />
        <SelectField
          label={t('field')}
          options={fields()}
          value={search.field ?? whole}
          onChange={field =>
            setSearch(
              { field: !field || field === whole ? undefined : field },
              { replace: true, scroll: false },
            )
          }
        />
      </div>
      <Show when={asked()} fallback={<p class="text-muted">{t('start')}</p>}>
        <Loaded query={query} failed={t('failed')}>
          {why => <WhyAnswer why={why()} objects={props.objects} onEnd={id => void end(id)} />}
        </Loaded>
      </Show>
    </Card>
  )
}
