import type { UndoProgress } from '@sextant/db/imports/import.model'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { format } from '../app/format'
import { recordHref } from '../app/record-places'
import { Card } from '../parts/panel/card'
import { t } from './imports.text'

/** How much was taken back, and what could not be, with the reason. */
export const UndoResult = (props: { undo: UndoProgress }) => (
  <>
    <dl class="card counts">
      <div class="kpi">
        <dt class="label">{t('run.taken')}</dt>
        <dd class="value">{format.number(props.undo.undone)}</dd>
      </div>
      <div class="kpi">
        <dt class="label">{t('run.kept')}</dt>
        <dd class="value">{format.number(props.undo.kept)}</dd>
      </div>
    </dl>
    <Show
      when={props.undo.conflicts.length}
      fallback={
        <Show when={props.undo.finished}>
          <p class="muted">{t('undo.nothing')}</p>
        </Show>
      }
    >
      <Card title={t('undo.title')} flush>
        <p class="small muted px-4 pt-3">
          {t('undo.hint')}
          <Show when={props.undo.kept > props.undo.conflicts.length}>
            {' '}
            {t('undo.first', { n: props.undo.conflicts.length })}
          </Show>
        </p>
        <div class="scroll-x px-4 pb-2">
          <table class="plain-table" aria-label={t('undo.title')}>
            <thead>
              <tr>
                <th scope="col">{t('undo.record')}</th>
                <th scope="col">{t('undo.reason')}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.undo.conflicts}>
                {conflict => (
                  <tr>
                    <th scope="row">
                      <Show
                        when={
                          conflict.reason !== 'gone' && recordHref(conflict.subjectType, conflict.subjectId)
                        }
                        fallback={<bdi>{conflict.name ?? conflict.subjectId}</bdi>}
                      >
                        {href => (
                          <A class="link" href={href()}>
                            <bdi>{conflict.name ?? conflict.subjectId}</bdi>
                          </A>
                        )}
                      </Show>
                    </th>
                    <td>{t(`undo.${conflict.reason}`)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Card>
    </Show>
  </>
)
