import { t } from '../../app/text'
import { cssVars } from '../css-vars'

/** Share between 0 and 1. */
export const Progress = (props: { share: number; label?: string; tone?: 'pos' | 'warn' | 'neg' }) => (
  <div
    class={`progress ${props.tone ?? ''}`}
    role="progressbar"
    aria-label={props.label ?? t('progress.label')}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow={Math.round(props.share * 100)}
  >
    <i ref={cssVars(() => ({ '--v': Math.min(100, Math.max(0, props.share * 100)) }))} />
  </div>
)
