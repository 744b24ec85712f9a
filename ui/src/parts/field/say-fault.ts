import { t } from '../../app/text'
import type { TypedFault } from './number.rules'

/** What is wrong with a typed number or amount, in the reader's language. */
export function sayFault(typed: TypedFault): string {
  if (typed.fault === 'number') return t('field.number')
  const { currency, decimals } = typed
  return decimals === 0 ? t('field.noDecimals', { currency }) : t('field.decimals', { currency, n: decimals })
}
