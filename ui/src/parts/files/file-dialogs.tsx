import type { Attachment } from '@sextant/db/attachments/attachments.model'
import Download from 'lucide-solid/icons/download'
import { api } from '../../app/api'
import { TextField } from '../field/text-field'
import { createForm } from '../form/create-form'
import { FormDialog } from '../form/form-dialog'
import { Dialog } from '../overlay/dialog'
import { contentOf } from './file-line'
import { fileSize } from './file-size'
import { t } from './files.text'

/** Shows a picture as large as the screen lets it. */
export const PreviewDialog = (props: { file: Attachment; onClose: () => void }) => (
  <Dialog
    open
    wide
    title={props.file.name}
    onClose={props.onClose}
    footer={
      <a class="btn lg" href={contentOf(props.file.id)} download={props.file.name} rel="external">
        <Download aria-hidden="true" />
        {t('download')} ({fileSize(props.file.bytes)})
      </a>
    }
  >
    <img class="file-preview" src={contentOf(props.file.id, true)} alt={props.file.name} />
  </Dialog>
)

/** Asks for another name. */
export function RenameDialog(props: { file: Attachment; onDone: () => void; onClose: () => void }) {
  const form = createForm({ name: props.file.name })
  const submit = async () => {
    const done = await form.submit(
      () => ({ name: !form.value('name').trim() && t('rename.needed') }),
      () =>
        api.patch(
          '/crm/attachments/{id}',
          { name: form.value('name').trim() },
          { params: { id: props.file.id } },
        ),
    )
    if (!done) return
    props.onDone()
    props.onClose()
  }
  return (
    <FormDialog
      title={t('rename.title')}
      action={t('rename')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField label={t('rename.name')} {...form.field('name')} />
    </FormDialog>
  )
}
