import Download from 'lucide-solid/icons/download'
import type { BulkVerb } from '../grid/bulk-bar'
import { t } from './records.text'
import type { RecordScreen } from './use-record-screen'

/** A filter holds at most this many ids. */
const mostInFilter = 500

/** What is selected of a list as a file. */
export const exportSelected = (screen: RecordScreen): BulkVerb => ({
  label: t('export'),
  icon: <Download aria-hidden="true" />,
  onPress: () => {
    const { selection } = screen
    const ids = [...selection.ids()]
    if (!selection.everything() && ids.length <= mostInFilter)
      download(screen, { filter: `id:in:${ids.join(',')}` })
    else exportList(screen)
  },
})

/** A list as a file, as it is filtered and searched. */
export function exportList(screen: RecordScreen): void {
  const { state } = screen
  download(screen, { ...(state.filter() && { filter: state.filter() }), ...(state.q() && { q: state.q() }) })
}

function download({ kind }: RecordScreen, query: Record<string, string>): void {
  location.assign(`/crm/${kind.area}/export.csv?${new URLSearchParams(query)}`)
}
