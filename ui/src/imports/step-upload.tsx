import type { Import } from '@sextant/db/imports/import.model'
import { A } from '@solidjs/router'
import Check from 'lucide-solid/icons/check'
import { Card } from '../parts/panel/card'
import { t } from './imports.text'
import { delimiterName, encodingName, rowsName, sizeName } from './names'

/** Step 1 of a draft: the file is there already. */
export const StepUpload = (props: { one: Import }) => (
  <div class="page wizard-page">
    <Card title={t('upload.done')} end={<Check class="pos" aria-hidden="true" />}>
      <dl class="facts one">
        <dt>{t('upload.file')}</dt>
        <dd data-tip-cut={props.one.name}>
          <bdi>{props.one.name}</bdi>
        </dd>
        <dt>{t('upload.size')}</dt>
        <dd class="num">{sizeName(props.one.bytes)}</dd>
        <dt>{t('upload.found')}</dt>
        <dd class="num">
          {rowsName(props.one)} · {t('columns', { n: props.one.columns.length })} ·{' '}
          {delimiterName(props.one.format.delimiter)}, {encodingName(props.one.format.encoding)}
        </dd>
      </dl>
      <p class="pt-4">
        <A class="link" href="/imports/new">
          {t('upload.another')}
        </A>
      </p>
    </Card>
  </div>
)
