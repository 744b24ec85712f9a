import { actions, type Grants } from '@sextant/db/core/grants.rules'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { Loaded } from '../../parts/state/loaded'
import { t } from './access.text'
import { RoleTable } from './role-table'
import './access.css'

/** What a key may do of what its role may; locked without `onChange`. What the role does not grant at all is left out. */
export function KeyGrants(props: { within: Grants; grants: Grants; onChange?: (grants: Grants) => void }) {
  const objects = useQuery(() => ({
    queryKey: ['custom_field', 'role objects'],
    queryFn: ({ signal }) => api.get('/crm/roles/objects', { signal }),
  }))
  return (
    <Loaded query={objects} failed={t('failed')}>
      {known => (
        <RoleTable
          label={t('table.label', { role: t('role') })}
          objects={known().results.filter(({ name }) => actions.some(action => props.within[name]?.[action]))}
          saved={props.within}
          grants={props.grants}
          within={props.within}
          locked={!props.onChange}
          onChange={grants => props.onChange?.(grants)}
        />
      )}
    </Loaded>
  )
}
