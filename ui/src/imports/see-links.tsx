import type { Import } from '@sextant/db/imports/import.model'
import { A } from '@solidjs/router'
import ArrowRight from 'lucide-solid/icons/arrow-right'
import { Show } from 'solid-js'
import { t } from './imports.text'

const places = {
  lead: '/leads',
  customer: '/customers',
  contact: '/contacts',
  deal: '/pipeline',
  product: '/products',
  activity: '/activities',
} as const

/** Ways to what was imported: the list narrowed to the records that this import made. */
export function SeeLinks(props: { one: Import }) {
  const entity = () => (props.one.entity === 'member' ? undefined : props.one.entity)
  return (
    <nav class="see-links" aria-label={t('run.results')}>
      <Show when={entity()}>
        {kind => (
          <>
            <Show when={props.one.counts.created > 0 && kind() !== 'deal' && madeBy(props.one)}>
              {filter => (
                <A class="btn lg" href={`${places[kind()]}?filter=${encodeURIComponent(filter())}`}>
                  {t(`see.${kind()}`, { n: props.one.counts.created })}
                  <ArrowRight class="s flip" aria-hidden="true" />
                </A>
              )}
            </Show>
            <A class="btn lg ghost" href={places[kind()]}>
              {t(`see.list.${kind()}`)}
            </A>
          </>
        )}
      </Show>
      <A class="btn lg ghost" href="/imports/new">
        {t('run.another')}
      </A>
      <A class="btn lg ghost" href="/imports">
        {t('run.all')}
      </A>
    </nav>
  )
}

/** Records made by the one who started it, while it ran. */
function madeBy({ createdBy, startedAt, finishedAt }: Import): string | undefined {
  if (!startedAt || !finishedAt) return undefined
  return [
    ...(createdBy ? [`createdBy:eq:${createdBy}`] : []),
    `createdAt:gte:${startedAt}`,
    `createdAt:lte:${new Date(Date.parse(finishedAt) + 1).toISOString()}`,
  ].join(';')
}
