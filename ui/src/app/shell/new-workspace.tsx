import { createSignal } from 'solid-js'
import { Button } from '../../parts/button/button'
import { TextField } from '../../parts/field/text-field'
import { Dialog } from '../../parts/overlay/dialog'
import { api } from '../api'
import { explain } from '../explain'
import { t } from '../text'

/** Opens another workspace and moves to it. */
export function NewWorkspace(props: { onClose: () => void }) {
  const [name, setName] = createSignal('')
  const [wrong, setWrong] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const create = async () => {
    if (busy()) return
    if (!name().trim()) return setWrong(t('workspace.name.missing'))
    setBusy(true)
    try {
      await api.post('/auth/workspaces', { name: name().trim() })
      location.assign('/')
    } catch (error) {
      setBusy(false)
      setWrong(explain(error))
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('workspace.new.title')}
      onSubmit={() => void create()}
      footer={
        <>
          <Button size="lg" onClick={() => props.onClose()}>
            {t('cancel')}
          </Button>
          <Button size="lg" type="submit" tone="primary" busy={busy()}>
            {t('workspace.create')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('workspace.name')}
        name="workspace"
        autocomplete="organization"
        hint={t('workspace.name.hint')}
        value={name()}
        error={wrong()}
        onChange={value => {
          setName(value)
          setWrong(undefined)
        }}
      />
    </Dialog>
  )
}
