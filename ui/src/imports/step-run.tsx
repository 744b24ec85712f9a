import type { Import, ImportVerb } from '@sextant/db/imports/import.model'
import { isOffered, isOver } from '@sextant/db/imports/import-life.rules'
import { useQueryClient } from '@tanstack/solid-query'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import Undo from 'lucide-solid/icons/undo-2'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { Card } from '../parts/panel/card'
import { Progress } from '../parts/state/progress'
import { useLongWait } from '../parts/state/use-long-wait'
import { FaultList } from './fault-list'
import { askImport } from './import-data'
import { t } from './imports.text'
import { spanName } from './names'
import { shareRead } from './progress.rules'
import { SeeLinks } from './see-links'
import { StateChip, stateName } from './state-chip'
import { undoUntil } from './steps.rules'
import { UndoResult } from './undo-result'
import { useRate } from './use-rate'

const FormDialog = lazy(() =>
  import('../parts/form/form-dialog').then(module => ({ default: module.FormDialog })),
)

/** Step 5: how far it is, how to stop it, what it did, and the way back. */
export function StepRun(props: { one: Import }) {
  const one = () => props.one
  const { rate, secondsLeft } = useRate(one)
  const isLate = useLongWait(
    () => one().state === 'queued' || one().state === 'running',
    () => one().counts.read,
  )
  const undoing = () => one().state === 'undoing' || one().state === 'undone'
  const share = () => {
    const { undo, counts } = one()
    if (!undoing()) return shareRead(one())
    const all = counts.created + counts.updated
    return one().state === 'undone' || all === 0
      ? 1
      : Math.min(1, ((undo?.undone ?? 0) + (undo?.kept ?? 0)) / all)
  }
  const tone = () => (one().state === 'done' ? 'pos' : one().state === 'failed' ? 'neg' : undefined)
  const total = () => Math.max(one().rowsTotal ?? 0, one().counts.read)
  return (
    <div class="page wizard-page run-page">
      <Card label={stateName(one())}>
        <div class="run-head">
          <StateChip one={one()} />
          <h2 class="cut" data-tip-cut={one().name}>
            <bdi>{one().name}</bdi>
          </h2>
          <span class="grow" />
          <RunButtons one={one()} />
        </div>
        <Progress share={share()} label={stateName(one())} tone={tone()} />
        <p class="run-line num">
          <strong>{t('run.rows', { n: one().counts.read, total: total() })}</strong>
          <Show when={!isLate() && rate()}>
            {perSecond => <span class="muted">{t('run.rate', { n: Math.round(perSecond()) })}</span>}
          </Show>
          <Show when={one().state === 'running' && !isLate() && secondsLeft()}>
            {left => <span class="muted">{t('run.left', { left: spanName(left()) })}</span>}
          </Show>
          <Show when={took(one())}>
            {seconds => <span class="muted">{t('run.took', { took: spanName(seconds()) })}</span>}
          </Show>
        </p>
        <p class="muted" role="status">
          {sentence(one(), isLate())}
        </p>
      </Card>
      <dl class="card counts large">
        <Figure label={t('run.created')} n={one().counts.created} />
        <Figure label={t('run.updated')} n={one().counts.updated} />
        <Figure label={t('run.skipped')} n={one().counts.skipped} />
        <Figure label={t('run.refused')} n={one().counts.refused} bad />
      </dl>
      <Show when={isOver(one())}>
        <SeeLinks one={one()} />
      </Show>
      <Show when={undoing() && one().undo}>{undo => <UndoResult undo={undo()} />}</Show>
      <Show when={one().counts.refused > 0}>
        <FaultList one={one()} />
      </Show>
    </div>
  )
}

const Figure = (props: { label: string; n: number; bad?: boolean }) => (
  <div class="kpi">
    <dt class="label">{props.label}</dt>
    <dd class="value" classList={{ neg: Boolean(props.bad) && props.n > 0 }}>
      {format.number(props.n)}
    </dd>
  </div>
)

const took = ({ startedAt, finishedAt, state }: Import): number | undefined =>
  startedAt && finishedAt && state === 'done'
    ? Math.max(1, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)
    : undefined

/** What is going on, in a sentence. Rows are counted as a spreadsheet does. */
function sentence(one: Import, isLate: boolean): string {
  const row = one.counts.read + (one.format.header ? 1 : 0)
  switch (one.state) {
    case 'queued':
      return t(isLate ? 'run.queued.long' : 'run.queued')
    case 'running':
      return isLate ? t('run.running.still', { row: row + 1 }) : t('run.running')
    case 'paused':
      return t('run.paused', { row: row + 1 })
    case 'done':
      return one.counts.refused ? t('run.done.refused', { n: one.counts.refused }) : t('run.done')
    case 'cancelled':
      return t('run.cancelled', { row })
    case 'failed':
      return t('run.failed', { row, reason: `\u2068${one.failure ?? ''}\u2069` })
    case 'undoing':
      return t('run.undoing')
    default:
      return t('run.undone')
  }
}

/** Pause, go on, stop, take back: each as far as the state allows. */
function RunButtons(props: { one: Import }) {
  const client = useQueryClient()
  const { can } = useSession()
  const [asking, setAsking] = createSignal<'cancel' | 'undo'>()
  const [busy, setBusy] = createSignal<ImportVerb>()
  const ask = async (verb: ImportVerb) => {
    setBusy(verb)
    const done = await askImport(client, props.one.id, verb)
    setBusy(undefined)
    if (done) setAsking(undefined)
  }
  const offers = (verb: ImportVerb) => isOffered(verb, props.one)
  const hasFailed = () => props.one.state === 'failed'
  const until = () => undoUntil(props.one)
  const over = () => {
    const end = until()
    return end !== undefined && end.getTime() < Date.now()
  }
  return (
    <Show when={can('import', 'update')}>
      <div class="run-buttons">
        <Show when={offers('pause')}>
          <Button
            size="lg"
            icon={<Pause aria-hidden="true" />}
            busy={busy() === 'pause'}
            onClick={() => void ask('pause')}
          >
            {t('run.pause')}
          </Button>
        </Show>
        <Show when={offers('resume')}>
          <Button
            size="lg"
            tone="primary"
            icon={<Play class="flip" aria-hidden="true" />}
            busy={busy() === 'resume'}
            onClick={() => void ask('resume')}
          >
            {hasFailed()
              ? t('run.retry', { row: props.one.counts.read + (props.one.format.header ? 2 : 1) })
              : t('run.resume')}
          </Button>
        </Show>
        <Show when={offers('cancel')}>
          <Button size="lg" tone="ghost" onClick={() => setAsking('cancel')}>
            {t('run.cancel')}
          </Button>
        </Show>
        <Show when={until()}>
          {end => (
            <Button
              size="lg"
              icon={<Undo class="flip" aria-hidden="true" />}
              disabled={over() && t('run.undoOver')}
              aria-description={t('run.undoUntil', { date: format.date(end()) })}
              data-tip={over() ? t('run.undoOver') : t('run.undoUntil', { date: format.date(end()) })}
              onClick={() => setAsking('undo')}
            >
              {t('run.undo')}
            </Button>
          )}
        </Show>
      </div>
      <Show when={asking()}>
        {verb => (
          <Suspense>
            <FormDialog
              title={t(`ask.${verb()}.title`)}
              back={t(`ask.${verb()}.keep`)}
              action={t(`run.${verb()}`)}
              busy={busy() === verb()}
              onSubmit={() => ask(verb())}
              onClose={() => setAsking(undefined)}
            >
              <p>{verb() === 'undo' ? undoWords(props.one.counts) : t('ask.cancel.why')}</p>
            </FormDialog>
          </Suspense>
        )}
      </Show>
    </Show>
  )
}

/** What an undo does, told only of what there is. */
const undoWords = ({ created, updated }: Import['counts']) =>
  [
    created > 0 && t('ask.undo.created', { n: created }),
    updated > 0 && t('ask.undo.updated', { n: updated }),
    t('ask.undo.kept'),
  ]
    .filter(Boolean)
    .join(' ')
