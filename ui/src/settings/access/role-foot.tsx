import type { Role, RoleComparison } from '@sextant/db/access/role.model'
import type { Grants } from '@sextant/db/core/grants.rules'
import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { Button } from '../../parts/button/button'
import { t } from './access.text'
import { actionName, objectName, scopeName } from './words'

/** What saving would change, for whom and on how many records, before it is saved. */
export function RoleFoot(props: {
  role: Role
  grants: Grants
  busy: boolean
  onUndo: () => void
  onSave: () => void
}) {
  const query = useQuery(() => ({
    queryKey: ['role', 'compare', props.role.key, props.role.version, props.grants],
    queryFn: ({ signal }) =>
      api.post('/crm/roles/compare', { key: props.role.key, grants: props.grants as never }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  }))
  const lines = () => (query.data ? sentences(query.data) : [])
  return (
    <footer class="pending">
      <div class="grow stack gap-1" role="status">
        <Show when={!query.isError} fallback={<p class="text-neg">{explain(query.error)}</p>}>
          <Show when={query.data} fallback={<p class="text-muted">{t('change.counting')}</p>}>
            <strong>{t('changes', { n: lines().length })}</strong>
            <ul classList={{ 'text-muted': query.isPlaceholderData }}>
              <For each={lines()}>{line => <li>{line}</li>}</For>
            </ul>
            <p class="small text-muted">{t('change.holders', { n: query.data?.people ?? 0 })}</p>
          </Show>
        </Show>
      </div>
      <div class="row">
        <Button onClick={() => props.onUndo()}>{t('undo')}</Button>
        <Button tone="primary" busy={props.busy} onClick={() => props.onSave()}>
          {t('save', { n: props.role.version + 1 })}
        </Button>
      </div>
    </footer>
  )
}

function sentences({ results, fields }: RoleComparison): string[] {
  const scopes = results.map(({ object, action, before, after, gained, lost }) => {
    const [name, verb] = [objectName(object), actionName(action)]
    const change = t('change.scope', {
      object: name,
      action: verb,
      before: scopeName(before),
      after: scopeName(after),
    })
    const told = [
      gained?.people
        ? t('change.gain', { n: gained.people, records: t('change.records', { n: gained.records }) })
        : '',
      lost?.people
        ? t('change.lose', { n: lost.people, records: t('change.records', { n: lost.records }) })
        : '',
    ].filter(Boolean)
    if (gained && told.length === 0) told.push(t('change.nobody'))
    return [change, ...told].join(' ')
  })
  const lists = fields.flatMap(({ object, opened, closed, listed }) => [
    ...(opened.length ? [t('change.opened', { object: objectName(object), n: opened.length })] : []),
    ...(closed.length ? [t('change.closed', { object: objectName(object), n: closed.length })] : []),
    ...(listed === null
      ? []
      : [t(listed ? 'change.listed' : 'change.unlisted', { object: objectName(object) })]),
  ])
  return [...scopes, ...lists]
}
