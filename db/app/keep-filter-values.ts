import type postgres from 'postgres'
import { areas } from '../core/areas.model'

/**
 * Puts the triggers by which the values of indexed fields are kept (`filter_value`) on every table of records. Runs after each migration, so that a new kind has
 * them from its beginning. Idempotent.
 */
export async function keepFilterValues(owner: postgres.Sql): Promise<void> {
  for (const name of Object.keys(areas)) {
    const table = `"${name}"`
    for (const [event, rows] of [
      ['insert', 'new'],
      ['update', 'new'],
      ['delete', 'old'],
    ] as const) {
      const work = event === 'delete' ? 'drop_filter_values' : 'keep_filter_values'
      await owner.unsafe(`
        create or replace trigger "${name}_filter_values_${event}" after ${event} on ${table}
        referencing ${rows} table as written for each statement execute function ${work}()`)
    }
  }
}
