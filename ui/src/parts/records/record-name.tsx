import { areaOf } from '@sextant/db/core/areas.model'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { nameKey } from './record-cache'
import { t } from './records.text'

/** What a record is called, as a link to it where it has a screen. */
export function RecordName(props: { entity: string; id: string; href?: string }) {
  const query = useQuery(() => ({
    queryKey: nameKey(props.entity, props.id),
    enabled: !isServer && areaOf(props.entity) !== undefined,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const found = await api.get(`/crm/${areaOf(props.entity)!}/{id}`, { params: { id: props.id }, signal })
      return 'name' in found ? found.name : undefined
    },
  }))
  const name = () => (query.isSuccess ? query.data : query.isError ? t('reference.unknown') : '…')
  return (
    <Show
      when={props.href && query.isSuccess && props.href}
      fallback={<bdi data-tip-cut={name()}>{name()}</bdi>}
    >
      {href => (
        <A class="link" href={href()} data-tip-cut={name()}>
          <bdi>{name()}</bdi>
        </A>
      )}
    </Show>
  )
}
