import type { Import } from '@sextant/db/imports/import.model'
import { hasStarted } from '@sextant/db/imports/import-life.rules'
import { useNavigate, useParams } from '@solidjs/router'
import { useQueryClient } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, type JSX, Match, on, Show, Switch } from 'solid-js'
import { Page } from '../app/shell/page'
import { Button } from '../parts/button/button'
import { ErrorState } from '../parts/state/error-state'
import { LoadingNote, Skeleton } from '../parts/state/skeleton'
import { Steps } from '../parts/steps/steps'
import { problemNames } from './fault-name'
import { askImport, isSaving, useImport } from './import-data'
import './imports.css'
import { columnsToMatch } from '../parts/mapping/column-states.rules'
import { t } from './imports.text'
import { delimiterName, encodingName, importTitle, rowsName } from './names'
import { StepCheck } from './step-check'
import { StepMap } from './step-map'
import { StepRun } from './step-run'
import { StepSettings } from './step-settings'
import { StepUpload } from './step-upload'
import { type Step, stepFor, steps } from './steps.rules'

/** One import from its file to its result. What it shows is always what the server says; so a reload or another window goes on where it is. */
export function ImportWizard() {
  const params = useParams<{ id: string; step?: string }>()
  const query = useImport(() => params.id)
  const found = createMemo(() => (query.isSuccess || query.isRefetchError ? query.data : undefined))
  const step = createMemo((): Step => {
    const one = found()
    return one ? stepFor(params.step, one) : 'settings'
  })
  let body: HTMLDivElement | undefined
  createEffect(
    on(
      step,
      () => {
        // The next step is read from its beginning.
        body?.scrollTo(0, 0)
        body?.focus({ preventScroll: true })
      },
      { defer: true },
    ),
  )
  return (
    <Page
      title={found() ? importTitle(found()!.entity) : t('new.title')}
      crumbs={[{ label: t('list.title'), href: '/imports' }]}
    >
      <div class="wizard">
        <div class="wizard-head">
          <Steps
            steps={steps.map(one => t(`step.${one}`))}
            current={steps.indexOf(step())}
            href={at => (found() && !hasStarted(found()!) ? `/imports/${params.id}/${steps[at]}` : undefined)}
          />
          <Show when={found()}>{one => <FileLine one={one()} />}</Show>
        </div>
        <Show
          when={found()}
          fallback={
            <Waiting failed={query.isError} error={query.error} onRetry={() => void query.refetch()} />
          }
        >
          {one => (
            <>
              <div class="wizard-body" ref={body} tabindex="-1">
                <Switch>
                  <Match when={step() === 'upload'}>
                    <StepUpload one={one()} />
                  </Match>
                  <Match when={step() === 'settings'}>
                    <StepSettings one={one()} />
                  </Match>
                  <Match when={step() === 'map'}>
                    <StepMap one={one()} />
                  </Match>
                  <Match when={step() === 'check'}>
                    <StepCheck one={one()} />
                  </Match>
                  <Match when={step() === 'run'}>
                    <StepRun one={one()} />
                  </Match>
                </Switch>
              </div>
              <Show when={step() !== 'run'}>
                <Foot one={one()} step={step()} />
              </Show>
            </>
          )}
        </Show>
      </div>
    </Page>
  )
}

const Waiting = (props: { failed: boolean; error: unknown; onRetry: () => void }) => (
  <Show
    when={props.failed}
    fallback={
      <div class="wizard-body stack p-6" aria-busy="true">
        <LoadingNote />
        <Skeleton n={1} />
        <Skeleton n={2} />
        <Skeleton n={3} />
      </div>
    }
  >
    <ErrorState title={t('wizard.failed')} error={props.error} onRetry={props.onRetry} />
  </Show>
)

const FileLine = (props: { one: Import }) => (
  <p class="file-line small muted num">
    <bdi class="cut" data-tip-cut={props.one.name}>
      {props.one.name}
    </bdi>
    <span>
      {t('file.line', {
        rows: rowsName(props.one),
        delimiter: delimiterName(props.one.format.delimiter),
        encoding: encodingName(props.one.format.encoding),
      })}
    </span>
  </p>
)

/** Back, what is still missing, and the one button that goes on. */
function Foot(props: { one: Import; step: Step }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [starting, setStarting] = createSignal(false)
  const go = (step: Step) => navigate(`/imports/${props.one.id}/${step}`)
  const problems = createMemo(() => problemNames(props.one))
  const attention = () => (props.step === 'map' ? columnsToMatch(props.one) : 0)
  const start = async () => {
    setStarting(true)
    if (await askImport(client, props.one.id, 'start')) go('run')
    setStarting(false)
  }
  const blocked = (): string | false => {
    if (problems()[0]) return problems()[0]!
    const { preview, state } = props.one
    if (!preview?.finished) return t(state === 'checking' ? 'go.import.wait' : 'go.import.unchecked')
    return preview.created + preview.updated === 0 && t('go.import.none')
  }
  const willDo = () => (props.one.preview ? props.one.preview.created + props.one.preview.updated : 0)
  const back: Partial<Record<Step, Step>> = { settings: 'upload', map: 'settings', check: 'map' }
  const next: Partial<Record<Step, () => JSX.Element>> = {
    upload: () => (
      <Button size="lg" tone="primary" onClick={() => go('settings')}>
        {t('go.settings')}
      </Button>
    ),
    settings: () => (
      <Button size="lg" tone="primary" onClick={() => go('map')}>
        {t('go.map', { columns: t('columns', { n: props.one.columns.length }) })}
      </Button>
    ),
    map: () => (
      <Button size="lg" tone="primary" disabled={problems()[0] ?? false} onClick={() => go('check')}>
        {t('go.check', { rows: rowsName(props.one) })}
      </Button>
    ),
    check: () => (
      <Button size="lg" tone="primary" busy={starting()} disabled={blocked()} onClick={() => void start()}>
        {t('go.import', {
          rows: props.one.preview?.finished ? t('rows', { n: willDo() }) : rowsName(props.one),
        })}
      </Button>
    ),
  }
  return (
    <footer class="wizard-foot">
      <Show
        when={back[props.step]}
        fallback={
          <Button size="lg" onClick={() => navigate('/imports')}>
            {t('run.all')}
          </Button>
        }
      >
        {step => (
          <Button size="lg" onClick={() => go(step())}>
            {t('back')}
          </Button>
        )}
      </Show>
      <span class="small faint saving" role="status">
        {isSaving() ? t('wizard.saving') : ''}
      </span>
      <div class="foot-note small" role="status">
        <Show
          when={(props.step === 'map' || props.step === 'check') && problems().length}
          fallback={
            <Show when={attention()}>
              <span class="warn">{t('map.attention', { n: attention() })}</span>
            </Show>
          }
        >
          <span class="neg">{problems().join(' ')}</span>
        </Show>
      </div>
      {next[props.step]?.()}
    </footer>
  )
}
