import type { Grants } from '@sextant/db/core/grants.rules'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { Dialog } from '../parts/overlay/dialog'
import { KeyGrants } from './access/key-grants'
import { t } from './settings.text'

/** What a key may do of its role, to look at: keys are not changed. */
export const KeyLook = (props: { name: string; role: Grants; grants: Grants; onClose: () => void }) => (
  <Dialog
    open
    wide
    title={t('keys.may.of', { name: props.name })}
    onClose={props.onClose}
    footer={
      <Button size="lg" onClick={() => props.onClose()}>
        {common('close')}
      </Button>
    }
  >
    <p class="muted">{t('keys.may.less.why')}</p>
    <KeyGrants within={props.role} grants={props.grants} />
  </Dialog>
)
