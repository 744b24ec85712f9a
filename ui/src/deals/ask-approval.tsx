import { useQueryClient } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { TextAreaField } from '../parts/field/text-field'
import { createDraft, draftSignal } from '../parts/form/drafts'
import { FormDialog } from '../parts/form/form-dialog'
import { toast } from '../parts/toast/toast'
import { t } from './approvals.text'
import type { WantedMove } from './asked-approval'

/** Asks whoever may agree that a deal enters a stage, and why it should. */
export function AskApproval(props: { move: WantedMove; onClose: () => void }) {
  const client = useQueryClient()
  const draft = createDraft(`approval ${props.move.id}`)
  const [reason, setReason] = draftSignal(draft, 'reason', '')
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const [missing, setMissing] = createSignal(false)
  async function send() {
    const text = reason().trim()
    if (busy()) return
    setMissing(!text)
    if (!text) return
    setBusy(true)
    try {
      const { id, stageId } = props.move
      const asked = await api.post('/crm/deals/{id}/approvals', { stageId, reason: text }, { params: { id } })
      draft.drop()
      void client.invalidateQueries({ queryKey: ['deal'] })
      const [first] = asked.deciders
      toast(first ? t('asked.of', { name: first.name }) : t('asked'))
      props.onClose()
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={t('ask.title', { name: props.move.name, stage: props.move.stage })}
      action={t('ask.action')}
      busy={busy()}
      problem={problem()}
      onSubmit={send}
      onClose={props.onClose}
    >
      <TextAreaField
        label={t('ask.reason')}
        hint={t('ask.hint')}
        value={reason()}
        onChange={text => {
          setReason(text)
          setMissing(false)
        }}
        error={missing() ? t('ask.missing') : undefined}
        maxLength={2000}
        autofocus
      />
    </FormDialog>
  )
}
