import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../app/api'
import { Button } from '../parts/button/button'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { createDraft, draftSignal } from '../parts/form/drafts'
import { FormDialog } from '../parts/form/form-dialog'
import { ReferenceField } from '../parts/records/reference-field'
import type { BoardStage } from './board.rules'
import { t } from './deals.text'
import type { Loss } from './move-card'

const usual = ['lost.price', 'lost.other', 'lost.none', 'lost.stopped', 'lost.missingPart'] as const

/** A lost deal says why, in the words of its pipeline where that has some. Answers with nothing when it is closed. */
export function LostReason(props: {
  name: string
  pipelineId: string | null | undefined
  stage: Pick<BoardStage, 'name'>
  onAnswer: (loss?: Loss) => void
}) {
  const draft = createDraft(`lost ${props.name}`)
  const [reason, setReason] = draftSignal(draft, 'reason', '')
  const [note, setNote] = draftSignal(draft, 'note', '')
  const [lostTo, setLostTo] = createSignal<string | null>(null)
  const [tried, setTried] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: ['pipeline', 'rules', props.pipelineId],
    enabled: Boolean(props.pipelineId),
    queryFn: ({ signal }) =>
      api.get('/crm/pipelines/{id}/rules', { params: { id: props.pipelineId ?? '' }, signal }),
  }))
  const rules = () => (query.isSuccess ? query.data.rules : undefined)
  const reasons = () => rules()?.lossReasons ?? []
  const noteNeeded = () => rules()?.lossNote ?? false
  const competitorNeeded = () => rules()?.lossCompetitor ?? false
  const submit = () => {
    const [closeReason, closeNote] = [reason().trim(), note().trim()]
    setTried(true)
    const lostToId = lostTo()
    if (!closeReason || (noteNeeded() && !closeNote) || (competitorNeeded() && !lostToId)) return
    draft.drop()
    props.onAnswer({ closeReason, ...(closeNote && { closeNote }), ...(lostToId && { lostToId }) })
  }
  const missing = () => (tried() && !reason().trim() ? t('lost.missing') : undefined)
  return (
    <FormDialog
      title={t('lost.title', { name: props.name })}
      action={t('lost.action')}
      onSubmit={submit}
      onClose={() => props.onAnswer()}
    >
      <div class="stack">
        <Show
          when={reasons().length}
          fallback={
            <>
              <TextField
                label={t('lost.reason')}
                value={reason()}
                onChange={setReason}
                hint={t('lost.hint', { stage: props.stage.name })}
                error={missing()}
                maxLength={255}
                autofocus
              />
              <div class="row lost-usual">
                <For each={usual}>{key => <Button onClick={() => setReason(t(key))}>{t(key)}</Button>}</For>
              </div>
            </>
          }
        >
          <SelectField
            label={t('lost.reason')}
            options={reasons().map(value => ({ value, label: value }))}
            value={reasons().includes(reason()) ? reason() : null}
            onChange={value => setReason(value ?? '')}
            error={missing()}
          />
        </Show>
        <Show when={competitorNeeded()}>
          <ReferenceField
            label={t('lost.to')}
            refersTo="competitor"
            value={lostTo()}
            onChange={setLostTo}
            error={tried() && !lostTo() ? t('lost.to.missing') : undefined}
          />
        </Show>
        <Show when={noteNeeded() || reasons().length}>
          <TextField
            label={t('lost.note')}
            value={note()}
            onChange={setNote}
            optional={!noteNeeded()}
            error={tried() && noteNeeded() && !note().trim() ? t('lost.note.missing') : undefined}
            maxLength={2000}
          />
        </Show>
      </div>
    </FormDialog>
  )
}
