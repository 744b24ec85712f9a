import { useParams } from '@solidjs/router'
import { Match, Show, Suspense, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { NotFound } from '../app/not-found'
import { useSession } from '../app/session'
import { Page } from '../app/shell/page'
import { EmptyState } from '../parts/state/empty-state'
import { Skeleton } from '../parts/state/skeleton'
import { sectionName } from './place'
import { type SectionKey, sectionKeys, sectionObjects } from './section-list'
import { panels } from './sections'
import { t } from './settings.text'
import { SettingsNav } from './settings-nav'
import './settings.css'

/** `/settings/<section>`; without one, one's own profile. */
export function Settings() {
  const params = useParams<{ section?: string }>()
  const key = () => sectionKeys.find(one => one === (params.section ?? 'profile'))
  return (
    <Show when={key()} fallback={<NotFound />}>
      {section => <Section section={section()} />}
    </Show>
  )
}

function Section(props: { section: SectionKey }) {
  const { session, can } = useSession()
  const offered = (key: SectionKey) => {
    const object = sectionObjects[key]
    return !object || can(object, 'read')
  }
  return (
    <Page title={sectionName(props.section)} crumbs={[{ label: t('title'), href: '/settings' }]} scroll>
      <div class="settings-frame">
        <SettingsNav here={props.section} offered={offered} />
        <div class="page settings">
          <Switch
            fallback={
              <>
                <Skeleton />
                <Skeleton n={1} />
              </>
            }
          >
            <Match when={session() && !offered(props.section)}>
              <EmptyState title={t('forbidden')} why={t('forbidden.why')} />
            </Match>
            <Match when={session()}>
              <Suspense fallback={<Skeleton />}>
                <Dynamic component={panels[props.section]} />
              </Suspense>
            </Match>
          </Switch>
        </div>
      </div>
    </Page>
  )
}
