import type { Import } from '@sextant/db/imports/import.model'
import { A } from '@solidjs/router'
import ArrowRight from 'lucide-solid/icons/arrow-right'
import { Show } from 'solid-js'
import type { ShownKind } from '../app/place'
import { kindWord, listHref, placeOf } from '../app/record-places'
import { t } from './imports.text'

/** Ways to what was imported: the list narrowed to the records that this import made. */
export function SeeLinks(props: { one: Import }) {
  const entity = () => (props.one.entity === 'member' ? undefined : props.one.entity)
  return (
    <nav class="see-links" aria-label={t('run.results')}>
      <Show when={entity()}>
        {kind => (
          <>
            <Show when={props.one.state !== 'undone' && props.one.counts.created > 0 && !spread(props.one)}>
              <A class="btn lg" href={`${listHref(kind())}?${madeBy(props.one, kind())}`}>
                {kindWord(kind(), 'see', { n: props.one.counts.created })}
                <ArrowRight class="s flip" aria-hidden="true" />
              </A>
            </Show>
            <A class="btn lg ghost" href={listHref(kind())}>
              {kindWord(kind(), 'go')}
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

/** The list narrowed to what this import made. */
const madeBy = ({ id, settings }: Import, kind: ShownKind): string =>
  new URLSearchParams({
    ...placeOf(kind)?.records.narrowed,
    ...(kind === 'deal' && settings.pipelineId ? { view: settings.pipelineId } : {}),
    filter: `importId:eq:${id}`,
  }).toString()

/** Deals that its rows put into several pipelines are on no single screen. */
const spread = ({ mapping }: Import): boolean => mapping.some(({ field }) => field === 'pipelineId')
