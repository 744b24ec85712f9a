export { ProductsPage as default } from '../../products/products-page'
