import { areas, customFieldEntities } from '@sextant/db/core/areas.model'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For } from 'solid-js'
import { api } from '../app/api'
import type { ShownKind } from '../app/place'
import { listHref, placeOf } from '../app/record-places'
import { useSession } from '../app/session'
import { placeName } from '../app/shell/nav'
import { Card } from '../parts/panel/card'
import { sectionName } from './place'
import { t } from './settings.text'

/** Where deleted records wait to be brought back. */
export function RecycleBins() {
  const { can } = useSession()
  return (
    <Card title={sectionName('bins')}>
      <p class="mb-3 text-muted">{t('bins.why')}</p>
      <ul class="grid max-w-110 gap-1">
        <For each={customFieldEntities.filter(kind => can(kind, 'read'))}>{kind => <Line kind={kind} />}</For>
      </ul>
    </Card>
  )
}

function Line(props: { kind: ShownKind }) {
  const query = useQuery(() => ({
    queryKey: [props.kind, 'bin', 'count'],
    queryFn: ({ signal }) =>
      api.get(`/crm/${areas[props.kind]}`, {
        query: { deleted: true, count: 'exact', limit: 1, fields: 'id' },
        signal,
      }),
  }))
  return (
    <li class="flex items-center justify-between gap-3 rounded-control px-2 py-1 hover:bg-hover">
      <A class="link" href={`${listHref(props.kind)}?view=bin`}>
        {nameOf(props.kind)}
      </A>
      <span class="num text-muted">
        {query.data?.total ? t('bins.n', { n: query.data.total.value }) : ''}
      </span>
    </li>
  )
}

/** What the place is called in the navigation. */
const nameOf = (kind: ShownKind) => {
  const place = placeOf(kind)
  return place ? placeName(place) : areas[kind]
}
