import { format } from '../../app/format'
import { t } from '../../app/text'

/** “New, Working +1”: at most two values are written out. */
export const filterValue = (values: readonly string[]) =>
  values.length > 2
    ? t('filter.plus', { first: format.listed(values.slice(0, 2)), n: values.length - 2 })
    : format.listed(values)
