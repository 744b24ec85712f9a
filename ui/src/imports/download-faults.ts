import type { ImportFault } from '@sextant/db/mapping/mapping.model'
import { faultCsv } from './fault-csv.rules'
import { faultName } from './fault-name'
import { t } from './imports.text'

/** Gives the faults of a check as a file. Those of an import that has run come from the server, with the whole rows. */
export function downloadFaults(fileName: string, faults: readonly ImportFault[]) {
  const heads = [t('faults.row'), t('faults.column'), t('check.in'), t('faults.fix')]
  const text = faultCsv(heads, faults, at => {
    const fault = faults[at]
    return fault ? faultName(fault).replaceAll(/[\u2066-\u2069]/g, '') : ''
  })
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${fileName.replace(/\.\w{2,4}$/, '')}-${t('download.suffix')}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
