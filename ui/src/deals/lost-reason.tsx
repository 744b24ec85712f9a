import { createSignal, For } from 'solid-js'
import { t as frame } from '../app/text'
import { Button } from '../parts/button/button'
import { TextField } from '../parts/field/text-field'
import { Dialog } from '../parts/overlay/dialog'
import type { BoardStage } from './board.rules'
import { t } from './deals.text'

const usual = ['lost.price', 'lost.other', 'lost.none', 'lost.stopped', 'lost.missingPart'] as const

/** A lost deal says why. Answers with the reason, or with nothing when it is closed. */
export function LostReason(props: { name: string; stage: BoardStage; onAnswer: (reason?: string) => void }) {
  const [reason, setReason] = createSignal('')
  const [missing, setMissing] = createSignal(false)
  const submit = () => {
    const text = reason().trim()
    if (text) props.onAnswer(text)
    else setMissing(true)
  }
  return (
    <Dialog
      open
      title={t('lost.title', { name: props.name })}
      onClose={() => props.onAnswer()}
      onSubmit={submit}
      footer={
        <>
          <Button size="lg" onClick={() => props.onAnswer()}>
            {frame('cancel')}
          </Button>
          <Button size="lg" tone="primary" type="submit">
            {t('lost.action')}
          </Button>
        </>
      }
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
    </Dialog>
  )
}
