import type { Import, ImportPreview } from '@sextant/db/imports/import.model'
import { useQueryClient } from '@tanstack/solid-query'
import Undo from 'lucide-solid/icons/undo-2'
import { createSignal, For, Show } from 'solid-js'
import { format } from '../app/format'
import { useIsPhone } from '../app/media'
import { kindWord } from '../app/record-places'
import { Button } from '../parts/button/button'
import { fieldName } from '../parts/mapping/names'
import { word } from '../parts/mapping/words.text'
import { Card, Notice } from '../parts/panel/card'
import { Progress } from '../parts/state/progress'
import { downloadFaults } from './download-faults'
import { FaultFix } from './fault-fix'
import { faultName } from './fault-name'
import { askImport } from './import-data'
import { t } from './imports.text'
import { rowsName } from './names'

const shownFaults = 5

/** What would happen if the import began now, beside the mapping. On a phone it is folded below it. */
export function PreviewPanel(props: { one: Import }) {
  const isPhone = useIsPhone()
  const [open, setOpen] = createSignal(false)
  return (
    <Show
      when={isPhone()}
      fallback={
        <aside class="side" aria-label={t('preview.title')}>
          <Inside one={props.one} />
        </aside>
      }
    >
      <div class="side folded">
        <Button wide aria-expanded={open()} onClick={() => setOpen(now => !now)}>
          {t(open() ? 'preview.hide' : 'preview.show')}
        </Button>
        <Show when={open()}>
          <Inside one={props.one} />
        </Show>
      </div>
    </Show>
  )
}

const Inside = (props: { one: Import }) => (
  <>
    <Counts one={props.one} />
    <Show when={withFaults(props.one)}>
      {preview => (
        <Card title={t('preview.faults')} end={<DownloadFaults one={props.one} preview={preview()} />}>
          <ul class="faults">
            <For each={preview().faults.slice(0, shownFaults)}>
              {fault => (
                <li>
                  <span class="small num fault-row">{t('preview.row', { row: fault.row })}</span>
                  <span class="fault-column mono faint cut" data-tip-cut={fault.column ?? undefined}>
                    <bdi>{fault.column ?? t('preview.wholeRow')}</bdi>
                  </span>
                  <span class="small fault-text">{faultName(fault)}</span>
                  <FaultFix one={props.one} fault={fault} />
                </li>
              )}
            </For>
          </ul>
        </Card>
      )}
    </Show>
    <Notice tone="info" icon={<Undo class="flip" aria-hidden="true" />}>
      <p class="small">{t('preview.undo')}</p>
    </Notice>
  </>
)

/** The preview where rows are refused. */
export const withFaults = ({ preview }: Import): ImportPreview | undefined =>
  preview?.faults.length ? preview : undefined

export const DownloadFaults = (props: { one: Import; preview: ImportPreview }) => (
  <button
    type="button"
    class="link small"
    onClick={() => downloadFaults(props.one.name, props.preview.faults)}
  >
    {t('preview.download')}
  </button>
)

/** The four counts; they fill while the file is read. */
export function Counts(props: { one: Import; large?: boolean }) {
  const client = useQueryClient()
  const preview = () => props.one.preview
  const checking = () => props.one.state === 'checking'
  const share = () => {
    const now = preview()
    if (!now) return 0
    return now.finished ? 1 : now.bytesTotal ? now.bytesRead / now.bytesTotal : 0
  }
  const figure = (n: number | undefined) =>
    n === undefined ? <span class="faint small">{t('preview.notCounted')}</span> : format.number(n)
  return (
    <section class="stack" aria-label={t('preview.title')} aria-busy={checking() ? 'true' : undefined}>
      <div class="row between">
        <h2>{t('preview.title')}</h2>
        <span class="small muted num" role="status">
          <Show when={preview()} fallback={checking() ? t('preview.waiting') : ''}>
            {now => <>{t('preview.read', { n: now().read, rows: rowsName(props.one) })}</>}
          </Show>
        </span>
      </div>
      <Progress share={share()} label={t('preview.reading')} tone={preview()?.finished ? 'pos' : undefined} />
      <Show when={!preview() && !checking() ? props.one.failure : undefined}>
        {reason => (
          <Notice tone="warn">
            <p class="small">{t('preview.failed', { reason: reason() })}</p>
          </Notice>
        )}
      </Show>
      <Show when={!preview() && !checking()}>
        <div class="row small muted">
          <span class="grow">{props.one.problems.length ? t('preview.blocked') : t('preview.ask')}</span>
          <Show when={!props.one.problems.length}>
            <Button onClick={() => void askImport(client, props.one.id, 'check')}>{t('preview.run')}</Button>
          </Show>
        </div>
      </Show>
      <dl class="card counts" classList={{ large: props.large }}>
        <div class="kpi">
          <dt class="label">{t('preview.create')}</dt>
          <dd class="value">{figure(preview()?.created)}</dd>
          <dd class="note">{madeWord(props.one.entity, preview()?.created ?? 0)}</dd>
        </div>
        <div class="kpi">
          <dt class="label">{t('preview.update')}</dt>
          <dd class="value">{figure(preview()?.updated)}</dd>
          <dd class="note">
            {props.one.settings.mode === 'create'
              ? t('preview.update.none')
              : t('preview.update.note', { fields: matchNames(props.one) })}
          </dd>
        </div>
        <div class="kpi">
          <dt class="label">{t('preview.skip')}</dt>
          <dd class="value">{figure(preview()?.skipped)}</dd>
          <dd class="note">{t('preview.skip.note')}</dd>
        </div>
        <div class="kpi">
          <dt class="label">{t('preview.refuse')}</dt>
          <dd class="value" classList={{ neg: (preview()?.refused ?? 0) > 0 }}>
            {figure(preview()?.refused)}
          </dd>
          <dd class="note">
            {preview() && preview()?.refused === 0 ? t('preview.refuse.zero') : t('preview.refuse.note')}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function matchNames({ mapping, settings }: Import): string {
  const mapped = new Set(mapping.map(column => column.field))
  const used = settings.matchBy.filter(field => mapped.has(field))
  return (used.length ? used : settings.matchBy).map(field => fieldName(field)).join(word('comma'))
}

/** “new leads”, beside how many. */
const madeWord = (entity: Import['entity'], n: number): string =>
  entity === 'member' ? t('preview.create.member', { n }) : kindWord(entity, 'made', { n })
