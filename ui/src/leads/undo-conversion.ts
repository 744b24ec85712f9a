import type { ConversionUndone } from '@sextant/db/changes/undo-conversion.model'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../app/api'
import { t as frame } from '../app/text'
import { undoReasons } from '../parts/records/bulk-reason'
import type { Rec } from '../parts/records/kind'
import type { RecordScreen } from '../parts/records/use-record-screen'
import type { Act } from '../parts/toast/acts'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './leads.text'

/** Tells that a lead was converted, with Undo: by the toast and by ⌘Z. */
export function useConversion(screen: RecordScreen) {
  const client = useQueryClient()
  const reread = (id: string) => {
    void screen.writes.reread(id).catch(() => undefined)
    for (const entity of ['lead', 'customer', 'contact', 'deal'])
      void client.invalidateQueries({ queryKey: [entity] })
  }
  const undo = async (id: string, name: string) => {
    try {
      const undone = await api.post('/crm/leads/{id}/convert/undo', undefined, { params: { id } })
      tell(undone, name)
    } catch (error) {
      screen.writes.failed(error)
    }
    reread(id)
  }
  return {
    converted: ({ id, ...lead }: Rec, act: Act, close: () => void) => {
      const name = String(lead.name)
      reread(id)
      toast(
        t('convert.toast', { name }),
        {
          label: frame('undo'),
          onPress: () => {
            close()
            return undo(id, name)
          },
        },
        act,
      )
    },
  }
}

function tell({ kept }: ConversionUndone, name: string) {
  if (kept.length) toastRefusal(t('convert.kept', { n: kept.length, name }), undoReasons(kept))
  else toast(t('convert.undone', { name }))
}
