import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import { createSignal } from 'solid-js'
import { Button } from '../parts/button/button'
import { Notice } from '../parts/panel/card'
import { toastRefusal } from '../parts/toast/toast'
import { t } from './settings.text'

/** A secret that is shown this once, with a way to copy it. */
export function CopyOnce(props: { text: string; note: string }) {
  const [copied, setCopied] = createSignal(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text)
      setCopied(true)
    } catch {
      // Browsers refuse the clipboard on plain http: the text can be selected by one click.
      toastRefusal(t('copy.failed'), t('copy.failed.why'))
    }
  }
  return (
    <>
      <Notice tone="warn">{props.note}</Notice>
      <div class="once">
        <code dir="ltr">{props.text}</code>
        <Button
          icon={copied() ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          onClick={() => void copy()}
        >
          {copied() ? t('copied') : t('copy')}
        </Button>
      </div>
    </>
  )
}
