import type { Pipeline } from '@sextant/db/pipelines/pipelines.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { explain, explainField } from '../app/explain'
import { asProblem, problemOf } from '../app/problem'
import { t as frame } from '../app/text'
import { Button } from '../parts/button/button'
import { TextField } from '../parts/field/text-field'
import { Dialog } from '../parts/overlay/dialog'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './deals.text'

/** Makes a pipeline with stages to begin with, named in the reader's language. */
export function NewPipeline(props: { onClose: () => void; onCreated: (id: string) => void }) {
  const client = useQueryClient()
  const [name, setName] = createSignal('')
  const [wrong, setWrong] = createSignal<string>()
  const [failed, setFailed] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  async function submit() {
    if (busy()) return
    if (!name().trim()) return void setWrong(t('pipeline.name.missing'))
    setBusy(true)
    setFailed(undefined)
    try {
      const pipeline = await api.post<Pipeline>('/crm/pipelines', { name: name().trim() })
      await makeStages(pipeline)
      await client.invalidateQueries({ queryKey: ['pipeline'] })
      props.onCreated(pipeline.id)
      props.onClose()
    } catch (error) {
      const field = asProblem(error).field('name')
      setWrong(field && explainField(field))
      if (!field) setFailed(explain(error))
    } finally {
      setBusy(false)
    }
  }
  async function makeStages({ id, name: made }: Pipeline) {
    const items = firstStages().map((stage, index) => ({ ...stage, pipelineId: id, position: index + 1 }))
    const answer = await api.post<{
      results: { status: number; problem?: Readonly<Record<string, unknown>> }[]
    }>('/crm/stages/batch/create', { items })
    const refused = answer.results.find(({ status }) => status >= 400)
    if (refused)
      toastRefusal(t('pipeline.halfMade'), explain(problemOf(refused.problem ?? {}, refused.status)))
    else toast(t('pipeline.created', { name: made }))
  }
  return (
    <Dialog
      open
      title={t('pipeline.new')}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button size="lg" onClick={() => props.onClose()}>
            {frame('cancel')}
          </Button>
          <Button size="lg" tone="primary" type="submit" busy={busy()}>
            {t('pipeline.create')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <Show when={failed()}>
          {text => (
            <p class="neg" role="alert">
              {text()}
            </p>
          )}
        </Show>
        <TextField
          label={t('pipeline.name')}
          value={name()}
          onChange={text => {
            setWrong(undefined)
            setName(text)
          }}
          error={wrong()}
          hint={t('pipeline.first')}
          maxLength={255}
          autofocus
        />
      </div>
    </Dialog>
  )
}

const firstStages = () => [
  { name: t('first.qualify'), kind: 'open', probability: 10, idleAfterDays: 14 },
  { name: t('first.propose'), kind: 'open', probability: 40, idleAfterDays: 14 },
  { name: t('first.negotiate'), kind: 'open', probability: 70, idleAfterDays: 10 },
  { name: t('stages.kind.won'), kind: 'won' },
  { name: t('stages.kind.lost'), kind: 'lost' },
]
