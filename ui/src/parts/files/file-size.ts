import { format } from '../../app/format'
import { t } from './files.text'

/** `1234567` → 1.2 MB, as file managers count. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return t('size.bytes', { n: bytes })
  if (bytes < 1_000_000) return t('size.kb', { n: format.number(Math.round(bytes / 1000)) })
  const gigas = bytes >= 999_950_000
  const n = format.number(Math.round(bytes / (gigas ? 1e8 : 1e5)) / 10, 1)
  return t(gigas ? 'size.gb' : 'size.mb', { n })
}
