import Columns3 from 'lucide-solid/icons/columns-3'
import { t } from '../../app/text'
import { Popover } from '../overlay/popover'
import { ColumnList, type ColumnListProps } from './column-list'

/** A button that opens the choice of columns. */
export const ColumnPicker = (props: ColumnListProps) => (
  <Popover
    class="btn ghost square"
    tip
    label={t('grid.columns')}
    placement="bottom-end"
    trigger={<Columns3 aria-hidden="true" />}
  >
    {() => <ColumnList {...props} />}
  </Popover>
)
