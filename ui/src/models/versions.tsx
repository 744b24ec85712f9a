import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Card } from '../parts/panel/card'
import { toast, toastRefusal } from '../parts/toast/toast'
import type { ModelDetail, Version } from './model-data'
import { ModelState } from './model-state'
import { t } from './models.text'

/** All versions, newest first. Making one the champion has every record scored by it; Undo brings the former one back. */
export function Versions(props: { model: ModelDetail }) {
  const { can } = useSession()
  const client = useQueryClient()
  const [busy, setBusy] = createSignal<number>()
  const activate = async (version: number, former: number | undefined) => {
    if (busy() !== undefined) return
    setBusy(version)
    try {
      await api.post('/crm/models/{model}/versions/{version}/activate', undefined, {
        params: { model: props.model.model, version: String(version) },
      })
      toast(
        t('activated', { n: version }),
        former === undefined
          ? undefined
          : { label: common('undo'), onPress: () => void activate(former, undefined) },
      )
    } catch (error) {
      toastRefusal(t('notActivated', { n: version }), explain(error))
    } finally {
      await client.invalidateQueries({ queryKey: ['training'] })
      setBusy(undefined)
    }
  }
  return (
    <Show when={props.model.versions.length}>
      <Card title={t('versions')} flush>
        <section class="scroller" aria-label={t('table.of', { name: t('versions') })} tabindex="0">
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('versions.version')}</th>
                <th scope="col">{t('versions.trained')}</th>
                <th scope="col">{t('versions.state')}</th>
                <th scope="col" class="num">
                  {t('metric.rows')}
                </th>
                <th scope="col" class="num">
                  {t('metric.auc')}
                </th>
                <th scope="col">{t('versions.why')}</th>
                <th scope="col">
                  <span class="sr">{t('versions.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={props.model.versions}>
                {version => (
                  <tr>
                    <th scope="row">
                      <span class="row">
                        <span class="num">{t('version', { n: version.version })}</span>
                        <Show when={version.alias === 'champion'}>
                          <StatusChip tone="pos">{t('champion')}</StatusChip>
                        </Show>
                      </span>
                    </th>
                    <td>{format.date(version.createdAt)}</td>
                    <td>
                      <ModelState state={version.state} />
                    </td>
                    <td class="num">{format.number(version.rows)}</td>
                    <td class="num">
                      {version.holdout?.auc == null ? t('notMeasured') : format.fixed(version.holdout.auc, 3)}
                    </td>
                    <td class="text-muted">{gateOf(version)}</td>
                    <td>
                      <Show when={can('model', 'update') && waiting(version)}>
                        {alias => (
                          <Button
                            busy={busy() === version.version}
                            aria-label={t(`activate.${alias()}.n`, { n: version.version })}
                            onClick={() => void activate(version.version, props.model.champion?.version)}
                          >
                            {t(`activate.${alias()}`)}
                          </Button>
                        )}
                      </Show>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Card>
    </Show>
  )
}

/** What a version that scores nothing now is; undefined where it cannot be made the champion. */
const waiting = ({ alias, state }: Version) =>
  alias === 'champion' || state === 'held_back' ? undefined : alias

/** Why the version became the champion when it was trained, or did not. */
function gateOf({ gate }: Version): string {
  const auc = gate.contest?.auc
  const measured =
    auc == null
      ? ''
      : ` ${t('gate.measured', { auc: `\u2066${auc < 0 ? '' : '+'}${format.fixed(auc, 3)}\u2069` })}`
  return `${t(`gate.${gate.rule}`, { n: gate.against ?? 0 })}${measured}`
}
