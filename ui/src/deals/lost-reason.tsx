import { createSignal, For } from 'solid-js'
import { Button } from '../parts/button/button'
import { TextField } from '../parts/field/text-field'
import { createDraft, draftSignal } from '../parts/form/drafts'
import { FormDialog } from '../parts/form/form-dialog'
import type { BoardStage } from './board.rules'
import { t } from './deals.text'

const usual = ['lost.price', 'lost.other', 'lost.none', 'lost.stopped', 'lost.missingPart'] as const

/** A lost deal says why. Answers with the reason, or with nothing when it is closed. */
export function LostReason(props: { name: string; stage: BoardStage; onAnswer: (reason?: string) => void }) {
  const draft = createDraft(`lost ${props.name}`)
  const [reason, setReason] = draftSignal(draft, 'reason', '')
  const [missing, setMissing] = createSignal(false)
  const submit = () => {
    const text = reason().trim()
    if (!text) return setMissing(true)
    draft.drop()
    props.onAnswer(text)
  }
  return (
    <FormDialog
      title={t('lost.title', { name: props.name })}
      action={t('lost.action')}
      onSubmit={submit}
      onClose={() => props.onAnswer()}
    >
      <div class="stack">
        <TextField
          label={t('lost.reason')}
          value={reason()}
          onChange={text => {
            setMissing(false)
            setReason(text)
          }}
          hint={t('lost.hint', { stage: props.stage.name })}
          error={missing() ? t('lost.missing') : undefined}
          maxLength={255}
          autofocus
        />
        <div class="row lost-usual">
          <For each={usual}>{key => <Button onClick={() => setReason(t(key))}>{t(key)}</Button>}</For>
        </div>
      </div>
    </FormDialog>
  )
}
