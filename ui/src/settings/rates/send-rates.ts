import type { RateFormat, RatesSaved } from '@sextant/db/rates/rates.model'
import { api } from '../../app/api'
import { apart, format } from '../../app/format'
import { toast } from '../../parts/toast/toast'
import { t } from './rates.text'

/** A file of 24 MB from a slow place takes its time. */
const timeoutMs = 120_000

/** Sends a file of rates, or pasted rows, as it is. */
export const sendRates = (file: Blob, format: RateFormat): Promise<RatesSaved> =>
  api.upload('/crm/rates/file', file, { query: { format }, timeoutMs })

/** Says what became of rates that were sent. */
export function tellSaved({ added, replaced, kept }: RatesSaved): void {
  const some = { added: format.number(added), replaced: format.number(replaced) }
  const said = added || replaced ? t('saved.some', some) : t('saved.none')
  toast(kept ? `${said} · ${apart(t('saved.kept', { n: kept }))}` : said)
}
