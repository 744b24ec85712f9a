import { A } from '@solidjs/router'
import { HttpStatusCode } from '@solidjs/start'
import { EmptyState } from '../parts/state/empty-state'
import { Page } from './shell/page'
import { t } from './text'

export const NotFound = () => (
  <Page title={t('page.notFound')}>
    <HttpStatusCode code={404} />
    <EmptyState
      title={t('page.notFound')}
      why={t('page.notFound.why')}
      actions={
        <A class="btn" href="/leads">
          {t('page.notFound.go')}
        </A>
      }
    />
  </Page>
)
