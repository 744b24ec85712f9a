import { t } from '../../app/text'

/** “New, Working +1”: at most two values are written out. */
export const filterValue = (values: readonly string[]) =>
  values.length > 2
    ? t('filter.plus', { first: values.slice(0, 2).join(', '), n: values.length - 2 })
    : values.join(', ')
