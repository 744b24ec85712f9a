export { DealDrawer as default } from '../../../../deals/deal-drawer'
