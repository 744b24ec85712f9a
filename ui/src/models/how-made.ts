import { format } from '../app/format'
import type { Card } from './model-data'
import { t } from './models.text'

/** By what a version was calibrated and trained, how long that took, and what share a logistic regression has in it: a sentence or three. */
export function howMade({ calibration, durationMs, backend, linearShare }: Card): string {
  const method = calibration === 'platt' || calibration === 'isotonic' ? calibration : 'none'
  const seconds = Math.max(1, Math.round(durationMs / 1000))
  return [
    t('limits.made', { calibration: t(`calibration.${method}`), seconds }),
    t(`backend.${backend}`),
    ...(linearShare ? [t('limits.linear', { share: format.percent(linearShare) })] : []),
  ].join(' ')
}
