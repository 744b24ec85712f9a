import Check from 'lucide-solid/icons/check'
import { Button } from '../button/button'
import { t } from './mapping.text'

/** Reads a mistyped value as the one that was most likely meant, wherever the column has it: one click, and the file stays as it is. */
export function ReadAsMeant(props: { value: string; meant: string; onPress: () => void }) {
  return (
    <Button
      class="meant"
      icon={<Check class="s" aria-hidden="true" />}
      aria-label={t('match.meantOf', { value: props.value, meant: props.meant })}
      onClick={() => props.onPress()}
    >
      <bdi>{t('match.meant', { meant: props.meant })}</bdi>
    </Button>
  )
}
