import type { Import } from '@sextant/db/imports/import.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createEffect, onCleanup } from 'solid-js'
import { askImport, isSaving } from './import-data'

const waitMs = 700
/** Up to this size a file is counted again after each change; a larger one when somebody asks. */
const autoCheckBytes = 16 * 1024 * 1024

/**
 * Counts what the import would do, once the mapping is complete and has rested for a moment. After each change it is counted once: a check that
 * failed is not asked for again by itself.
 */
export function useAutoCheck(one: () => Import, always = false) {
  const client = useQueryClient()
  let tried = ''
  createEffect(() => {
    const { id, state, preview, problems, bytes, entity, format, settings, mapping } = one()
    if (isSaving()) {
      // A change takes the counts away, also one that leaves all as it was.
      tried = ''
      return
    }
    if (state !== 'draft' || preview || problems.length || (!always && bytes > autoCheckBytes)) return
    const content = JSON.stringify([entity, format, settings, mapping])
    if (content === tried) return
    const timer = setTimeout(() => {
      tried = content
      void askImport(client, id, 'check')
    }, waitMs)
    onCleanup(() => clearTimeout(timer))
  })
}
