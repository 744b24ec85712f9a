import Rows3 from 'lucide-solid/icons/rows-3'
import { Menu } from '../overlay/menu'
import { useDensity } from './density'
import { type Density, densities } from './list-state'
import { t } from './records.text'

/** How high the rows are. */
export function DensityMenu() {
  const { density, setDensity } = useDensity()
  return (
    <Menu
      class="btn ghost square"
      label={t('density')}
      placement="bottom-end"
      trigger={<Rows3 aria-hidden="true" />}
      items={[
        {
          choice: t('density'),
          value: density(),
          options: densities.map(value => ({ value, label: t(`density.${value}`) })),
          onChange: value => setDensity(value as Density),
        },
      ]}
    />
  )
}
