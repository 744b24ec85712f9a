export { ProductDrawer as default } from '../../../products/product-drawer'
