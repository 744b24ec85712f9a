import { entities } from '@sextant/db/app/entities'
import { invalid } from '@sextant/db/core/errors'
import { isExported } from '@sextant/db/core/grants.rules'
import { exportRecords } from '@sextant/db/exports/export-records'
import { parseFilter } from '@sextant/db/filter/parse-filter.rules'
import { importEntities } from '@sextant/db/mapping/import-entities.model'
import { catalogueOf } from '@sextant/db/records/catalogue'
import * as v from 'valibot'
import { sortParameter } from '../app/parameters'
import { type Route, route } from '../app/route'
import { textStream } from '../app/text-stream'

const words = (max: number) => v.optional(v.pipe(v.string(), v.maxLength(max, `At most ${max} characters.`)))

/** A list as a file, for each entity that people keep. */
export const exportRoutes: readonly Route[] = entities
  .filter(entity => isExported(entity.name))
  .map(entity =>
    route({
      method: 'get',
      path: `/crm/${entity.area}/export.csv`,
      area: entity.area,
      summary: `The ${entity.area} that match, as CSV.${importEntities.some(one => one === entity.name) ? ' What it gives can be imported again.' : ''}`,
      query: v.strictObject({ filter: words(20_000), sort: sortParameter(entity), q: words(200) }),
      answers: { 200: { description: 'CSV in UTF-8.', contentType: 'text/csv' } },
      handle: async ({ ctx, query: { filter: text, ...rest } }) => {
        const parsed = text
          ? parseFilter(text, await catalogueOf(ctx, entity, text.includes('custom.') ? ['custom.'] : []))
          : undefined
        if (parsed && !parsed.ok) throw invalid(parsed.problems)
        return textStream(
          exportRecords(ctx, entity, { ...rest, filter: parsed?.filter }),
          `${entity.area}.csv`,
        )
      },
    }),
  )
