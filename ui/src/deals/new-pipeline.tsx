import type { StageKind } from '@sextant/db/pipelines/pipelines.model'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { problemOf } from '../app/problem'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './deals.text'

/** Makes a pipeline with stages to begin with, named in the reader's language. */
export function NewPipeline(props: { onClose: () => void; onCreated: (id: string) => void }) {
  const client = useQueryClient()
  const form = createForm({ name: '' }, 'new pipeline')
  async function submit() {
    const made = await form.submit(
      () => ({ name: !form.value('name').trim() && t('pipeline.name.missing') }),
      async () => {
        const name = form.value('name').trim()
        const pipeline = await api.post('/crm/pipelines', { name })
        await makeStages(pipeline.id, name)
        await client.invalidateQueries({ queryKey: ['pipeline'] })
        return pipeline
      },
    )
    if (!made) return
    props.onCreated(made.id)
    props.onClose()
  }
  async function makeStages(id: string, made: string) {
    const items = firstStages().map((stage, index) => ({ ...stage, pipelineId: id, position: index + 1 }))
    const answer = await api.post('/crm/stages/batch/create', { items })
    const refused = answer.results.find(({ status }) => status >= 400)
    if (refused)
      toastRefusal(t('pipeline.halfMade'), explain(problemOf(refused.problem ?? {}, refused.status)))
    else toast(t('pipeline.created', { name: made }))
  }
  return (
    <FormDialog
      title={t('pipeline.new')}
      action={t('pipeline.create')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label={t('pipeline.name')}
        hint={t('pipeline.first')}
        maxLength={255}
        autofocus
        {...form.field('name')}
      />
    </FormDialog>
  )
}

const firstStages = (): { name: string; kind: StageKind; probability?: number; idleAfterDays?: number }[] => [
  { name: t('first.qualify'), kind: 'open', probability: 10, idleAfterDays: 14 },
  { name: t('first.propose'), kind: 'open', probability: 40, idleAfterDays: 14 },
  { name: t('first.negotiate'), kind: 'open', probability: 70, idleAfterDays: 10 },
  { name: t('stages.kind.won'), kind: 'won' },
  { name: t('stages.kind.lost'), kind: 'lost' },
]
