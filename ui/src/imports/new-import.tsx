import { useNavigate } from '@solidjs/router'
import FileUp from 'lucide-solid/icons/file-up'
import { useSession } from '../app/session'
import { Page } from '../app/shell/page'
import { Steps } from '../parts/steps/steps'
import { ChooseFiles, DropArea } from './drop-zone'
import './imports.css'
import { t } from './imports.text'
import { steps } from './steps.rules'
import { UploadList } from './upload-list'
import { takeFiles } from './upload-queue'

/** Step 1: a file to import. */
export function NewImport() {
  const navigate = useNavigate()
  const { session, can } = useSession()
  const refused = () => session() !== undefined && !can('import', 'create') && t('drop.forbidden')
  const take = (files: File[]) => {
    const [only] = files.length === 1 ? files : []
    takeFiles(files, only ? id => navigate(`/imports/${id}/settings`) : undefined)
  }
  return (
    <Page title={t('new.title')} crumbs={[{ label: t('list.title'), href: '/imports' }]}>
      <div class="wizard">
        <div class="wizard-head">
          <Steps steps={steps.map(step => t(`step.${step}`))} current={0} />
        </div>
        <DropArea class="wizard-body" onFiles={take} disabled={Boolean(refused())}>
          <div class="upload-page">
            <div class="drop-target">
              <FileUp aria-hidden="true" />
              <h2>{t('drop.zone')}</h2>
              <p class="muted">{t('drop.hint')}</p>
              <ChooseFiles
                tone="primary"
                size="lg"
                label={t('list.choose')}
                several
                disabled={refused()}
                onFiles={take}
              />
            </div>
            <UploadList />
          </div>
        </DropArea>
      </div>
    </Page>
  )
}
